import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { StageRendererProps } from "../../../src/components/context/stageTypes.js";
import { defineStage } from "../../../src/components/stages/defineStage.js";
import { lazyRenderer } from "../../../src/components/ui/lazyRenderer.js";
import { words } from "../../words.js";
import { stage } from "../scriptedRegistration.js";
import { renderStage } from "../stages/renderStage.js";

function Dance({ stage: { type } }: StageRendererProps) {
  return <p>{`This is ${type}.`}</p>;
}

/** A stage whose renderer comes, or does not, when it is told to. */
function loadedByHand() {
  const loads: PromiseWithResolvers<typeof Dance>[] = [];
  const lazy = lazyRenderer(() => {
    const load = withResolvers<typeof Dance>();
    loads.push(load);
    return load.promise;
  });
  const definition = defineStage({ type: "org.example.dance", label: () => "Dance", ...lazy });
  return { loads, lazy, options: { stages: [definition] } };
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}

const dance = () => stage({ stage: { type: "org.example.dance" } });

test("has words while it is loaded, once", async () => {
  const { loads, options } = loadedByHand();
  renderStage(dance(), options);
  expect(screen.getByText("This step is loading…")).toBeVisible();
  loads[0]?.resolve(Dance);
  expect(await screen.findByText(words("This is org.example.dance."))).toBeVisible();
  expect(loads).toHaveLength(1);
});

test("that cannot be loaded can be tried again", async () => {
  const { loads, options } = loadedByHand();
  const { user } = renderStage(dance(), options);
  loads[0]?.reject(new Error("404"));
  expect(await screen.findByRole("alert")).toHaveTextContent("This step could not be loaded.");
  const again = screen.getByRole("button", { name: "Try again" });
  await user.click(again);
  expect(again).toHaveFocus();
  expect(again).toHaveAttribute("aria-disabled", "true");
  loads[1]?.reject(new Error("404"));
  // Firefox and Safari never ask for a module again that failed once.
  expect(await screen.findByRole("alert")).toHaveTextContent("reload the whole page");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  loads[2]?.resolve(Dance);
  expect(await screen.findByText(words("This is org.example.dance."))).toBeVisible();
  expect(screen.getByRole("button", { name: "Cancel" })).toBeVisible();
  // The button that was pressed has gone.
  await waitFor(() => expect(screen.getByRole("heading", { name: "Dance" })).toHaveFocus());
});

test("leaves the focus alone when the user went on meanwhile", async () => {
  const { loads, options } = loadedByHand();
  const { user } = renderStage(dance(), options);
  loads[0]?.reject(new Error("404"));
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  await user.tab();
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
  loads[1]?.resolve(Dance);
  expect(await screen.findByText(words("This is org.example.dance."))).toBeVisible();
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
});

test("that was loaded before is there at once", async () => {
  const { loads, lazy, options } = loadedByHand();
  const loading = lazy.preload();
  loads[0]?.resolve(Dance);
  await loading;
  renderStage(dance(), options);
  expect(screen.getByText(words("This is org.example.dance."))).toBeVisible();
});
