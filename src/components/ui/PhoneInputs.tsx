"use client";
import { forwardRef, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import { browserLanguages } from "../../uia/browser/browserLanguages.js";
import type { Problem } from "../../uia/machine/problems/problem.js";
import type { Phone } from "../../uia/machine/types.js";
import { Select, TextInput } from "./Elements.js";
import { Field } from "./Field.js";
import { countriesIn, guessCountry, readPhone } from "./phoneNumbers.js";

export interface PhoneInputsProps {
  /** The number to show, at each change of it. Without one the country is guessed. */
  readonly value: Phone | undefined;
  readonly problem: Problem | string | null;
  readonly hint: string;
  readonly isRequired?: boolean;
  readonly onCountryChange?: () => void;
  readonly translator: Translator;
}

export interface PhoneInputsHandle {
  /** Reads the number; without a country when it cannot be one. */
  read: () => Phone;
}

/** A country, and the number as dialled there or with a plus before it. */
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
  }));

  const [guess] = useState(() => guessCountry([...browserLanguages(), translator.tag]));
  const shown = useRef("");
  const { country: givenCountry, number: givenNumber } = value ?? {};
  useEffect(() => {
    if (givenCountry === undefined || givenNumber === undefined) return;
    const given = `${givenCountry} ${givenNumber}`;
    if (shown.current === given) return;
    shown.current = given;
    // Set by property: an attribute would be in the document's markup.
    if (country.current !== null && givenCountry !== "") country.current.value = givenCountry;
    if (number.current !== null) number.current.value = givenNumber;
  }, [givenCountry, givenNumber]);

  return (
    <>
      <Field
        data-part="country-field"
        label={translator.text("phone.country")}
        texts={[]}
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
      <Field
        data-part="phone-field"
        label={translator.text("phone.label")}
        hint={hint}
        problem={problem}
        texts={[]}
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
