import { type ReactElement, useState } from "react";
import { tabStorage } from "../../uia/browser/tabStorage.js";
import type { PageConfig } from "../config/pageConfig.js";
import { Page, type PageProps } from "../Page.js";
import type { PageAddress } from "../pageAddress.js";
import { EmbeddedView } from "./EmbeddedView.js";
import { ScenarioBar } from "./ScenarioBar.js";
import "./dev.css";

/**
 * The page in development.
 *
 * It uses a fake homeserver of the dev server, unless config.json or the address names a
 * homeserver. `?scenario=` chooses it, by default `open`; `?scenario=open.dendrite` chooses its dialect
 * too. `?embedded` shows the page as an app
 * embeds it. `?embedded=opener` opens the homeserver's own pages in a window that can tell when
 * they are finished.
 */
export function DevPage({ config, address, words, callback }: PageProps): ReactElement {
  const [{ search, origin }] = useState(() => location);
  const parameters = new URLSearchParams(search);
  const scenario = parameters.get("scenario") ?? (hasHomeserver(config, address) ? null : "open");
  const isEmbedded = parameters.has("embedded");
  const fallbackWindow = parameters.get("embedded") === "opener" ? "opener" : "noopener";
  const [ofTab] = useState(homeserverOfTab);
  const id = scenario?.includes("~") === true ? scenario : `${scenario}~${ofTab}`;
  const shown = scenario === null ? config : scenarioConfig(config, `${origin}/fake/${id}/`);
  return (
    <>
      <ScenarioBar
        scenario={scenario?.split("~", 1)[0] ?? null}
        homeserver={`${origin}/fake/${id}`}
        isEmbedded={isEmbedded}
      />
      <Page
        config={shown}
        address={address}
        words={words}
        callback={callback}
        {...(isEmbedded && {
          render: (props) => <EmbeddedView {...props} fallbackWindow={fallbackWindow} />,
        })}
      />
    </>
  );
}

/** The same after a reload, for which the page keeps what belongs to a homeserver. */
function homeserverOfTab(): string {
  const key = "matrix-register-kit.dev-homeserver";
  const made = Math.random().toString(36).slice(2, 10);
  try {
    const id = tabStorage()?.getItem(key) ?? made;
    tabStorage()?.setItem(key, id);
    return id;
  } catch {
    return made;
  }
}

function hasHomeserver({ homeserver, homeservers }: PageConfig, address: PageAddress): boolean {
  return [homeserver, ...homeservers, address.homeserver].some((each) => each !== undefined);
}

function scenarioConfig(config: PageConfig, homeserver: string): PageConfig {
  return {
    ...config,
    homeserver,
    serverName: "example.org",
    homeservers: [],
    allowAnyHomeserver: false,
    trust: "own",
  };
}
