"use client";
import { useEffect, useState } from "react";
import { useFormContext } from "react-hook-form";
import type { AccountValues } from "../../context/AccountFormContext.js";

/** How long no key is pressed until typing rests, in ms. */
export const typingRest = 600;

/**
 * The username of the form once typing rests; while it is typed, an empty text. So a key renders nothing,
 * and nothing is said of a name that is no longer there.
 */
export function useRestedUsername(): string {
  const { watch, getValues } = useFormContext<AccountValues>();
  const [username, setUsername] = useState(() => getValues("username"));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => setUsername(getValues("username"));
    const { unsubscribe } = watch((_values, { name, type }) => {
      if (name !== "username") return;
      clearTimeout(timer);
      if (type === "change") {
        setUsername("");
        timer = setTimeout(settle, typingRest);
      } else settle();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [watch, getValues]);
  return username;
}
