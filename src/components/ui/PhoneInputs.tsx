"use client";
import { forwardRef, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import type { Problem } from "../../uia/machine/problem.js";
import type { Phone } from "../../uia/machine/types.js";
import { StageField } from "../stages/StageField.js";
import { Select } from "./Elements.js";
import { countriesIn, guessCountry, readPhone } from "./phoneNumbers.js";
import { TextInput } from "./TextInput.js";

export interface PhoneInputsProps {
  /** What is shown, whenever it becomes another. Until there is one, the country is guessed. */
  readonly value: Phone | undefined;
  readonly problem: Problem | null;
  readonly hint: string;
  readonly isRequired?: boolean;
  readonly onCountryChange?: () => void;
  readonly translator: Translator;
}

export interface PhoneInputsHandle {
  /** What was typed; without a country when that is no number. */
  read: () => Phone;
  focus: () => void;
}

/** A country and the number as it is dialled there, or with a plus before it. */
export const PhoneInputs = forwardRef<PhoneInputsHandle, PhoneInputsProps>(function PhoneInputs(
  { value, problem, hint, isRequired = true, onCountryChange, translator },
  ref,
) {
  const country = useRef<HTMLSelectElement>(null);
  const number = useRef<HTMLInputElement>(null);
  const countries = useMemo(() => countriesIn(translator.tag), [translator.tag]);

  useImperativeHandle(ref, () => ({
    read: () => {
      const typed = number.current?.value.trim() ?? "";
      return readPhone(typed, country.current?.value ?? "") ?? { country: "", number: typed };
    },
    focus: () => number.current?.focus(),
  }));

  const [guess] = useState(() => guessCountry([...navigator.languages, translator.tag]));
  const shown = useRef("");
  const { country: givenCountry, number: givenNumber } = value ?? {};
  useEffect(() => {
    if (givenCountry === undefined || givenNumber === undefined) return;
    const given = `${givenCountry} ${givenNumber}`;
    if (shown.current === given) return;
    shown.current = given;
    // By property: an attribute would be in the document's source.
    if (country.current !== null && givenCountry !== "") country.current.value = givenCountry;
    if (number.current !== null) number.current.value = givenNumber;
  }, [givenCountry, givenNumber]);

  return (
    <>
      <StageField
        part="country-field"
        label={translator.text("phone.country")}
        isRequired={isRequired}
        control={(control) => (
          <Select
            {...control}
            ref={country}
            defaultValue={guess}
            name="country"
            autoComplete="country"
            onChange={onCountryChange}
          >
            {countries.map(({ code, name, callingCode }) => (
              <option key={code} value={code}>
                {translator.text("phone.countryOption", { name, callingCode })}
              </option>
            ))}
          </Select>
        )}
      />
      <StageField
        part="phone-field"
        label={translator.text("phone.label")}
        hint={hint}
        problem={problem}
        isRequired={isRequired}
        control={(control) => (
          <TextInput
            {...control}
            ref={number}
            type="tel"
            name="phone"
            autoComplete="tel-national"
          />
        )}
      />
    </>
  );
});
