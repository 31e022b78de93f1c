"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { Input } from "./Elements.js";

/** An input for what is no prose: nothing corrects it, and it reads from left to right. */
export const TextInput = forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
  function TextInput(props, ref) {
    return (
      <Input
        data-part="input"
        type="text"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        {...props}
        ref={ref}
      />
    );
  },
);

/** Asks the common tools that record what people do not to record this input. */
export const notRecorded = {
  "data-dd-privacy": "mask",
  "data-hj-suppress": "",
  "data-clarity-mask": "true",
  "data-sentry-mask": "",
} as const;
