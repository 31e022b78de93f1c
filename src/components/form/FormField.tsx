"use client";
import {
  type ChangeEvent,
  type CompositionEvent,
  type FocusEvent,
  forwardRef,
  type ReactElement,
} from "react";
import { useFormContext } from "react-hook-form";
import type { AccountField } from "../../uia/machine/problems/problem.js";
import { type AccountValues, useIsGuest } from "../context/AccountFormContext.js";
import { isComposing } from "../context/isComposing.js";
import {
  type ControlProps,
  Field,
  type FieldProps,
  type InputProps,
  joinIds,
} from "../ui/Field.js";
import { useFieldProblems } from "./accountProblems.js";

export interface FormFieldProps extends Omit<FieldProps, "problem" | "control"> {
  readonly field: AccountField;
  /** The app's attributes for the input. */
  readonly inputProps?: InputProps | undefined;
  /** Renders the input with the field's attributes and the app's. */
  readonly control: (props: InputProps & ControlProps) => ReactElement;
}

/** A field of the account form with its problem. It is hidden for a guest account. */
export const FormField = forwardRef<HTMLDivElement, FormFieldProps>(function FormField(
  { field, inputProps = {}, control, texts = [], ...rest },
  ref,
) {
  const [problem] = useFieldProblems(field);
  const isGuest = useIsGuest(`Register field ${field}`);
  return (
    <Field
      ref={ref}
      hidden={isGuest}
      problem={problem}
      texts={texts}
      {...rest}
      control={(own) =>
        control({
          ...inputProps,
          ...own,
          "aria-describedby": joinIds(own["aria-describedby"], inputProps["aria-describedby"]),
        })
      }
    />
  );
});

/** Ties an input to the form by its name. The app's handlers are called before the form's. */
export function useRegistered(
  name: "username" | "email" | "registrationToken" | "guest",
  inputProps: InputProps = {},
) {
  const { register } = useFormContext<AccountValues>();
  const { onChange, onBlur, ...attributes } = register(name);
  return {
    ...attributes,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      inputProps.onChange?.(event);
      // The characters of a composition are not typed yet.
      if (!isComposing(event)) void onChange(event);
    },
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
      inputProps.onCompositionEnd?.(event);
      void onChange(event);
    },
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      inputProps.onBlur?.(event);
      void onBlur(event);
    },
  };
}
