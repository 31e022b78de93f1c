import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageConfig } from "../../../src/page/config/pageConfig.js";
import { InviteView } from "../../../src/page/invitation/InviteView.js";
import type { SafeUrl } from "../../../src/protocol/guards/safeUrl.js";
import { wholePageWords } from "../wholePageWords.js";

const config: PageConfig = {
  homeserver: "one.example",
  homeservers: [],
  allowAnyHomeserver: false,
  trust: "listed",
  brand: {},
  clients: [],
  appsUrl: "https://apps.example.org/" as SafeUrl,
};

async function renderView() {
  const user = userEvent.setup();
  const words = await wholePageWords("en");
  const { container } = render(<InviteView words={words} config={config} />);
  return { user, container };
}

const one = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Link" });
async function makeOne(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByRole("textbox", { name: "Registration token" }), "invite-me");
  await user.click(screen.getByRole("button", { name: "Create link" }));
}
const tokens = () => screen.getByRole("textbox", { name: "Registration tokens, one per line" });
const several = () => {
  const part = tokens().closest("details");
  if (part === null) throw new Error("There is no list of tokens.");
  return within(part);
};

/** The texts of the files that were saved. */
const saved: Promise<string>[] = [];

beforeEach(() => {
  saved.length = 0;
  // jsdom has no addresses of blobs, and follows no link to one.
  vi.stubGlobal(
    "URL",
    class extends URL {
      static override createObjectURL(blob: Blob) {
        saved.push(blob.text());
        return "#saved";
      }
      static override revokeObjectURL() {}
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "share");
  Reflect.deleteProperty(navigator, "canShare");
});

function offerShareSheet(share: (data: ShareData) => Promise<void>) {
  Object.assign(navigator, { share, canShare: () => true });
}

test("a link has a QR code, until something else is typed", async () => {
  const { user, container } = await renderView();
  await makeOne(user);
  expect(screen.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  expect(container.innerHTML).not.toContain("invite-me");
  await user.type(screen.getByRole("textbox", { name: /Username/ }), "a");
  expect(screen.queryByRole("img")).toBeNull();
});

test("without a share sheet there is no button for it", async () => {
  const { user } = await renderView();
  await makeOne(user);
  expect(screen.queryByRole("button", { name: "Share" })).toBeNull();
});

test("the share sheet gets the link alone, and to close it is no error", async () => {
  const share = vi.fn(() => Promise.reject(new DOMException("closed", "AbortError")));
  offerShareSheet(share);
  const { user } = await renderView();
  await makeOne(user);
  await user.click(screen.getByRole("button", { name: "Share" }));
  expect(share.mock.calls).toEqual([[{ url: one().value }]]);
  expect(screen.queryByText(/could not be shared/)).toBeNull();
});

test("a share sheet that fails leads to the copy", async () => {
  offerShareSheet(() => Promise.reject(new DOMException("no", "NotAllowedError")));
  const { user } = await renderView();
  await makeOne(user);
  await user.click(screen.getByRole("button", { name: "Share" }));
  expect(await screen.findByText("The link could not be shared. Copy it instead.")).toBeVisible();
});

test("a list of tokens makes links, tells the lines that are none, and is kept as a file", async () => {
  const { user, container } = await renderView();
  await user.click(screen.getByText("Several links at once"));
  await user.click(tokens());
  await user.paste("=one\r\n\r\ntwo\r\n=one\r\nb\u0007ad\r\n");
  await user.click(several().getByRole("button", { name: "Create links" }));
  expect(screen.getByText("Links created: 2")).toBeVisible();
  expect(screen.getByText(/it is not a registration token: line 5$/)).toBeVisible();
  expect(screen.getByText(/it repeats an earlier token: line 4$/)).toBeVisible();
  const links = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Links" }).value;
  expect(links).toMatch(/^http\S+token=%3Done\nhttp\S+token=two\n$/);
  await user.click(several().getByRole("button", { name: "Save as file" }));
  expect(await Promise.all(saved)).toEqual([links]);
  expect(container.innerHTML).not.toContain("token=two");

  await user.type(tokens(), "x");
  expect(screen.queryByText("Links created: 2")).toBeNull();
  expect(screen.queryByRole("textbox", { name: "Links" })).toBeNull();
});

test("a list without a token is told as such", async () => {
  const { user } = await renderView();
  await user.click(screen.getByText("Several links at once"));
  await user.click(several().getByRole("button", { name: "Create links" }));
  expect(tokens()).toHaveFocus();
  expect(tokens()).toHaveAccessibleDescription(/Enter at least one registration token/);
});
