import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { Register } from "../../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account, stage } from "../scriptedRegistration.js";
import { descriptionOf } from "../stages/descriptionOf.js";

const form = (
  <Register.AccountForm>
    <Register.ErrorSummary />
    <Register.GuestToggle />
    <Register.PasswordField />
    <Register.PhoneField />
    <Register.Submit />
  </Register.AccountForm>
);
const asked = (changes: Parameters<typeof account>[0] = {}) =>
  account({ fields: { phone: "required" }, ...changes });

// The chunk brings the numbering plans of all countries, which takes a moment at first.
const numberBox = () => screen.findByRole("textbox", { name: "Phone number" }, { timeout: 10_000 });
const countryBox = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Country" });
const submit = () => screen.getByRole("button", { name: "Create account" });

describe("the phone number", () => {
  test("is not there where the homeserver has no use for it", () => {
    const { container } = renderWithRegistration(form);
    expect(container.querySelector('[data-part="phone"]')).toBeNull();
  });

  test("is sent with its country, as it is dialled there", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-AT"]);
    const { registration, user } = renderWithRegistration(form, { snapshot: asked() });
    const number = await numberBox();
    expect(number).toBeRequired();
    expect(countryBox()).toHaveValue("AT");
    await user.selectOptions(countryBox(), "United Kingdom (+44)");
    await user.type(number, "07700 900 001");
    await user.type(screen.getByLabelText("Password"), "secret");
    await user.click(submit());
    expect(registration.calls).toEqual([
      [
        "submitAccount",
        {
          password: "secret",
          acceptedPolicies: [],
          phone: { country: "GB", number: "07700900001" },
        },
      ],
    ]);
  });

  test.each([
    ["", "Enter your phone number."],
    ["12", "This does not look like a phone number."],
    ["call me", "This does not look like a phone number."],
  ])("%j is no number: the form says so, and sends nothing", async (typed, text) => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
    const { registration, user } = renderWithRegistration(form, { snapshot: asked() });
    const number = await numberBox();
    if (typed !== "") await user.type(number, typed);
    await user.type(screen.getByLabelText("Password"), "secret");
    await user.click(submit());
    await waitFor(() => expect(number).toHaveFocus());
    expect(descriptionOf(number)).toContain(text);
    expect(registration.calls).toEqual([]);
  });

  test("has its problem at its place until it is changed", async () => {
    const { show, user } = renderWithRegistration(form, { snapshot: asked() });
    const number = await numberBox();
    await user.type(number, "07700 900 999");
    show(asked({ problems: [{ code: "phoneInUse", field: "phone" }] }));
    await waitFor(() => expect(number).toHaveFocus());
    expect(number).toBeInvalid();
    expect(descriptionOf(number)).toContain("This phone number belongs to another account.");
    await user.selectOptions(countryBox(), "Switzerland (+41)");
    expect(number).not.toBeInvalid();
  });

  test("can be left empty where it is optional", async () => {
    renderWithRegistration(form, { snapshot: account({ fields: { phone: "optional" } }) });
    const number = await numberBox();
    expect(number).not.toBeRequired();
    expect(descriptionOf(number)).toContain("Optional.");
  });

  test("begins with what is known of it", async () => {
    const phone = { country: "CH", number: "0781234567" };
    const { container } = renderWithRegistration(form, { snapshot: asked({ answers: { phone } }) });
    expect(await numberBox()).toHaveValue("0781234567");
    expect(countryBox()).toHaveDisplayValue("Switzerland (+41)");
    expect(container.innerHTML).not.toContain("0781234567");
  });

  test("becomes the number that was given in its stage", async () => {
    const phone = { country: "GB", number: "07700900001" };
    const { show } = renderWithRegistration(form, { snapshot: asked({ answers: { phone } }) });
    expect(await numberBox()).toHaveValue("07700900001");
    show(stage());
    show(asked({ answers: { phone: { country: "DE", number: "01701234567" } } }));
    expect(await numberBox()).toHaveValue("01701234567");
    expect(countryBox()).toHaveValue("DE");
  });

  test("is not asked of a guest", async () => {
    const { registration, user } = renderWithRegistration(form, {
      snapshot: asked(),
      guests: true,
    });
    await user.type(await numberBox(), "07700 900 001");
    await user.click(screen.getByRole("switch", { name: "Use a guest account" }));
    expect(screen.queryByRole("textbox", { name: "Phone number" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Continue as guest" }));
    expect(registration.calls).toEqual([["submitAccount", { guest: true }]]);
  });
});

test("a number stays while another homeserver is looked for", async () => {
  const [one, two] = ["one.example", "two.example"].map((serverName) =>
    createFakeHomeserver({
      ...scenarios.msisdn.options,
      serverName,
      baseUrl: `https://${serverName}`,
    }),
  );
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    const fake = [one, two].find((each) => each !== undefined && url.startsWith(each.baseUrl));
    return fake === undefined ? Promise.reject(new TypeError("no route")) : fake.fetch(url, init);
  };
  const tree = (homeserver: string) => (
    <Register.Root homeserver={homeserver} fetch={fetch}>
      <Register.AccountForm>
        <Register.UsernameField />
        <Register.PhoneField />
      </Register.AccountForm>
    </Register.Root>
  );
  const { container, rerender } = render(tree("one.example"));
  const user = userEvent.setup();
  await user.type(await numberBox(), "07700 900 001");
  rerender(tree("two.example"));
  const root = container.querySelector('[data-part="root"]');
  expect(root).toHaveAttribute("data-homeserver", "finding");
  expect(screen.queryByRole("textbox", { name: "Phone number" })).toBeNull();
  await waitFor(() => expect(root).toHaveAttribute("data-homeserver", "uia"));
  expect(await numberBox()).toHaveValue("07700 900 001");
});
