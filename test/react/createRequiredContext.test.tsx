import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { createRequiredContext } from "../../src/react/createRequiredContext.js";

const [HatProvider, useHat] = createRequiredContext<{ colour: string }>("Wardrobe.Root", "hat");

function Hat() {
  return <p>{useHat("Wardrobe.Hat").colour}</p>;
}

test("gives what the root holds", () => {
  render(
    <HatProvider value={{ colour: "red" }}>
      <Hat />
    </HatProvider>,
  );
  expect(screen.getByText("red")).toBeInTheDocument();
});

test("outside of the root it says what is missing, and where to put the part", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  expect(() => render(<Hat />)).toThrow(
    "<Wardrobe.Hat> is outside <Wardrobe.Root>, so it has no hat. Put it inside.",
  );
});
