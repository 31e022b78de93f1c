import type { ReactElement } from "react";
import { dialectNames, type Scenario, scenarios } from "../../testing/index.js";
import { readScenarioId } from "../../testing/scenarios/scenarioServer.js";

export interface ScenarioBarProps {
  /** Its name, and behind a dot its dialect; `null` when the page is on the homeserver of config.json. */
  readonly scenario: string | null;
  /** Base URL of the scenario's homeserver. */
  readonly homeserver: string;
  readonly isEmbedded: boolean;
}

// For developers of the page, so not translated.
const words = {
  label: "Development",
  scenario: "Scenario",
  dialect: "Dialect",
  configured: "config.json",
  standalone: "standalone",
  embedded: "embedded",
  mailbox: "mailbox",
  sms: "SMS",
};

/** Chooses the fake homeserver, opens what it sent, and chooses between the page and what a client would embed. */
export function ScenarioBar({ scenario, homeserver, isEmbedded }: ScenarioBarProps): ReactElement {
  const known: readonly (readonly [string, Scenario])[] = Object.entries(scenarios);
  const { name: shown, dialect } = readScenarioId(scenario ?? "");
  const title = known.find(([name]) => name === shown)?.[1].title;
  return (
    <nav className="scenario-bar" aria-label={words.label}>
      <label>
        {words.scenario}
        <select
          value={shown}
          onChange={({ target }) => go({ scenario: scenarioId(target.value, dialect) })}
        >
          {scenario === null && <option value="">{words.configured}</option>}
          {known.map(([name]) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {scenario !== null && (
        <label>
          {words.dialect}
          <select
            value={dialect}
            onChange={({ target }) => go({ scenario: scenarioId(shown, target.value) })}
          >
            {dialectNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <a href={addressWith({ embedded: isEmbedded ? null : "" })}>
        {isEmbedded ? words.standalone : words.embedded}
      </a>
      {scenario !== null && (
        <>
          <a href={`${homeserver}/_fake/mailbox`} target="_blank" rel="noopener">
            {words.mailbox}
          </a>
          <a href={`${homeserver}/_fake/sms`} target="_blank" rel="noopener">
            {words.sms}
          </a>
        </>
      )}
      <span>{title}</span>
    </nav>
  );
}

/** The name of a scenario, with its dialect if that is not the usual one. */
function scenarioId(name: string, dialect: string): string {
  return dialect === "synapse" ? name : `${name}.${dialect}`;
}

function go(changes: Readonly<Record<string, string | null>>): void {
  location.assign(addressWith(changes));
}

function addressWith(changes: Readonly<Record<string, string | null>>): string {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}
