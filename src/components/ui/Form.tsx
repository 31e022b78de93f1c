"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { isComposing } from "../context/isComposing.js";

/**
 * A form that script alone sends. The key that ends a composition, or drops it, neither sends the form nor
 * closes what is around it.
 */
export const Form = forwardRef<HTMLFormElement, ComponentPropsWithoutRef<"form">>(function Form(
  { onKeyDown, ...rest },
  ref,
) {
  return (
    <form
      {...rest}
      ref={ref}
      method="post"
      noValidate
      onKeyDown={(event) => {
        onKeyDown?.(event);
        const ends = event.key === "Enter" || event.key === "Escape";
        if (ends && isComposing(event)) event.preventDefault();
      }}
    />
  );
});
