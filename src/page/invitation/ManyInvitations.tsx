import { type ReactElement, useRef, useState } from "react";
import { Field } from "../../components/ui/Field.js";
import type { PageConfig } from "../config/pageConfig.js";
import type { PageWords } from "../pageWords.js";
import { saveText } from "../sharing/saveText.js";
import { useCopy } from "../sharing/useCopy.js";
import type { InvitationProblem } from "./invitationLink.js";
import { invitationLinks, listLines } from "./invitationLinks.js";

export interface ManyInvitationsProps {
  readonly words: PageWords;
  readonly config: PageConfig;
  readonly homeserver: string;
  readonly language: string;
}

/** The result of a press, without the links: those are in their input alone. */
interface Made {
  readonly count: number;
  readonly bad: readonly number[];
  readonly repeated: readonly number[];
}

/** Makes links of a list of tokens, to be copied or kept as a file. Nothing is sent. */
export function ManyInvitations(props: ManyInvitationsProps): ReactElement {
  const { words, config, homeserver, language } = props;
  const tokens = useRef<HTMLTextAreaElement>(null);
  const output = useRef<HTMLTextAreaElement>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [problem, setProblem] = useState<InvitationProblem | "noTokens" | null>(null);
  const links = () => output.current?.value ?? "";
  const { said, setSaid, copy } = useCopy({
    read: links,
    select: () => output.current?.select(),
    copied: "invite.copied",
    selected: "invite.selected",
  });

  const become = (text: string, next: Made | null) => {
    if (output.current !== null) output.current.value = text;
    setMade(next);
    setSaid(null);
  };
  const make = () => {
    const result = invitationLinks(
      tokens.current?.value ?? "",
      { homeserver, language },
      config,
      location.href,
    );
    if ("problem" in result) {
      become("", null);
      setProblem(result.problem);
      return;
    }
    const { links: all, bad, repeated } = result;
    become(all.map((link) => `${link}\n`).join(""), { count: all.length, bad, repeated });
    setProblem(all.length === 0 ? "noTokens" : null);
    if (all.length === 0) tokens.current?.focus();
  };
  const linesIn = (lines: readonly number[]) => ({
    count: String(lines.length),
    lines: listLines(lines, words.tag),
  });

  return (
    <details className="mrk-card page-notice" data-part="many-invitations">
      <summary>{words.text("invite.many")}</summary>
      <Field
        data-part="tokens-field"
        label={words.text("invite.tokens")}
        hint={words.text("invite.tokensHint")}
        problem={problem === null ? null : words.text(`invite.${problem}`)}
        control={({ required: _, ...control }) => (
          <textarea
            {...control}
            ref={tokens}
            rows={5}
            dir="ltr"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={() => become("", null)}
          />
        )}
      />
      <button type="button" data-part="make-links" onClick={make}>
        {words.text("invite.makeMany")}
      </button>
      <div role="status">
        {made !== null && made.count > 0 && (
          <p>{words.text("invite.madeMany", { count: made.count.toLocaleString(words.tag) })}</p>
        )}
        {made !== null && made.bad.length > 0 && (
          <p>{words.text("invite.badLines", linesIn(made.bad))}</p>
        )}
        {made !== null && made.repeated.length > 0 && (
          <p>{words.text("invite.repeatedLines", linesIn(made.repeated))}</p>
        )}
        {said !== null && <p>{words.text(said)}</p>}
      </div>
      <Field
        data-part="links-field"
        hidden={made === null || made.count === 0}
        label={words.text("invite.links")}
        control={({ required: _, ...control }) => (
          <textarea {...control} ref={output} rows={5} dir="ltr" wrap="off" readOnly />
        )}
        below={
          <p className="page-copy">
            <button type="button" data-part="copy" onClick={() => void copy()}>
              {words.text("next.copy")}
            </button>
            <button
              type="button"
              data-part="save"
              onClick={() => saveText("invitations.txt", links())}
            >
              {words.text("invite.save")}
            </button>
          </p>
        }
      />
    </details>
  );
}
