"use client";
import {
  type ChangeEvent,
  type ComponentPropsWithoutRef,
  type ElementType,
  forwardRef,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useState,
} from "react";

export interface HomeserverComboboxProps
  extends Omit<ComponentPropsWithoutRef<"input">, "value" | "onChange" | "list" | "role"> {
  /** What the input is made of. Default: a native one. */
  readonly as?: ElementType<ComponentPropsWithoutRef<"input">>;
  readonly label: string;
  readonly hint: string;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
  readonly suggestions: readonly string[];
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly children?: ReactNode;
}

/**
 * The input for a homeserver's name, with those to choose from below it.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export const HomeserverCombobox = forwardRef<HTMLInputElement, HomeserverComboboxProps>(
  function HomeserverCombobox(
    {
      as: Input = "input",
      label,
      hint,
      problem,
      suggestions,
      value,
      onValueChange,
      children,
      ...rest
    },
    ref,
  ) {
    const id = useId();
    const [isOpen, setIsOpen] = useState(false);
    const [isFiltered, setIsFiltered] = useState(false);
    const [active, setActive] = useState<number | null>(null);
    const wanted = isFiltered ? value.trim().toLowerCase() : "";
    const options = suggestions.filter((each) => each.toLowerCase().includes(wanted));
    // What is typed already is no suggestion, and would hide what is said about it.
    const saysMore = options.some((each) => each.toLowerCase() !== wanted);
    const isExpanded = isOpen && saysMore;
    const activeOption = isExpanded && active !== null ? options[active] : undefined;

    const activeId =
      activeOption === undefined ? undefined : `${id}-${options.indexOf(activeOption)}`;
    useEffect(() => {
      if (activeId === undefined) return;
      // The focus is in the input, so the browser does not bring the option into view. jsdom cannot.
      const option: Partial<Element> | null = document.getElementById(activeId);
      option?.scrollIntoView?.({ block: "nearest" });
    }, [activeId]);

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
      <div data-part="homeserver-field">
        <label data-part="label" htmlFor={id}>
          {label}
        </label>
        <div data-part="combobox">
          <Input
            data-part="input"
            type="text"
            name="homeserver"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            dir="ltr"
            autoComplete="off"
            inputMode="url"
            {...rest}
            ref={ref}
            id={id}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isExpanded}
            aria-controls={`${id}-list`}
            aria-activedescendant={activeId}
            aria-invalid={problem === undefined ? undefined : true}
            aria-describedby={problem === undefined ? `${id}-hint` : `${id}-problem ${id}-hint`}
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
                <bdi dir="ltr">{option}</bdi>
              </div>
            ))}
          </div>
        </div>
        {problem !== undefined && (
          <p data-part="problem-text" id={`${id}-problem`}>
            {problem}
          </p>
        )}
        <p data-part="hint" id={`${id}-hint`}>
          {hint}
        </p>
        {children}
      </div>
    );
  },
);
