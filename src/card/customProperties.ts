/**
 * The custom properties of `styles.css`, and what each is for. Four colours make all others; each of
 * the rest can be set by itself. Set them on `.mrk-card`, the four also around it.
 */
export const customProperties = {
  "--mrk-accent": "Colour of what is to be pressed. One of the four",
  "--mrk-on-accent": "What is written on the accent. One of the four",
  "--mrk-surface": "The card itself. One of the four",
  "--mrk-text": "What is written on the card. One of the four",

  "--mrk-light":
    "Not to be set: `var(--mrk-light, white) var(--mrk-dark, black)` is the one for the theme",
  "--mrk-dark": "Not to be set: lets through what follows its comma where the card is dark",

  "--mrk-color-accent": "The accent, or the card's own",
  "--mrk-color-on-accent": "What is written on the accent, or the card's own",
  "--mrk-color-surface": "The surface, or the card's own",
  "--mrk-color-text": "The text, or the card's own",
  "--mrk-color-muted": "Hints, and what else stands back",
  "--mrk-color-line": "Lines that divide",
  "--mrk-color-field": "Inside an input",
  "--mrk-color-field-border": "Around an input: 3 to 1 against the surface",
  "--mrk-color-tint": "Behind what stands out a little",
  "--mrk-color-button": "A button that is not the main one",
  "--mrk-color-button-hover": "The same under the pointer",
  "--mrk-color-idle": "A button that waits",
  "--mrk-color-hover": "The main button under the pointer",
  "--mrk-color-link": "Links",
  "--mrk-color-focus": "Around what has the focus: 3 to 1 against the surface",
  "--mrk-color-danger": "What is wrong",
  "--mrk-color-danger-tint": "Behind a list of what is wrong",
  "--mrk-color-success": "What is right",

  "--mrk-rem":
    "The length that all others are made of: 1rem. Where a page sets `html { font-size: 62.5% }`: 1.6rem",

  "--mrk-space": "The unit of all distances",
  "--mrk-padding": "From the card's sides to what is in it",
  "--mrk-gap": "Between fields, and between paragraphs",
  "--mrk-field-gap": "Between a label, its input and what is said of it",
  "--mrk-max-width": "How wide the card may be",
  "--mrk-radius": "The card's corners",
  "--mrk-control-radius": "An input's corners",
  "--mrk-button-radius": "A button's corners",
  "--mrk-control-height": "Height of inputs and buttons: not under 2.75rem, for fingers",
  "--mrk-control-padding": "From an input's sides to what is typed",
  "--mrk-border-width": "Lines around inputs and buttons",
  "--mrk-card-border-width": "The line around the card",
  "--mrk-focus-width": "The line around what has the focus",
  "--mrk-checkbox-size": "A checkbox",
  "--mrk-switch-width": "The switch",
  "--mrk-shadow": "Under the card",

  "--mrk-font": "Font family. The app's own by default; none is loaded",
  "--mrk-font-size": "Text and inputs: not under 1rem, or phones zoom in",
  "--mrk-font-size-small": "Hints and problems",
  "--mrk-font-size-large": "The user ID of a made account",
  "--mrk-font-size-heading": "Headings",
  "--mrk-line-height": "Text",
  "--mrk-line-height-heading": "Headings",
  "--mrk-letter-spacing-heading": "Headings",
  "--mrk-weight": "Text",
  "--mrk-weight-strong": "Labels, buttons, headings",

  "--mrk-duration": "How long a colour takes to change; nothing moves where motion is not wanted",
} as const satisfies { readonly [name: `--mrk-${string}`]: string };

export type CustomProperty = keyof typeof customProperties;
