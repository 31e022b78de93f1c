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
import { type HomeserverCheck, useHomeserverCheck } from "../../react/useHomeserverCheck.js";
import type { UseRegister } from "../../react/useRegister.js";
import { useRoot } from "../context/RootContext.js";
import { Button, Input } from "../ui/Elements.js";
import { HomeserverCombobox } from "./HomeserverCombobox.js";
import { homeserverName, hostElsewhere } from "./homeserverName.js";
import { unavailableText } from "./unavailableText.js";

export type HomeserverFieldProps = Omit<ComponentPropsWithoutRef<"form">, "children" | "onSubmit">;

/**
 * Has the person choose another homeserver, where the root has `onHomeserverChange`: one of its
 * `homeservers`, or with `allowAnyHomeserver` any. While a name is typed it is checked; that is advice
 * and stops nobody. It is there whatever became of the homeserver that was named first, until
 * something is under way on it.
 */
export const HomeserverField = forwardRef<HTMLFormElement, HomeserverFieldProps>(
  function HomeserverField(props, ref) {
    const root = useRoot("Register.HomeserverField");
    const { run, serverName, found, translator, fetch, clock, trust, picker } = root;
    const { homeservers, allowAny, onChange } = picker;
    const [typed, setTyped] = useState<string | null>(null);
    const [note, setNote] = useState<"invalid" | "notListed" | "otherSpelling" | null>(null);
    // What was chosen while it was being asked is asked on for the root, not from the start.
    const [asked, setAsked] = useState<string | null>(null);
    const input = useRef<HTMLInputElement>(null);
    const value = typed ?? serverName;
    const named = typed === null ? undefined : nameAmong(homeservers, allowAny, typed);
    const isCurrent =
      typed === null || typed.trim() === serverName || isNameOf(named?.name, serverName, found);
    const other = isCurrent ? undefined : named;
    const check = useHomeserverCheck(root.reads, other?.name ?? asked, {
      trust: other === undefined || other.isListed ? trust : "any",
      issuers: root.oauth?.issuers,
      methods: root.methods,
      fetch,
      clock,
    });
    const tellWhenFound = useFoundAnnouncement();
    if (onChange === undefined || root.returned !== null) return null;
    if (run !== null && !mayLeave(run)) return null;

    const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      // The button goes, and whatever is found comes below: here one can go on from.
      input.current?.focus();
      if (isCurrent) {
        setTyped(null);
      } else if (other === undefined) {
        setNote(allowAny ? "invalid" : "notListed");
      } else if (!other.isListed && !isAscii(typed)) {
        // Letters of other scripts may look like those of another name.
        setTyped(other.name);
        setNote("otherSpelling");
      } else {
        setTyped(null);
        setNote(null);
        setAsked(check.status === "checking" ? other.name : null);
        tellWhenFound(other.name);
        onChange(other.name);
      }
    };
    const problem = note === "otherSpelling" ? null : note;
    const said = (): string => {
      if (other === undefined) return isCurrent ? whereaboutsOf(found, trust, translator) : "";
      return note === "otherSpelling"
        ? translator.text("homeserver.otherSpelling", { serverName: other.name })
        : checkText(check, homeserverName(other.name), translator);
    };
    return (
      <form
        ref={ref}
        data-part="homeserver-form"
        {...props}
        method="post"
        noValidate
        onSubmit={handleSubmit}
      >
        <HomeserverCombobox
          ref={input}
          as={Input}
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
          <p data-part="homeserver-check" aria-live="polite">
            {said()}
          </p>
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

/** Nothing is under way that would have to be learned first. */
function mayLeave({ status, activity }: UseRegister): boolean {
  if (status === "failed") return true;
  return status === "account" && (activity === "idle" || activity === "paused");
}

/** Whether a name is that of the homeserver one is at. */
function isNameOf(name: string | undefined, serverName: string, found: Homeserver | null): boolean {
  if (name === undefined) return false;
  const baseUrl = found === null ? undefined : withoutSlash(found.baseUrl);
  return name === serverName || withoutSlash(name) === baseUrl;
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, "");
}

/** Has it said that the chosen homeserver is found: that it is not, is an alert of its own. */
function useFoundAnnouncement(): (name: string) => void {
  const { found, serverName, announcements, translator } = useRoot("Register.HomeserverField");
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

/** Whose host the homeserver is on, where anybody may have named it and it is not the name's own. */
function whereaboutsOf(found: Homeserver | null, trust: Trust, translator: Translator): string {
  const host = found === null || trust !== "any" ? undefined : hostElsewhere(found);
  if (found === null || host === undefined) return "";
  return translator.text("homeserver.isOpenAt", { serverName: homeserverName(found), host });
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
