import type { Routes } from "../endpoints/routes.js";
import type { Manners } from "../model/manners.js";

/** One kind of homeserver. */
export interface Dialect {
  readonly manners: Manners;
  readonly routes: Routes;
}
