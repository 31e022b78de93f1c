import type { DialectName } from "../model/settings.js";
import { conduit } from "./conduit.js";
import { continuwuity } from "./continuwuity.js";
import { dendrite } from "./dendrite/dendrite.js";
import type { Dialect } from "./dialect.js";
import { mas } from "./mas.js";
import { synapse } from "./synapse.js";
import { tuwunel } from "./tuwunel.js";

/** Every kind of homeserver that a fake can be. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  synapse,
  dendrite,
  conduit,
  continuwuity,
  tuwunel,
  mas,
};

/** Their names, that of Synapse first. */
export const dialectNames: readonly DialectName[] = [
  "synapse",
  "dendrite",
  "conduit",
  "continuwuity",
  "tuwunel",
  "mas",
];
