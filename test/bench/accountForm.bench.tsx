/** Read the ratios of one run only: times tell of the machine. */
import { fireEvent, render, screen } from "@testing-library/react";
import { bench, describe, vi } from "vitest";
import { Register } from "../../src/index.js";
import { decodePolicies } from "../../src/protocol/endpoints/policies.js";
import { nothingAnswers } from "../components/renderWithRegistration.js";
import { account, scriptedRegistration } from "../components/scriptedRegistration.js";

describe("a key pressed in the username", () => {
  for (const count of [1, 20]) {
    let username: HTMLElement;
    let letters = 0;
    bench(
      `beside ${count} ${count === 1 ? "policy" : "policies"}`,
      () => {
        letters = (letters + 1) % 20;
        fireEvent.input(username, { target: { value: "a".repeat(letters + 1) } });
      },
      {
        setup: () => {
          vi.restoreAllMocks();
          const policy = (number: number) => ({
            version: "1",
            en: { name: `Policy ${number}`, url: `https://hs.test/${number}` },
          });
          const numbers = Array.from({ length: count }, (_, number) => number);
          const policies = decodePolicies({
            policies: Object.fromEntries(numbers.map((number) => [`p${number}`, policy(number)])),
          });
          if (policies === undefined) throw new Error("These are no policies.");
          const { container } = render(
            <Register.Root
              registration={scriptedRegistration(account({ fields: { policies } }))}
              fetch={nothingAnswers}
            >
              <Register.AccountForm>
                <Register.UsernameField />
                <Register.PasswordField />
                <Register.PoliciesField />
                <Register.Submit />
              </Register.AccountForm>
            </Register.Root>,
          );
          const [own] = screen
            .getAllByRole("textbox", { name: "Username" })
            .filter((each) => container.contains(each));
          if (own === undefined) throw new Error("The form has no username.");
          username = own;
        },
      },
    );
  }
});
