import { renderToStaticMarkup } from "react-dom/server";
import { homeserverName } from "../../components/homeserver/homeserverName.js";
import * as Register from "../../components/parts.js";
import type { Homeserver } from "../../discovery/homeserver.js";
import { createTranslator } from "../../locales/createTranslator.js";
import { directionOf } from "../../locales/directionOf.js";
import { loadWords, localeTagFor } from "../../locales/loadWords.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { createRegistration } from "../../uia/run/createRegistration.js";
import { BrandHeader } from "../BrandHeader.js";
import { parsePageConfig } from "../config/pageConfig.js";
import { chooseHomeserver, homeserversOf } from "../homeserver/chooseHomeserver.js";
import { loadPageWords } from "../pageWords.js";

/** The first screen as it stands in the page's HTML. */
export interface FirstScreen {
  readonly html: string;
  /** The sentence that stands in for all others if none can be loaded. */
  readonly unloaded: string;
  /** The element `title`. */
  readonly title: string;
  readonly lang: string;
  readonly dir: string;
  /** The origin that is asked first. */
  readonly origin: string;
}

/**
 * Renders the first screen for a `config.json`: what is true before the homeserver is asked. `null` where
 * the visitor has a homeserver to choose.
 * @throws {Error} when something is wrong in the configuration
 */
export async function prerender(json: unknown): Promise<FirstScreen | null> {
  const parsed = parsePageConfig(json);
  if ("problems" in parsed) {
    const faults = parsed.problems.map(({ key, reason }) => `${key} (${reason})`);
    throw new Error(`The page's configuration has mistakes: ${faults.join(", ")}`);
  }
  const { config } = parsed;
  const choice = chooseHomeserver(config, undefined);
  const canChoose = config.allowAnyHomeserver || homeserversOf(config).length > 1;
  if (!("use" in choice) || canChoose) return null;

  const { homeserver, trust } = choice.use;
  const words = await loadPageWords([config.lang ?? "en"]);
  const locale = (await loadWords(localeTagFor(words.tag))).getSnapshot();
  const { text } = createTranslator(locale);
  const serverName = homeserverName(homeserver);
  const { baseUrl } = firstHomeserver(homeserver);
  // Stands for the one to come: it is drawn, and asks nothing.
  const registration = createRegistration({
    homeserver: firstHomeserver(homeserver),
    trust,
    flows: { flows: [[authTypes.dummy]], params: {} },
  });
  const html = renderToStaticMarkup(
    <>
      <BrandHeader brand={config.brand} />
      <main className="page-main">
        <Register.Root registration={registration} trust={trust} locale={locale} headingLevel={1}>
          <Register.Heading />
          <Register.AccountForm>
            <Register.UsernameField />
          </Register.AccountForm>
          <p className="page-finding">{text("homeserver.finding", { serverName })}</p>
          <p className="page-slow">{text("chunk.reload")}</p>
        </Register.Root>
      </main>
    </>,
  );
  const title = renderToStaticMarkup(<title>{text("root.label", { serverName })}</title>);
  registration.dispose();
  return {
    title,
    unloaded: words.text("crashed.text"),
    html: html
      // No part of the kit's: it has no state that the page would show.
      .replace(/<section [^>]*>/, '<section class="mrk-card">')
      // The page's script takes over what is typed.
      .replace(/(<fieldset [^>]*) disabled=""/, "$1"),
    lang: words.tag,
    dir: directionOf(words.tag),
    origin: new URL(baseUrl).origin,
  };
}

/** The homeserver as far as the configuration tells it: an address tells no server name. */
function firstHomeserver(homeserver: string | Homeserver): Homeserver {
  if (typeof homeserver !== "string") return homeserver;
  if (URL.canParse(homeserver)) return { baseUrl: homeserver };
  return { baseUrl: `https://${homeserver}`, serverName: homeserver };
}
