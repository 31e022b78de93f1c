import { type ReactElement, type SubmitEvent, useRef, useState } from "react";
import { keepToComposition } from "../../components/context/isComposing.js";
import { isElement } from "../../components/context/isElement.js";
import { HomeserverCombobox } from "../../components/homeserver/HomeserverCombobox.js";
import { TextInput } from "../../components/ui/Elements.js";
import { Field } from "../../components/ui/Field.js";
import { attempt } from "../../uia/browser/attempt.js";
import { BrandHeader } from "../BrandHeader.js";
import type { PageConfig } from "../config/pageConfig.js";
import { homeserversOf } from "../homeserver/chooseHomeserver.js";
import { languages } from "../languages/languages.js";
import type { PageKey, PageWords } from "../pageWords.js";
import { drawQrCode, type QrDrawing } from "../sharing/drawQrCode.js";
import { QrCode } from "../sharing/QrCode.js";
import { useCopy } from "../sharing/useCopy.js";
import { useShare } from "../sharing/useShare.js";
import { usePageTitle } from "../usePageTitle.js";
import { type Invitation, type InvitationProblem, invitationLink } from "./invitationLink.js";
import { ManyInvitations } from "./ManyInvitations.js";

export interface InviteViewProps {
  readonly words: PageWords;
  readonly config: PageConfig;
}

const problemFields: Readonly<Record<InvitationProblem, keyof Invitation>> = {
  badHomeserver: "homeserver",
  badToken: "token",
  badUsername: "username",
  badEmail: "email",
};

/**
 * The view in which an owner makes links for the people they invite.
 *
 * Nothing is sent. As text the token is in no state and in no attribute, only in the two inputs. The QR code
 * shows it to a camera.
 */
export function InviteView({ words, config }: InviteViewProps): ReactElement {
  const [problem, setProblem] = useState<InvitationProblem | null>(null);
  usePageTitle(words, words.text("title.invite"), problem !== null);
  const [isMade, setIsMade] = useState(false);
  const [drawing, setDrawing] = useState<QrDrawing | null>(null);
  const linkInput = useRef<HTMLInputElement>(null);
  const homeservers = homeserversOf(config);
  const [homeserver, setHomeserver] = useState(homeservers[0] ?? "");
  const [language, setLanguage] = useState("");
  const link = () => linkInput.current?.value ?? "";
  const { said, setSaid, copy } = useCopy({
    read: link,
    select: () => linkInput.current?.select(),
    copied: "invite.copied",
    selected: "invite.selected",
  });
  const sharing = useShare(link);
  const told = sharing.hasFailed ? "invite.notShared" : said;

  const make = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { elements } = event.currentTarget;
    const typed = (name: keyof Invitation) => {
      const control = elements.namedItem(name);
      return isElement(control, "input") ? control.value : "";
    };
    const made = invitationLink(
      {
        homeserver,
        token: typed("token"),
        username: typed("username"),
        email: typed("email"),
        language,
      },
      config,
      location.href,
    );
    const output = linkInput.current;
    if (output !== null) output.value = "link" in made ? made.link : "";
    setProblem("problem" in made ? made.problem : null);
    setIsMade("link" in made);
    setDrawing("link" in made ? drawQrCode(made.link) : null);
    sharing.forget();
    setSaid("link" in made ? "invite.made" : null);
    if ("problem" in made) {
      const control = elements.namedItem(problemFields[made.problem]);
      if (isElement(control, "input")) control.focus();
    }
  };

  /** A link made before does not say what stands there now. */
  const forget = () => {
    if (linkInput.current !== null) linkInput.current.value = "";
    setIsMade(false);
    setDrawing(null);
    setSaid(null);
    sharing.forget();
  };

  const field = (name: keyof Invitation, label: PageKey, more: FieldOptions = {}) => {
    const isWrong = problem !== null && problemFields[problem] === name;
    const { hint, required = false, ...input } = more;
    return (
      <Field
        data-part={`${name}-field`}
        label={words.text(label)}
        hint={hint === undefined ? undefined : words.text(hint)}
        problem={isWrong ? words.text(`invite.${problem}`) : null}
        isRequired={required}
        control={(control) => <TextInput {...control} {...input} name={name} autoComplete="off" />}
      />
    );
  };

  return (
    <>
      <BrandHeader brand={config.brand} />
      <main className="page-main">
        <form
          className="mrk-card page-notice"
          method="post"
          noValidate
          onKeyDownCapture={keepToComposition}
          onSubmit={make}
          onChange={forget}
        >
          <h1 data-part="heading">{words.text("invite.heading")}</h1>
          <p>{words.text("invite.text")}</p>
          <HomeserverCombobox
            label={words.text("choose.label")}
            hint={words.text("choose.hint")}
            problem={problem === "badHomeserver" ? words.text("invite.badHomeserver") : undefined}
            suggestions={homeservers}
            value={homeserver}
            onValueChange={(text) => {
              setHomeserver(text);
              forget();
            }}
            required
          />
          {field("token", "invite.token", { hint: "invite.tokenHint", required: true })}
          {field("username", "invite.username")}
          {field("email", "invite.email", { type: "email" })}
          <Field
            data-part="language-field"
            label={words.text("invite.language")}
            control={(control) => (
              <select
                {...control}
                value={language}
                onChange={(event) => setLanguage(event.target.value)}
              >
                <option value="">{words.text("invite.theirs")}</option>
                {Object.keys(languages).map((tag) => (
                  <option key={tag} value={tag} lang={tag}>
                    {nameOfLanguage(tag)}
                  </option>
                ))}
              </select>
            )}
          />
          <button type="submit" data-part="submit" data-kind="primary">
            {words.text("invite.make")}
          </button>
          <Field
            data-part="link-field"
            hidden={!isMade}
            label={words.text("invite.link")}
            hint={words.text("invite.linkHint")}
            control={(control) => (
              <input
                {...control}
                ref={linkInput}
                readOnly
                dir="ltr"
                onChange={(event) => event.stopPropagation()}
              />
            )}
            below={
              <p className="page-copy">
                <button type="button" data-part="copy" onClick={() => void copy()}>
                  {words.text("next.copy")}
                </button>
                {sharing.share !== null && (
                  <button type="button" data-part="share" onClick={() => void sharing.share?.()}>
                    {words.text("invite.share")}
                  </button>
                )}
              </p>
            }
          />
          <p role="status">{told !== null && words.text(told)}</p>
          {drawing !== null && <QrCode drawing={drawing} label={words.text("invite.qrCode")} />}
        </form>
        <ManyInvitations
          words={words}
          config={config}
          homeserver={homeserver}
          language={language}
        />
      </main>
    </>
  );
}

interface FieldOptions {
  readonly hint?: PageKey;
  readonly type?: string;
  readonly required?: boolean;
}

function nameOfLanguage(tag: string): string {
  return attempt(() => new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag, tag);
}
