"use client";
import { QueryClient } from "@tanstack/react-query";
import { useDisposable } from "./useDisposable.js";

export interface Reads {
  /** A client of the kit's own, never the app's. It ends with the component. */
  readonly client: QueryClient;
  /** Aborted once the component is unmounted for good. */
  readonly signal: AbortSignal;
}

/** Keeps the reads of one hook while its component is mounted. No secret ever enters it. */
export function useReads(): Reads {
  const { client, gone } = useDisposable(makeReads, endReads);
  return { client, signal: gone.signal };
}

function makeReads(): { client: QueryClient; gone: AbortController } {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
        staleTime: Number.POSITIVE_INFINITY,
        // On a server the process would wait for it.
        gcTime: typeof window === "undefined" ? Number.POSITIVE_INFINITY : 60_000,
      },
    },
  });
  return { client, gone: new AbortController() };
}

function endReads({ client, gone }: ReturnType<typeof makeReads>): void {
  gone.abort();
  client.clear();
}
