import type { FakeClock } from "../../server/clock.js";

/** An address of a user. https://spec.matrix.org/v1.18/appendices/#3pid-types */
export interface Threepid {
  readonly medium: "email" | "msisdn";
  /** An email address in lower case, or a phone number: country code and number, digits alone. */
  readonly address: string;
}

/** An address that its owner has proved. */
export interface ValidatedThreepid extends Threepid {
  /** ms since the epoch. */
  readonly validatedAt: number;
}

/** Which account has which addresses. */
export interface Threepids {
  bind(userId: string, threepid: ValidatedThreepid): void;
  ownerOf(threepid: Threepid): string | undefined;
  of(userId: string): readonly (ValidatedThreepid & { readonly addedAt: number })[];
}

export function createThreepids(clock: FakeClock): Threepids {
  const bound: (ValidatedThreepid & { userId: string; addedAt: number })[] = [];

  return {
    bind(userId, threepid) {
      bound.push({ ...threepid, userId, addedAt: clock.now() });
    },
    ownerOf: ({ medium, address }) =>
      bound.find((one) => one.medium === medium && one.address === address)?.userId,
    of: (userId) =>
      bound
        .filter((one) => one.userId === userId)
        .map(({ userId: _userId, ...threepid }) => threepid),
  };
}
