import type { ReactElement } from "react";
import { type Scenario, scenarios } from "../../testing/index.js";

export interface ScenarioBarProps {
  /** `null` when the page is on the homeserver of config.json. */
  readonly scenario: string | null;
  /** Base URL of the scenario's homeserver. */
  readonly homeserver: string;
  readonly isEmbedded: boolean;
}

// For developers of the page, so not translated.
const words = {
  label: "Development",
  scenario: "Scenario",
  configured: "config.json",
  standalone: "standalone",
  embedded: "embedded",
  mailbox: "mailbox",
  sms: "SMS",
};

/** Chooses the fake homeserver, opens what it sent, and chooses between the page and what a client would embed. */
export function ScenarioBar({ scenario, homeserver, isEmbedded }: ScenarioBarProps): ReactElement {
  const known: readonly (readonly [string, Scenario])[] = Object.entries(scenarios);
  const title = known.find(([name]) => name === scenario)?.[1].title;
  return (
    <nav className="scenario-bar" aria-label={words.label}>
      <label>
        {words.scenario}
        <select value={scenario ?? ""} onChange={({ target }) => go({ scenario: target.value })}>
          {scenario === null && <option value="">{words.configured}</option>}
          {known.map(([name]) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
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
