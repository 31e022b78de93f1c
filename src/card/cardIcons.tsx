import type { ReactNode } from "react";
import type { Icons } from "../components/context/appTypes.js";

/** The card's own pictures, drawn with strokes of the text's colour. */
export const cardIcons: Icons = {
  showPassword: drawn(
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
      <circle cx="12" cy="12" r="2.75" />
    </>,
  ),
  hidePassword: drawn(
    <>
      <path d="M5.5 7.6C3.6 9.4 2.5 12 2.5 12S6 18.5 12 18.5c1.7 0 3.2-.5 4.5-1.2M9.5 5.8C10.3 5.6 11.1 5.5 12 5.5c6 0 9.5 6.5 9.5 6.5s-.8 1.6-2.3 3.2" />
      <path d="M10 10.1A2.75 2.75 0 0 0 13.9 14M4 4l16 16" />
    </>,
  ),
  problem: drawn(
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7.5v5.5M12 16.5v.01" />
    </>,
  ),
  done: drawn(
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="m7.5 12.5 3 3 6-6.5" />
    </>,
  ),
};

function drawn(shapes: ReactNode): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="100%"
      height="100%"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes}
    </svg>
  );
}
