"use client";
import { useCallback, useRef } from "react";
import type { AccountInput } from "../../uia/machine/types.js";

/** What parts of the form read themselves, since react-hook-form does not keep it. */
export function useExtraAnswers() {
  const readers = useRef(new Set<() => Partial<AccountInput>>());
  const addAnswer = useCallback((read: () => Partial<AccountInput>) => {
    const { current } = readers;
    current.add(read);
    return () => {
      current.delete(read);
    };
  }, []);
  const readAnswers = useCallback(() => {
    const answers: Partial<AccountInput> = {};
    for (const read of readers.current) Object.assign(answers, read());
    return answers;
  }, []);
  return { readAnswers, addAnswer };
}
