import { type ReactElement, type ReactNode, StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { tolerateMoves } from "../components/ui/boundary/tolerateMoves.js";
import { directionOf } from "../locales/directionOf.js";
import type { Callback } from "../redirect/callback.js";
import { address, callback, configuring, isBeginning, isInviting, wording } from "./early.js";
import { chooseHomeserver } from "./homeserver/chooseHomeserver.js";
import { homeserverForm } from "./homeserver/lateHomeserverForm.js";
import { Page } from "./Page.js";
import { CrashedPage, PageBoundary } from "./PageBoundary.js";
import type { PageAddress } from "./pageAddress.js";
import type { PageWords } from "./pageWords.js";
import { dropShell } from "./shell/dropShell.js";
import "../card/styles.css";

if (callback !== null) finish(callback);
// The early script may have come before the document's body.
if (!isBeginning) dropShell();
const takingOver =
  document.querySelector("#shell") === null
    ? null
    : import("./shell/takeOver.js").catch(() => dropShell());
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

  // The page tells of a failure.
  if (
    config !== undefined &&
    isBeginning &&
    "ask" in chooseHomeserver(config, address.homeserver)
  ) {
    void homeserverForm.load().catch(() => undefined);
    void wording.then(({ later }) => later.choose.load()).catch(() => undefined);
  }
  const accent = config?.brand.accent;
  const [words] = await Promise.all([
    // The one text that has to be there without any of them stands in the HTML.
    wording.catch(() => null),
    accent !== undefined &&
      import("./config/wearAccent.js").then(
        ({ wearAccent }) => wearAccent(accent),
        // The kit's own colours are good too.
        () => undefined,
      ),
  ]);
  if (words === null) {
    document.querySelector("#unloaded")?.removeAttribute("hidden");
    return;
  }
  document.documentElement.lang = words.tag;
  document.documentElement.dir = directionOf(words.tag);

  const container = document.querySelector<HTMLElement>("#page");
  if (container === null) throw new Error("index.html has no element #page to show the page in.");

  const problems = "problems" in loaded ? loaded.problems : [];
  const root = createRoot(container);
  tolerateMoves(container);
  const render = (page: ReactNode) => {
    // In short tasks: the first screen in the HTML is in use already.
    startTransition(() =>
      root.render(
        <StrictMode>
          <PageBoundary words={words}>{page}</PageBoundary>
        </StrictMode>,
      ),
    );
  };
  if (config === undefined) {
    dropShell();
    const show = ({ ConfigProblems }: typeof import("./ConfigProblems.js")) => (
      <ConfigProblems words={words} problems={problems} />
    );
    render(await viewForOwner(import("./ConfigProblems.js"), words, show));
  } else if (isInviting) {
    const show = ({ InviteView }: typeof import("./invitation/InviteView.js")) => (
      <InviteView config={config} words={words} />
    );
    render(await viewForOwner(import("./invitation/InviteView.js"), words, show));
  } else if (import.meta.env.DEV) {
    const { DevPage } = await import("./dev/DevPage.js");
    render(<DevPage config={config} address={address} words={words} callback={callback} />);
  } else {
    const show = (known: PageAddress) => {
      render(<Page config={config} address={known} words={words} callback={callback} />);
    };
    show(address);
    (await takingOver)?.takeOver({ config, address, words }, (username) => {
      show({ ...address, username });
    });
  }
}

/** A view for the people who run the page, once its code and all words are loaded. */
async function viewForOwner<Module>(
  code: Promise<Module>,
  words: PageWords,
  show: (module: Module) => ReactElement,
): Promise<ReactElement> {
  try {
    const places = Object.values(words.later);
    const [module] = await Promise.all([code, ...places.map(({ load }) => load())]);
    return show(module);
  } catch {
    return <CrashedPage words={words} />;
  }
}
