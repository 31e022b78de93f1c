"use client";
import { QueryClient } from "@tanstack/react-query";
import { useDisposable } from "./useDisposable.js";

export interface Reads {
  /** Never the host's: what is read here concerns nobody else, and ends with the component. */
  readonly client: QueryClient;
  /** Aborted when the component has gone for good. */
  readonly signal: AbortSignal;
}

/** Where the reads of one hook are kept while its component is there. No secret ever enters it. */
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
        gcTime: 60_000,
      },
    },
  });
  return { client, gone: new AbortController() };
}

function endReads({ client, gone }: ReturnType<typeof makeReads>): void {
  gone.abort();
  client.clear();
}
