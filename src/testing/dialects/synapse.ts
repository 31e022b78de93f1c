import { synapseRoutes } from "../endpoints/routes.js";
import { synapseCors } from "../server/cors.js";
import { synapseFlows, versionedPolicies } from "../stages/flows.js";
import type { Dialect } from "./dialect.js";

/** Synapse: what is not said otherwise in another dialect is as here. */
export const synapse: Dialect = {
  routes: synapseRoutes,
  manners: {
    sessions: {
      idLength: 24,
      lifetimeMs: 48 * 60 * 60_000,
      renewed: false,
      boundToUri: true,
      unknown: (id) => ({
        status: 400,
        body: { errcode: "M_UNKNOWN", error: `Unknown session ID: ${id}` },
      }),
    },
    challenge: ({ session, flows, params, completed, hadAuth, failure }) => ({
      session,
      flows: flows.map((stages) => ({ stages })),
      params,
      // The database answers in alphabetical order, not in that of the stages.
      ...(hadAuth && { completed: [...completed].sort() }),
      ...(failure && { errcode: failure.errcode, error: failure.error }),
    }),
    flows: synapseFlows,
    policies: versionedPolicies,
    reworded: (answer) => answer,
    preflight: { status: 204, headers: synapseCors },
    headers: () => ({ "Cache-Control": "no-cache, no-store, must-revalidate", ...synapseCors }),
    outside: "page",
  },
};
