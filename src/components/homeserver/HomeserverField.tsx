"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type SubmitEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import type { Homeserver } from "../../discovery/homeserver.js";
import { nameAmong } from "../../discovery/nameAmong.js";
import type { Translator } from "../../locales/createTranslator.js";
import { isAscii } from "../../protocol/guards/identifiers.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { UseRegister } from "../../react/useRegister.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { keepToComposition } from "../context/isComposing.js";
import { Button, Paragraph } from "../ui/Elements.js";
import { Text } from "../ui/Text.js";
import { HomeserverCombobox } from "./HomeserverCombobox.js";
import { homeserverName, hostElsewhere } from "./homeserverName.js";
import { unavailableText } from "./unavailableText.js";
import { type HomeserverCheck, useHomeserverCheck } from "./useHomeserverCheck.js";

export declare namespace HomeserverField {
  type Props = Omit<ComponentPropsWithoutRef<"form">, "children" | "onSubmit">;
}

/**
 * The choice of another homeserver, where the root has `onHomeserverChange`: one of its `homeservers`,
 * or with `allowAnyHomeserver` any. It checks a name while the user types; the result is advice. It is
 * shown until the registration has begun to send.
 */
export const HomeserverField = forwardRef<HTMLFormElement, HomeserverField.Props>(
  function HomeserverField(props, ref) {
    const app = useApp("Register.HomeserverField");
    const { translator, fetch, clock, trust, homeservers, allowAnyHomeserver } = app;
    const { serverName, found, returned } = useHomeserverContext("Register.HomeserverField");
    const { registration } = useRegistrationView("Register.HomeserverField");
    const [typed, setTyped] = useState<string | null>(null);
    const [note, setNote] = useState<"invalid" | "notListed" | "otherSpelling" | null>(null);
    // A check in flight goes on after the choice, and the root shares its result.
    const [asked, setAsked] = useState<string | null>(null);
    const input = useRef<HTMLInputElement>(null);
    const value = typed ?? serverName;
    const named = typed === null ? undefined : nameAmong(homeservers, allowAnyHomeserver, typed);
    const isCurrent =
      typed === null || typed.trim() === serverName || isNameOf(named?.name, serverName, found);
    const other = isCurrent ? undefined : named;
    const check = useHomeserverCheck(app.reads, other?.name ?? asked, {
      trust: other === undefined || other.isListed ? trust : "any",
      issuers: app.oauth?.issuers,
      methods: app.methods,
      fetch,
      clock,
    });
    const tellWhenFound = useFoundAnnouncement();
    const { onHomeserverChange } = app;
    if (onHomeserverChange === undefined || returned !== null) return null;
    if (registration !== null && !mayLeave(registration)) return null;

    const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      // The button is removed, and the result comes below the input.
      input.current?.focus();
      if (isCurrent) {
        setTyped(null);
      } else if (other === undefined) {
        setNote(allowAnyHomeserver ? "invalid" : "notListed");
      } else if (!other.isListed && !isAscii(typed)) {
        // Letters of other scripts may look like those of another name.
        setTyped(other.name);
        setNote("otherSpelling");
      } else {
        setTyped(null);
        setNote(null);
        setAsked(check.status === "checking" ? other.name : null);
        tellWhenFound(other.name);
        onHomeserverChange(other.name);
      }
    };
    const problem = note === "otherSpelling" ? null : note;
    const checkResult = (): string => {
      if (other === undefined) return isCurrent ? hostText(found, trust, translator) : "";
      return note === "otherSpelling"
        ? translator.text("homeserver.otherSpelling", { serverName: other.name })
        : checkText(check, homeserverName(other.name), translator);
    };
    return (
      <form
        ref={ref}
        data-part="homeserver-form"
        onKeyDownCapture={keepToComposition}
        {...props}
        method="post"
        noValidate
        onSubmit={handleSubmit}
      >
        <HomeserverCombobox
          ref={input}
          label={translator.text("homeserver.label")}
          hint={translator.text("homeserver.hint")}
          problem={problem === null ? undefined : translator.text(`homeserver.${problem}`)}
          suggestions={homeservers}
          value={value}
          onValueChange={(text) => {
            setTyped(text);
            setNote(null);
          }}
        >
          <Paragraph data-part="homeserver-check" aria-live="polite">
            <Text parts={checkResult()} names={namesIn(other?.name, check)} />
          </Paragraph>
        </HomeserverCombobox>
        {!isCurrent && (
          <Button type="submit" data-part="use-homeserver">
            {translator.text("homeserver.use")}
          </Button>
        )}
      </form>
    );
  },
);

/** Whether no request is in flight whose end has to be learned first. */
function mayLeave({ status, activity }: UseRegister): boolean {
  if (status === "failed") return true;
  return status === "account" && (activity === "idle" || activity === "paused");
}

/** Whether a name is that of the current homeserver. */
function isNameOf(name: string | undefined, serverName: string, found: Homeserver | null): boolean {
  if (name === undefined) return false;
  const baseUrl = found === null ? undefined : withoutSlash(found.baseUrl);
  return name === serverName || withoutSlash(name) === baseUrl;
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, "");
}

/** Announces that the chosen homeserver is found. A failure is an alert of its own. */
function useFoundAnnouncement(): (name: string) => void {
  const { announcements, translator } = useApp("Register.HomeserverField");
  const { found, serverName } = useHomeserverContext("Register.HomeserverField");
  const chosen = useRef<string>(undefined);
  useEffect(() => {
    if (found === null || !isNameOf(chosen.current, serverName, found)) return;
    chosen.current = undefined;
    announcements.announce(translator.text("homeserver.isOpen", { serverName }));
  }, [found, serverName, announcements, translator]);
  return useCallback((name) => {
    chosen.current = name;
  }, []);
}

/** Names the host of an untrusted homeserver where its server name does not. */
function hostText(found: Homeserver | null, trust: Trust, translator: Translator): string {
  const host = found === null || trust !== "any" ? undefined : hostElsewhere(found);
  if (found === null || host === undefined) return "";
  return translator.text("homeserver.isOpenAt", { serverName: homeserverName(found), host });
}

/** The names in the result of a check. */
function namesIn(asked: string | undefined, check: HomeserverCheck): readonly string[] {
  const homeserver = "homeserver" in check ? check.homeserver : undefined;
  const host = homeserver === undefined ? [] : [new URL(homeserver.baseUrl).host];
  return asked === undefined ? host : [asked, homeserverName(asked), ...host];
}

function checkText(check: HomeserverCheck, serverName: string, translator: Translator): string {
  switch (check.status) {
    case "idle":
      return "";
    case "checking":
      return translator.text("homeserver.finding", { serverName });
    case "found": {
      const host = hostElsewhere(check.homeserver);
      return host === undefined
        ? translator.text("homeserver.isOpen", { serverName })
        : translator.text("homeserver.isOpenAt", { serverName, host });
    }
    case "unavailable":
      return unavailableText(check, serverName, translator);
  }
}
