import { act, screen } from "@testing-library/react";
import {
  type ForwardRefExoticComponent,
  forwardRef,
  type RefAttributes,
  type SubmitEventHandler,
} from "react";
import { expect, test, vi } from "vitest";
import { useRegistrationView } from "../../../src/components/context/contexts.js";
import { latePart } from "../../../src/components/late/latePart.js";
import { Register } from "../../../src/index.js";
import { lateModule } from "../../../src/uia/browser/lateModule.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account, stage } from "../scriptedRegistration.js";

interface TextProps {
  readonly text: string;
}
type TextPart = ForwardRefExoticComponent<TextProps & RefAttributes<HTMLInputElement>>;

const Text: TextPart = forwardRef(function Text({ text }, ref) {
  return <input ref={ref} aria-label={text} />;
});

/** A part that speaks in a stage, and whose code comes when the test says so. */
function heldPart(sendsAgain = false) {
  const loads: { readonly succeed: () => void; readonly fail: () => void }[] = [];
  const late = lateModule(
    () =>
      new Promise<{ Text: TextPart }>((resolve, reject) => {
        loads.push({ succeed: () => resolve({ Text }), fail: () => reject(new TypeError()) });
      }),
  );
  const useIsWanted = () => useRegistrationView("Part").registration?.status === "stage";
  const Part = latePart(late, [], (module) => module.Text, useIsWanted, sendsAgain);
  return { Part, loads };
}

test("a part is loaded once it has something to say, and then stays", async () => {
  const { Part, loads } = heldPart();
  const ref = vi.fn();
  const { show } = renderWithRegistration(<Part text="Here" ref={ref} />);
  expect(loads).toHaveLength(0);
  show(stage());
  expect(loads).toHaveLength(1);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  await act(async () => loads[0]?.succeed());
  const part = screen.getByRole("textbox", { name: "Here" });
  expect(ref).toHaveBeenCalledWith(part);
  show(account());
  expect(screen.getByRole("textbox", { name: "Here" })).toBe(part);
});

test("a part whose code does not come says so, tries again, and takes the focus of the button", async () => {
  const { Part, loads } = heldPart();
  const { user } = renderWithRegistration(<Part text="Here" />, { snapshot: stage() });
  await act(async () => loads[0]?.fail());
  expect(screen.getByRole("alert")).toHaveTextContent("could not be loaded");

  const retry = screen.getByRole("button", { name: "Try again" });
  await user.click(retry);
  expect(retry).toHaveAttribute("aria-busy", "true");
  await act(async () => loads[1]?.fail());
  expect(retry).not.toHaveAttribute("aria-busy");

  await user.click(retry);
  await act(async () => loads[2]?.succeed());
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "Here" })).toHaveFocus();
});

test("where the form waited for the code, it is sent once the code is there", async () => {
  const { Part, loads } = heldPart(true);
  const onSubmit = vi.fn<SubmitEventHandler>((event) => event.preventDefault());
  const { user } = renderWithRegistration(
    <form onSubmit={onSubmit}>
      <Part text="Here" />
    </form>,
    { snapshot: stage() },
  );
  await act(async () => loads[0]?.fail());
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(onSubmit).not.toHaveBeenCalled();
  await act(async () => loads[1]?.succeed());
  expect(onSubmit).toHaveBeenCalledOnce();
});

test("a part that has nothing to say is silent about a failure", async () => {
  const { Part, loads } = heldPart();
  const { show } = renderWithRegistration(
    <>
      <Part text="Here" />
      <Register.Announcer />
    </>,
    { snapshot: stage() },
  );
  show(account());
  await act(async () => loads[0]?.fail());
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
