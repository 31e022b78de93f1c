"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type SubmitEvent,
  useRef,
  useState,
} from "react";
import { parseHomeserverInput } from "../discovery/parseHomeserverInput.js";
import type { Translator } from "../locales/createTranslator.js";
import { type HomeserverCheck, useHomeserverCheck } from "../react/useHomeserverCheck.js";
import { Button, Input } from "./Elements.js";
import { HomeserverCombobox } from "./HomeserverCombobox.js";
import { useRoot } from "./RootContext.js";

export type HomeserverFieldProps = Omit<ComponentPropsWithoutRef<"form">, "children" | "onSubmit">;

/**
 * Has the person choose another homeserver, where the root has `onHomeserverChange`: one of its
 * `homeservers`, or with `allowAnyHomeserver` any. While a name is typed it is checked; that is advice
 * and stops nobody. It is there whatever became of the homeserver that was named first.
 */
export const HomeserverField = forwardRef<HTMLFormElement, HomeserverFieldProps>(
  function HomeserverField(props, ref) {
    const root = useRoot("Register.HomeserverField");
    const { run, serverName, translator, fetch, trust, picker } = root;
    const [typed, setTyped] = useState<string | null>(null);
    const [problem, setProblem] = useState<"invalid" | "notListed" | null>(null);
    const input = useRef<HTMLInputElement>(null);
    const { homeservers, allowAny, onChange } = picker;
    const value = typed ?? serverName;
    const isListed = homeservers.includes(value.trim());
    const isOther = typed !== null && typed.trim() !== serverName;
    const check = useHomeserverCheck(root.reads, isOther && (isListed || allowAny) ? value : null, {
      trust: isListed ? trust : "any",
      fetch,
    });
    if (onChange === undefined || root.returned !== null) return null;
    if (run !== null && (run.status !== "account" || run.activity !== "idle")) return null;

    const handleSubmit = (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      const name = value.trim();
      if (isListed || (allowAny && parseHomeserverInput(name, "any") !== undefined)) {
        setTyped(null);
        if (isOther) onChange(name);
        return;
      }
      setProblem(allowAny ? "invalid" : "notListed");
      input.current?.focus();
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
            setProblem(null);
          }}
        >
          <p data-part="homeserver-check" aria-live="polite">
            {isOther && checkText(check, value.trim(), translator)}
          </p>
        </HomeserverCombobox>
        {isOther && (
          <Button type="submit" data-part="use-homeserver">
            {translator.text("homeserver.use")}
          </Button>
        )}
      </form>
    );
  },
);

function checkText(check: HomeserverCheck, serverName: string, translator: Translator): string {
  switch (check.status) {
    case "idle":
      return "";
    case "checking":
      return translator.text("homeserver.finding", { serverName });
    case "found":
      return translator.text("homeserver.isOpen", { serverName });
    case "unavailable":
      return translator.text(`homeserver.${check.reason}`, { serverName });
  }
}
