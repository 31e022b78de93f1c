import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { Elements } from "../src/index.js";
import "./ownElements.css";

/** A small design system, as a host may have one: classes of its own, native elements inside. */
export const ownElements: Elements = {
  Input: forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>(
    function OwnInput(props, ref) {
      return <input {...props} ref={ref} className="own-input" />;
    },
  ),
  Button: forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<"button">>(function OwnButton(
    { type = "button", ...props },
    ref,
  ) {
    return <button {...props} ref={ref} type={type} className="own-button" />;
  }),
  Link: forwardRef<HTMLAnchorElement, ComponentPropsWithoutRef<"a">>(function OwnLink(
    { children, ...props },
    ref,
  ) {
    return (
      <a {...props} ref={ref} className="own-link">
        {children}
      </a>
    );
  }),
};
