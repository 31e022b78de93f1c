"use client";
import { useQuery } from "@tanstack/react-query";
import type {
  UsernameAvailability,
  UsernameChecks,
} from "../../../react/useUsernameAvailability.js";
import { type SuggestionReason, suggestUsernames } from "./suggestUsernames.js";

/** Names that are offered. Whether they are free is told only if the homeserver said so. */
export interface UsernameOffers {
  readonly names: readonly string[];
  readonly areFree: boolean;
}

export interface OffersOptions {
  /** The name that was meant, in its right spelling. */
  readonly meant: string;
  readonly reason: SuggestionReason;
  readonly availability: UsernameAvailability;
  readonly checks: UsernameChecks;
  /** Whether to ask the homeserver now. */
  readonly enabled: boolean;
}

/** The number of names that are offered at a time. */
const mostOffers = 3;
/** The number of names that are asked about, one after the other. */
const mostChecks = 5;

/**
 * The names to offer instead of one. A homeserver that told that the name is not available is asked about
 * others in turn, until enough are free. One that does not tell, or told otherwise before, is not asked.
 */
export function useUsernameOffers(options: OffersOptions): UsernameOffers {
  const { meant, reason, availability, checks, enabled } = options;
  const { client, queryOf, known, serverName } = checks;
  const others =
    reason === "unavailable"
      ? suggestUsernames(meant, serverName, reason).slice(0, mostChecks)
      : [];
  const hasStatus = (status: UsernameAvailability["status"] | undefined) => (name: string) =>
    known(name)?.status === status;
  const free = others.filter(hasStatus("available")).slice(0, mostOffers);
  const unasked = others.filter(hasStatus(undefined));
  const { status } = availability;
  const isDenied = status === "taken" || status === "invalid" || status === "reserved";
  const next = isDenied && free.length < mostOffers ? unasked[0] : undefined;
  const { isError } = useQuery(
    {
      ...queryOf(next ?? null),
      enabled: enabled && next !== undefined,
      // An answer stays as long as the field: nothing is asked twice.
      gcTime: Number.POSITIVE_INFINITY,
      // Each answer is read from the cache, as those before.
      notifyOnChangeProps: "all",
    },
    client,
  );
  if (reason === "invalid") return { names: [meant], areFree: status === "available" };
  if (free.length > 0) return { names: free, areFree: true };
  const cannotTell = status === "available" || status === "unknown" || isError;
  return { names: cannotTell ? unasked.slice(0, mostOffers) : [], areFree: false };
}
