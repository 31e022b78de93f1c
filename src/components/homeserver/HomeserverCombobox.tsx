"use client";
import {
  type ChangeEvent,
  type ComponentPropsWithoutRef,
  forwardRef,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { isComposing } from "../context/isComposing.js";
import { notSaved, TextInput } from "../ui/Elements.js";
import { Field } from "../ui/Field.js";

export interface HomeserverComboboxProps
  extends Omit<ComponentPropsWithoutRef<"input">, "value" | "onChange" | "list" | "role"> {
  readonly label: string;
  readonly hint: string;
  /** The text of the problem with the value. */
  readonly problem?: string | undefined;
  readonly suggestions: readonly string[];
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly children?: ReactNode;
}

/** The most suggestions at a time. A list may have a thousand, which further letters narrow down. */
const mostOptions = 100;

/**
 * The input for a homeserver's name, with suggestions below it.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export const HomeserverCombobox = forwardRef<HTMLInputElement, HomeserverComboboxProps>(
  function HomeserverCombobox(
    {
      label,
      hint,
      problem,
      suggestions,
      value,
      onValueChange,
      required = false,
      children,
      ...rest
    },
    ref,
  ) {
    const id = useId();
    const list = useRef<HTMLDivElement>(null);
    const [isOpen, setIsOpen] = useState(false);
    const [isFiltered, setIsFiltered] = useState(false);
    const [active, setActive] = useState<number | null>(null);
    const wanted = isFiltered ? value.trim().toLowerCase() : "";
    const options = suggestions
      .filter((each) => each.toLowerCase().includes(wanted))
      .slice(0, mostOptions);
    // The value itself is no suggestion, and the list would hide the text about it.
    const saysMore = options.some((each) => each.toLowerCase() !== wanted);
    const isExpanded = isOpen && saysMore;
    const activeOption = isExpanded && active !== null ? options[active] : undefined;

    const activeIndex = activeOption === undefined ? undefined : options.indexOf(activeOption);
    useEffect(() => {
      if (activeIndex === undefined) return;
      // The focus is in the input, so the browser does not scroll to the option. jsdom cannot scroll.
      const option: Partial<Element> | undefined = list.current?.children[activeIndex];
      option?.scrollIntoView?.({ block: "nearest" });
    }, [activeIndex]);

    const close = () => {
      setIsOpen(false);
      setActive(null);
    };
    const pick = (option: string) => {
      onValueChange(option);
      setIsFiltered(false);
      close();
    };
    const move = (step: 1 | -1) => {
      const last = options.length - 1;
      const from = isExpanded ? active : null;
      setIsOpen(true);
      setActive(from === null ? (step === 1 ? 0 : last) : (from + step + last + 1) % (last + 1));
    };
    const handleKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      switch (event.key) {
        case "ArrowDown":
        case "ArrowUp":
          event.preventDefault();
          if (options.length > 0) move(event.key === "ArrowDown" ? 1 : -1);
          break;
        case "Enter":
          if (activeOption === undefined) {
            close();
            break;
          }
          event.preventDefault();
          pick(activeOption);
          break;
        case "Escape":
          if (!isExpanded) break;
          event.preventDefault();
          close();
          break;
      }
    };

    return (
      <Field
        data-part="homeserver-field"
        label={label}
        hint={hint}
        problem={problem}
        isRequired={required}
        control={(control) => (
          <div data-part="combobox">
            <TextInput
              {...notSaved}
              name="homeserver"
              autoComplete="off"
              inputMode="url"
              {...rest}
              {...control}
              ref={ref}
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={isExpanded}
              aria-controls={`${id}-list`}
              aria-activedescendant={activeIndex === undefined ? undefined : `${id}-${activeIndex}`}
              value={value}
              onChange={(event: ChangeEvent<HTMLInputElement>) => {
                onValueChange(event.target.value);
                setIsFiltered(true);
                setIsOpen(true);
                setActive(null);
              }}
              onClick={() => setIsOpen(true)}
              onBlur={close}
              onKeyDown={handleKey}
            />
            <div
              ref={list}
              id={`${id}-list`}
              role="listbox"
              aria-label={label}
              data-part="suggestions"
              hidden={!isExpanded}
            >
              {options.map((option, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input, which keeps the focus.
                <div
                  key={option}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={option === activeOption}
                  data-part="homeserver-option"
                  // The focus stays in the input.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => pick(option)}
                >
                  <bdi dir="ltr" translate="no">
                    {option}
                  </bdi>
                </div>
              ))}
            </div>
          </div>
        )}
      >
        {children}
      </Field>
    );
  },
);
