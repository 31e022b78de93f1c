import { expect, test } from "vitest";
import { Register } from "../../../src/index.js";
import { manualClock, renderWithRegistration } from "../renderWithRegistration.js";
import { account, registered } from "../scriptedRegistration.js";

test("the live regions are there from the first paint, and stay the same", () => {
  const { container, show } = renderWithRegistration(<Register.Announcer />);
  const regions = [...container.querySelectorAll("[aria-live]")];
  expect(regions.map((region) => region.getAttribute("aria-live"))).toEqual([
    "polite",
    "assertive",
  ]);
  show(account({ activity: "sending" }));
  show(registered());
  expect([...container.querySelectorAll("[aria-live]")]).toEqual(regions);
});

test("an activity is announced, and withdrawn when it is over", () => {
  const clock = manualClock();
  const { container, show: become } = renderWithRegistration(<Register.Announcer />, { clock });
  const show = (snapshot: Parameters<typeof become>[0]) => {
    become(snapshot);
    clock.pass(150);
  };
  const polite = container.querySelector('[aria-live="polite"]');
  expect(polite).toBeEmptyDOMElement();
  show(account({ activity: "sending" }));
  expect(polite).toHaveTextContent("Contacting the homeserver…");
  show(account({ activity: "checking" }));
  expect(polite).toHaveTextContent("Checking whether your account was created");
  show(account({ activity: "checking", cancelling: true }));
  expect(polite).toHaveTextContent("Cancelling once");
  show(account());
  expect(polite).toBeEmptyDOMElement();
});

test("a request that is answered at once is not spoken of", () => {
  const clock = manualClock();
  const { container, show } = renderWithRegistration(<Register.Announcer />, { clock });
  show(account({ activity: "sending" }));
  clock.pass(149);
  show(account());
  clock.pass(1_000);
  expect(container.querySelector('[aria-live="polite"]')).toBeEmptyDOMElement();
});

test("the end of a wait and the request that follows at once are both said", async () => {
  const clock = manualClock();
  const { container, show } = renderWithRegistration(
    <>
      <Register.Announcer />
      <Register.Pause />
    </>,
    { clock },
  );
  show(account({ activity: "paused", pause: { code: "rateLimited", retryAt: 1_000 } }));
  clock.pass(1_000);
  show(
    account({
      activity: "checking",
      cancelling: true,
      pause: { code: "rateLimited", retryAt: 1_000 },
    }),
  );
  clock.pass(150);
  const said = [...container.querySelectorAll('[aria-live="polite"] > *')];
  expect(said.map(({ textContent }) => textContent)).toEqual([
    "You can try again now.",
    expect.stringContaining("Cancelling once"),
  ]);
});

test("nothing waits to be said by a root that is gone", () => {
  const clock = manualClock();
  const { show, unmount } = renderWithRegistration(<Register.Announcer />, { clock });
  show(account({ activity: "sending" }));
  expect(clock.waiting).toBe(1);
  unmount();
  expect(clock.waiting).toBe(0);
});
