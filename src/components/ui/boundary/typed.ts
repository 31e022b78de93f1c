/** The value of an input, by its name and its place among those of the same name. */
export interface Typed {
  readonly name: string;
  readonly place: number;
  readonly value: string | boolean;
  readonly hasFocus: boolean;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Reads the named inputs in an element. */
export function typedIn(element: HTMLElement): readonly Typed[] {
  return controlsIn(element).map(({ control, ...where }) => ({
    ...where,
    value: isTicked(control) ? control.checked : control.value,
    hasFocus: control === control.ownerDocument.activeElement,
  }));
}

/** Types the values into the inputs of an element, as a user would, and focuses the same one. */
export function typeInto(element: HTMLElement, typed: readonly Typed[]): void {
  for (const { control, name, place } of controlsIn(element)) {
    const before = typed.find((each) => each.name === name && each.place === place);
    const value = before?.value;
    if (isTicked(control)) {
      if (typeof value === "boolean" && control.checked !== value) control.click();
    } else if (typeof value === "string" && control.value !== value) {
      setValue(control, value);
    }
    if (before?.hasFocus === true) control.focus();
  }
}

function controlsIn(element: HTMLElement) {
  const controls = [...element.querySelectorAll<Control>(":is(input, select, textarea)[name]")];
  return controls.map((control, index) => {
    const { name } = control;
    const place = controls.slice(0, index).filter((each) => each.name === name).length;
    return { control, name, place };
  });
}

function isTicked(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

/** Sets a value by the setter of the platform. React ignores one that it set itself. */
function setValue(control: Control, value: string): void {
  const prototype: unknown = Object.getPrototypeOf(control);
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, value);
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}
