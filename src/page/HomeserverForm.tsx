import { type ReactElement, type SubmitEvent, useRef, useState } from "react";
import { HomeserverCombobox } from "../components/HomeserverCombobox.js";
import { type ChosenHomeserver, homeserversOf, namedHomeserver } from "./chooseHomeserver.js";
import type { PageConfig } from "./pageConfig.js";
import type { PageKey, PageWords } from "./pageWords.js";
import { usePageTitle } from "./usePageTitle.js";

export interface HomeserverFormProps {
  readonly words: PageWords;
  readonly config: PageConfig;
  readonly prefill: string;
  /** Whether `prefill` came with a link, which anybody can write. */
  readonly linked: boolean;
  readonly onChoose: (chosen: ChosenHomeserver) => void;
}

/** Has the visitor name a homeserver, or agree to the one of a link. Asks none of them anything. */
export function HomeserverForm(props: HomeserverFormProps): ReactElement {
  const { words, config, prefill, linked, onChoose } = props;
  usePageTitle(words.text("title.choose"));
  const [problem, setProblem] = useState<PageKey | null>(null);
  const [value, setValue] = useState(prefill);
  const input = useRef<HTMLInputElement>(null);

  const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = namedHomeserver(config, value);
    if (chosen !== undefined) {
      onChoose(chosen);
      return;
    }
    setProblem(config.allowAnyHomeserver ? "choose.invalid" : "choose.notListed");
    input.current?.focus();
  };

  return (
    <form className="mrk-card page-notice" method="post" noValidate onSubmit={handleSubmit}>
      <h1 data-part="heading">{words.text("choose.heading")}</h1>
      <p>{words.text(linked ? "choose.linked" : "choose.text")}</p>
      <HomeserverCombobox
        ref={input}
        label={words.text("choose.label")}
        hint={words.text("choose.hint")}
        problem={problem === null ? undefined : words.text(problem)}
        suggestions={homeserversOf(config)}
        value={value}
        onValueChange={setValue}
        required
      />
      <button type="submit" data-part="submit">
        {words.text("choose.continue")}
      </button>
    </form>
  );
}
