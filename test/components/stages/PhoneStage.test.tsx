import { screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { words } from "../../words.js";
import { validating } from "../scriptedRegistration.js";
import { descriptionOf } from "./descriptionOf.js";
import { renderStage } from "./renderStage.js";

const phone = (
  validation: Parameters<typeof validating>[0] = {},
  changes: Parameters<typeof validating>[1] = {},
) => validating({ medium: "phone", ...validation }, changes);
const asked = phone({ step: "address", address: "" });

// The chunk brings the numbering plans of all countries, which takes a moment at first.
const numberBox = () => screen.findByRole("textbox", { name: "Phone number" }, { timeout: 10_000 });
const codeBox = () => screen.findByRole("textbox", { name: "Code" }, { timeout: 10_000 });
const countryBox = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Country" });
const button = (name: string) => screen.getByRole("button", { name });

describe("the number", () => {
  test("is sent with its country, as it is dialled there", async () => {
    const { calls, user } = renderStage(asked);
    await user.type(await numberBox(), "07700 900 001");
    await user.selectOptions(countryBox(), "United Kingdom (+44)");
    await user.click(button("Continue"));
    expect(calls).toEqual([["submitStage", { phone: { country: "GB", number: "07700900001" } }]]);
  });

  test("that names its country by itself needs no choice", async () => {
    const { calls, user } = renderStage(asked);
    await user.type(await numberBox(), "+49 170 1234567{Enter}");
    expect(calls).toEqual([["submitStage", { phone: { country: "DE", number: "01701234567" } }]]);
  });

  test("begins with what was given before", async () => {
    renderStage(phone({ step: "address", address: "CH 0781234567" }));
    expect(await numberBox()).toHaveValue("0781234567");
    expect(countryBox()).toHaveDisplayValue("Switzerland (+41)");
  });

  test.each([
    ["", "Enter your phone number."],
    ["12", "This does not look like a phone number."],
    ["call me", "This does not look like a phone number."],
  ])("%j is told at its place and not sent", async (typed, words) => {
    const { calls, user } = renderStage(asked);
    const box = await numberBox();
    if (typed !== "") await user.type(box, typed);
    await user.click(button("Continue"));
    expect(calls).toEqual([]);
    expect(box).toBeInvalid();
    expect(descriptionOf(box)).toContain(words);
    expect(box).toHaveFocus();
  });

  test("that the homeserver refuses is told at its place", async () => {
    renderStage(phone({ step: "address" }, { problem: { code: "phoneInUse", field: "phone" } }));
    expect(descriptionOf(await numberBox())).toContain(
      "This phone number belongs to another account.",
    );
  });
});

describe("the countries", () => {
  test("begin with that of the browser's language", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["fr", "de-AT", "en"]);
    renderStage(asked);
    await numberBox();
    expect(countryBox()).toHaveValue("AT");
  });

  test("have the names and the order of the user's language", async () => {
    renderStage(asked, { locale: "de" });
    await screen.findByRole("textbox", { name: "Telefonnummer" }, { timeout: 10_000 });
    const names = screen.getAllByRole("option").map(({ textContent }) => textContent);
    expect(names.length).toBeGreaterThan(200);
    expect(names).toContain("Deutschland (+49)");
    expect(names.indexOf("Österreich (+43)")).toBeLessThan(names.indexOf("Polen (+48)"));
  });
});

describe("the code", () => {
  test.each([" 123 456", "123-456"])("%j goes without what groups it", async (typed) => {
    const { calls, user } = renderStage(phone());
    await user.type(await codeBox(), typed);
    await user.click(button("Continue"));
    expect(calls).toEqual([["submitStage", { code: "123456" }]]);
  });

  test("can be filled in by the phone", async () => {
    renderStage(phone());
    expect(await codeBox()).toHaveAttribute("autocomplete", "one-time-code");
    expect(await codeBox()).toHaveAttribute("inputmode", "numeric");
  });

  test("is told where it went", async () => {
    renderStage(phone());
    const told = words(/\+44 7700 900001\S*\. Enter the code/);
    expect(await screen.findByText(told, {}, { timeout: 10_000 })).toBeVisible();
  });

  test("that is missing is told at its place", async () => {
    const { calls, user } = renderStage(phone());
    const box = await codeBox();
    await user.click(button("Continue"));
    expect(calls).toEqual([]);
    expect(descriptionOf(box)).toContain("Enter the code from the text message.");
    expect(box).toHaveFocus();
  });

  test("that is wrong is told at its place, and what was typed stays", async () => {
    const { user, show } = renderStage(phone());
    await user.type(await codeBox(), "000000");
    show(phone({}, { problem: { code: "codeRefused" } }));
    expect(await codeBox()).toBeInvalid();
    expect(descriptionOf(await codeBox())).toContain("This code is wrong or has expired.");
    expect(await codeBox()).toHaveValue("000000");
  });

  test.each(["rateLimited", "offline", "phoneInUse"] as const)(
    "is not marked as wrong for what is not about it: %s",
    async (code) => {
      renderStage(phone({}, { problem: { code, retryAt: 60_000 } }));
      expect(await codeBox()).not.toHaveAttribute("aria-invalid");
      expect(screen.getByRole("alert")).toBeVisible();
      expect(screen.getByText(/You can try again/)).toBeVisible();
    },
  );

  test("may be a link, where the homeserver does not say", async () => {
    const { calls, user } = renderStage(phone({ opensLink: true }));
    expect(await codeBox()).toBeVisible();
    await user.click(button("I have opened the link"));
    expect(calls).toEqual([["checkNow"]]);
  });

  test("can be sent once more, and elsewhere", async () => {
    const { calls, user } = renderStage(phone());
    await codeBox();
    await user.click(button("Resend code"));
    await user.click(button("Change number"));
    expect(calls).toEqual([["resend"], ["changeAnswer", "phone"]]);
  });
});

test("where there is a link in place of a code, the stage is as that of the mail", async () => {
  const { calls, user } = renderStage(phone({ asksCode: false }));
  await user.click(
    await screen.findByRole("button", { name: "I have opened the link" }, { timeout: 10_000 }),
  );
  expect(calls).toEqual([["checkNow"]]);
  expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  expect(button("Resend message")).toBeVisible();
});
