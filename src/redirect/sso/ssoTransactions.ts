import * as v from "valibot";
import { text, whole } from "../stored.js";
import { createTransactions } from "../transactions.js";

/** Everything needed to finish, and nothing secret. */
export type SsoTransaction = v.InferOutput<typeof schema>;

const schema = v.object({
  /** Time of the beginning: ms since the epoch. */
  at: whole,
  baseUrl: text,
  serverName: v.optional(text),
  trust: v.picklist(["any", "listed", "own"]),
  deviceId: text,
  deviceDisplayName: v.optional(text),
  refreshToken: v.boolean(),
});

export const ssoTransactions = createTransactions("sso", /^[0-9a-f]{32}$/, schema);
