import type { Meta, StoryObj } from "@storybook/react-vite";
import { useEffect, useRef, useState } from "react";
import { expect, waitFor, within } from "storybook/test";
import "../../src/element/index.js";
import type { MatrixRegisterElement } from "../../src/element/index.js";
import type { Locale } from "../../src/locales/locale.js";
import { createFakeHomeserver } from "../../src/testing/index.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";
import { madeOf } from "./madeOf.js";

/** Puts the element into the page as a script would. */
function CustomElement({ shadow, locale }: { readonly shadow: boolean; readonly locale: Locale }) {
  const around = useRef<HTMLDivElement>(null);
  const made = useRef<MatrixRegisterElement>(null);
  const [{ fetch }] = useState(() => createFakeHomeserver({ serverName: "example.org" }));
  const [userId, setUserId] = useState("");
  useEffect(() => {
    const element: MatrixRegisterElement = document.createElement("matrix-register");
    element.toggleAttribute("shadow", shadow);
    Object.assign(element, { homeserver: "example.org", fetch });
    element.addEventListener("done", ({ detail }) => {
      if (detail.outcome === "registered") setUserId(detail.account.userId);
    });
    made.current = element;
    const before = [...document.adoptedStyleSheets];
    around.current?.replaceChildren(element);
    return () => {
      element.remove();
      // The story after this one is on a page of its own, whose sheets stand in another order.
      document.adoptedStyleSheets = before;
    };
  }, [fetch, shadow]);
  // The element that is there goes on in other words.
  useEffect(() => {
    if (made.current !== null) made.current.locale = locale;
  });
  return (
    <>
      <div ref={around} />
      <output>{userId}</output>
    </>
  );
}

/**
 * The card as a custom element, for pages without React: in the page itself, and in a shadow root. It is one
 * file, with its styles and a React of its own.
 */
const meta = {
  title: "Recipes/Custom element",
  args: { shadow: false },
  parameters:
    madeOf(`<script type="module" src="/matrix-register-kit/dist/element/index.js"></script>
<matrix-register homeserver="example.org" lang="de"></matrix-register>`),
  render: ({ shadow }, { globals }) => <CustomElement shadow={shadow} locale={localeOf(globals)} />,
} satisfies Meta<{ shadow: boolean }>;
export default meta;

type Story = StoryObj<typeof meta>;

export const InThePage: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    const element = canvasElement.querySelector("matrix-register")!;
    const card = within((element.shadowRoot ?? element) as unknown as HTMLElement);
    await userEvent.type(await card.findByRole("textbox", { name: "Username" }), "alice");
    await userEvent.type(card.getByLabelText("Password"), "correct horse battery{Enter}");
    await expect(await card.findByText(reads("@alice:example.org"))).toBeVisible();
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent("@alice:example.org"));
  },
};

export const InAShadowRoot: Story = { args: { shadow: true }, play: InThePage.play! };
