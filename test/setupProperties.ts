import fc from "fast-check";
import { runs } from "./runs.js";

fc.configureGlobal({ seed: Number(process.env["SEED"]), numRuns: runs(100) });
