import { type ReactElement, type SubmitEvent, useId, useRef, useState } from "react";
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
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = namedHomeserver(config, input.current?.value ?? "");
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
      <div data-part="homeserver-field">
        <label data-part="label" htmlFor={id}>
          {words.text("choose.label")}
        </label>
        <input
          ref={input}
          id={id}
          data-part="input"
          name="homeserver"
          list={`${id}-list`}
          defaultValue={prefill}
          autoCapitalize="none"
          autoCorrect="off"
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
          dir="ltr"
          required
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={problem === null ? `${id}-hint` : `${id}-problem ${id}-hint`}
        />
        <datalist id={`${id}-list`}>
          {homeserversOf(config).map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {problem !== null && (
          <p data-part="problem-text" id={`${id}-problem`}>
            {words.text(problem)}
          </p>
        )}
        <p data-part="hint" id={`${id}-hint`}>
          {words.text("choose.hint")}
        </p>
      </div>
      <button type="submit" data-part="submit">
        {words.text("choose.continue")}
      </button>
    </form>
  );
}
