import { type ReactElement, type SubmitEvent, useRef, useState } from "react";
import { keepToComposition } from "../../components/context/isComposing.js";
import { HomeserverCombobox } from "../../components/homeserver/HomeserverCombobox.js";
import { homeserverName } from "../../components/homeserver/homeserverName.js";
import { isAscii } from "../../protocol/guards/identifiers.js";
import type { PageConfig } from "../config/pageConfig.js";
import type { PageKey, PageWords } from "../pageWords.js";
import { usePageTitle } from "../usePageTitle.js";
import { type ChosenHomeserver, homeserversOf, namedHomeserver } from "./chooseHomeserver.js";

export interface HomeserverFormProps {
  readonly words: PageWords;
  readonly config: PageConfig;
  readonly prefill: string;
  /** Whether `prefill` came with a link. Any link may name a homeserver. */
  readonly linked: boolean;
  /** Whether a link asked for a homeserver that is not to be had here. */
  readonly isLinkElsewhere: boolean;
  readonly onChoose: (chosen: ChosenHomeserver) => void;
}

/** Has the visitor name a homeserver, or agree to the one of a link. Asks none of them anything. */
export function HomeserverForm(props: HomeserverFormProps): ReactElement {
  const { words, config, prefill, linked, isLinkElsewhere, onChoose } = props;
  const [problem, setProblem] = useState<PageKey | null>(null);
  usePageTitle(words, words.text("title.choose"), problem !== null);
  const [value, setValue] = useState(prefill);
  const [respelled, setRespelled] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const understood = understoodName(config, value);

  const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = namedHomeserver(config, value);
    const { homeserver } = chosen ?? {};
    if (typeof homeserver === "string" && isAscii(homeserver) && !isAscii(value)) {
      // Letters of other scripts may look like those of another name.
      setValue(homeserver);
      setRespelled(homeserver);
      input.current?.focus();
      return;
    }
    if (chosen !== undefined) {
      onChoose(chosen);
      return;
    }
    setProblem(config.allowAnyHomeserver ? "choose.invalid" : "choose.notListed");
    input.current?.focus();
  };

  return (
    <form
      className="mrk-card page-notice"
      method="post"
      noValidate
      onKeyDownCapture={keepToComposition}
      onSubmit={handleSubmit}
    >
      <h1 data-part="heading">{words.text("choose.heading")}</h1>
      {isLinkElsewhere && <p>{words.text("link.elsewhere")}</p>}
      <p>{words.text(linked ? "choose.linked" : "choose.text")}</p>
      <HomeserverCombobox
        ref={input}
        label={words.text("choose.label")}
        hint={words.text("choose.hint")}
        problem={problem === null ? undefined : words.text(problem)}
        suggestions={homeserversOf(config)}
        value={value}
        onValueChange={(text) => {
          setValue(text);
          setProblem(null);
          setRespelled(null);
        }}
        required
      >
        <p data-part="homeserver-check" data-kind="small" aria-live="polite">
          {respelled !== null
            ? words.text("choose.otherSpelling", { serverName: respelled })
            : understood !== null && words.text("choose.understood", { serverName: understood })}
        </p>
      </HomeserverCombobox>
      <button type="submit" data-part="submit" data-kind="primary">
        {words.text("choose.continue")}
      </button>
    </form>
  );
}

/** The homeserver that a text means, where it does not say it word for word. */
function understoodName(config: PageConfig, text: string): string | null {
  const { homeserver } = namedHomeserver(config, text) ?? {};
  if (homeserver === undefined || !isAscii(text)) return null;
  const name = homeserverName(homeserver);
  return name === text.trim() ? null : name;
}
