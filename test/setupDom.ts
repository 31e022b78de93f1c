import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { loadLateModules } from "./loadLateModules.js";

// How long to wait for what is meant to come: a busy machine takes its time.
configure({ asyncUtilTimeout: 5_000 });

// A test that is about what comes late makes modules of its own.
await loadLateModules();

// Runs before the console is looked at: what is registered last runs first.
afterEach(cleanup);
