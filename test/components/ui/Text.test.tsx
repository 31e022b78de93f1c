import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Register } from "../../../src/index.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account, registered } from "../scriptedRegistration.js";

const labels = [
  "chat",
  "linguistics-and-philology",
  "university",
  "x".repeat(60),
  "example",
  "org",
];
const serverName = labels.join(".");
const homeserver = { baseUrl: "https://matrix.example.org", serverName };

/** The pieces between which a name may break. */
const pieces = (element: Element) => element.innerHTML.split("<wbr>");

test("a long name breaks at its joints, and is copied as it is", () => {
  renderWithRegistration(<Register.Heading />, { snapshot: { ...account(), homeserver } });
  const name = screen.getByText(serverName);
  expect(name.textContent).toBe(serverName);
  expect(pieces(name)).toEqual([
    ...["chat.", "linguistics-", "and-", "philology.", "university."],
    ...[`${"x".repeat(60)}.`, "example.", "org"],
  ]);
});

test("so does a user ID", () => {
  const { container } = renderWithRegistration(<Register.Outcome />, {
    snapshot: registered({ userId: `@alice:${serverName}` }),
  });
  const userId = container.querySelector('[data-part="user-id"]');
  expect(userId?.textContent).toBe(`@alice:${serverName}`);
  expect(userId && pieces(userId)[0]).toBe("@alice:");
});

test("a short name breaks nowhere", () => {
  renderWithRegistration(<Register.Heading />);
  expect(screen.getByText("example.org").innerHTML).toBe("example.org");
});
