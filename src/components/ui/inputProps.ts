"use client";
import type { ChangeEvent, ComponentPropsWithoutRef, FocusEvent } from "react";
import { useFormContext } from "react-hook-form";
import type { AccountValues } from "../context/AccountFormContext.js";

/** For a field's own input; what ties that to its form and its words is the field's to say. */
export type InputProps = Omit<
  ComponentPropsWithoutRef<"input">,
  | "id"
  | "name"
  | "type"
  | "value"
  | "defaultValue"
  | "checked"
  | "defaultChecked"
  | "required"
  | "aria-invalid"
>;

/** Ties an input to the form by its name. The host's handlers are called before the form's. */
export function useRegistered(
  name: Exclude<keyof AccountValues, "acceptedPolicies">,
  inputProps: InputProps = {},
) {
  const { register } = useFormContext<AccountValues>();
  const { onChange, onBlur, ...registration } = register(name);
  return {
    ...registration,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      inputProps.onChange?.(event);
      void onChange(event);
    },
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      inputProps.onBlur?.(event);
      void onBlur(event);
    },
  };
}

/** IDs for `aria-describedby`, without those that are not there. */
export function joinIds(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter((id) => id !== undefined && id !== false && id !== "").join(" ") || undefined;
}
