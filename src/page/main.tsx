import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Boundary } from "../components/ui/boundary/Boundary.js";
import { directionOf } from "../locales/directionOf.js";
import type { Callback } from "../redirect/callback.js";
import { CrashedPage } from "./CrashedPage.js";
import { wearAccent } from "./config/wearAccent.js";
import { address, callback, configuring, isInviting } from "./early.js";
import { Page } from "./Page.js";
import { loadPageWords } from "./pageWords.js";
import "../card/styles.css";

if (callback !== null) finish(callback);
void show();

/** Finishes a return at once: its secret is good for seconds. */
function finish(returned: Callback): void {
  const isEmbedded = import.meta.env.DEV && new URLSearchParams(location.search).has("embedded");
  // The root loads the same, and tells of a failure.
  import("../redirect/finishReturn.js").then(
    ({ finishReturn }) => finishReturn(returned, { inhibitLogin: !isEmbedded }),
    () => undefined,
  );
}

/** Shows the page. No module waits for it: what is loaded later may need this one. */
async function show(): Promise<void> {
  const loaded = await configuring;
  const config = "config" in loaded ? loaded.config : undefined;

  const wanted = [address.lang, config?.lang, ...navigator.languages];
  const words = await loadPageWords(wanted.filter((tag) => tag !== undefined));
  document.documentElement.lang = words.tag;
  document.documentElement.dir = directionOf(words.tag);
  if (config?.brand.accent !== undefined) wearAccent(config.brand.accent);

  const container = document.querySelector("#page");
  if (container === null) throw new Error("index.html has no element #page to show the page in.");

  const problems = "problems" in loaded ? loaded.problems : [];
  const page =
    config === undefined ? (
      await import("./ConfigProblems.js").then(({ ConfigProblems }) => (
        <ConfigProblems words={words} problems={problems} />
      ))
    ) : isInviting ? (
      await import("./invitation/InviteView.js").then(({ InviteView }) => (
        <InviteView config={config} words={words} />
      ))
    ) : import.meta.env.DEV ? (
      await import("./dev/DevPage.js").then(({ DevPage }) => (
        <DevPage config={config} address={address} words={words} callback={callback} />
      ))
    ) : (
      <Page config={config} address={address} words={words} callback={callback} />
    );
  createRoot(container).render(
    <StrictMode>
      <Boundary fallback={() => <CrashedPage words={words} />}>{page}</Boundary>
    </StrictMode>,
  );
}
