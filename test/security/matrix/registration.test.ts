import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import {
  type Fault,
  isNetworkFault,
  type Moment,
  moments,
  networkFaults,
  tabFaults,
} from "./faults.js";
import { type Point, points } from "./journeys.js";
import { goOn, nextAct } from "./user.js";
import { createWorld, pass, turn, type World } from "./world.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The reason why a fault cannot come at a point, or says nothing new there. */
function notApplicable(point: Point, fault: Fault, moment: Moment): string | undefined {
  if (
    !isNetworkFault(fault) &&
    !["reload", "closed tab"].includes(fault) &&
    moment === "after it acted"
  ) {
    return "the answer comes all the same";
  }
  if (point.name === "token's validity" && moment === "after it acted") return "nothing is done";
  if (point.journey === "guest" && fault === "second tab") return "each tab makes its own guest";
  return undefined;
}

const faults: readonly Fault[] = [...networkFaults, ...tabFaults];
const cells = points.flatMap((point) =>
  faults.flatMap((fault) => moments.map((moment) => ({ point, fault, moment }))),
);
const live = cells.filter(
  ({ point, fault, moment }) => notApplicable(point, fault, moment) === undefined,
);

/** The states in which it can be said that there is no account, or that nothing is known of one. */
function saysThereIsNone(now: Snapshot): boolean {
  if (now.activity !== "idle") return false;
  if (now.status === "failed") return true;
  // The name is taken: that is no word about whose account it is.
  return now.status === "account" && !now.problems.some(({ code }) => code === "usernameTaken");
}

async function reach(world: World): Promise<void> {
  const { firstTab, point } = world;
  for (let acts = 0; acts < 12 && world.hits() === 0; acts += 1) {
    const now = firstTab.registration.getSnapshot();
    const isWaiting = now.status === "stage" && now.stage.validation?.step === "sent";
    if (isWaiting && point.journey === "email") {
      const link = world.homeserver.mailbox.at(-1)?.link;
      if (point.afterLink === true && link !== undefined)
        await world.homeserver.handle(new Request(link));
      firstTab.registration.checkNow();
    } else {
      await nextAct(world, firstTab)?.use();
    }
    await turn();
    await pass(2_000);
  }
  expect(world.hits(), "the request was sent").toBe(1);
}

describe.each(points.map((point) => [point.name, point] as const))("%s", (_, point) => {
  const own = live.filter((cell) => cell.point === point);
  it.each(own.map(({ fault, moment }) => [fault, moment] as const))(
    "%s, %s",
    async (fault, moment) => {
      const world = createWorld({ point, fault, moment });
      await reach(world);

      // Whatever goes on by itself comes to rest.
      await pass(300_000);
      const isGuest = point.journey === "guest";
      for (const tab of world.tabs().slice(fault === "second tab" ? 0 : -1)) {
        const now = tab.registration.getSnapshot();
        expect(now.activity, "no spinner for ever").toMatch(/^(idle|paused)$/);
        const isFresh = tab !== world.firstTab && tab.sent() === 0;
        if (world.made() > 0 && !isFresh) expect(saysThereIsNone(now), told(now)).toBe(false);
        if (world.homeserver.accounts.length === 0)
          expect(now.status, "no account").not.toBe("done");
      }
      if (fault === "offline")
        expect(told(world.tab().registration.getSnapshot())).toMatch(
          /offline|unreachable|InDoubt|guestAnswerLost|uncertain|limited/,
        );

      // The fault is over, and the user goes on by what is on the screen.
      world.browser.does.findConnection();
      world.browser.does.show();
      await pass(5_000);
      const tab = world.tab();
      const used = await goOn(world, tab);
      expect(used, "controls that do nothing").not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^dead|no end/)]),
      );

      const end = tab.registration.getSnapshot();
      if (isGuest) {
        expect(end.status).toBe("done");
      } else {
        expect(world.made(), `one account, after ${used.join(", ")} to ${told(end)}`).toBe(1);
        expect(world.homeserver.accounts).toHaveLength(1);
        expect(world.devices()).toBeLessThanOrEqual(1);
        expect(
          end.status === "done" ||
            end.status === "uncertain" ||
            told(end).includes("usernameTaken"),
          told(end),
        ).toBe(true);
        // A reload keeps what may have been made: the name is not simply taken.
        if (fault !== "closed tab") expect(told(end)).not.toContain("usernameTaken");
        const handed = world.tabs().flatMap((each) => each.handed);
        expect(handed.length).toBeLessThanOrEqual(1);
      }
      for (const each of world.tabs()) each.close();
    },
  );
});

it("counts its cells", () => {
  console.log(
    `unit: fault matrix of registrations: ${live.length} cells live, ${cells.length - live.length} not applicable`,
  );
  expect(live.length).toBeGreaterThan(200);
});

function told(now: Snapshot): string {
  const problem = now.status === "stage" || now.status === "failed" ? now.problem?.code : undefined;
  const problems = now.status === "account" ? now.problems.map(({ code }) => code) : [];
  const polling = now.status === "stage" ? now.stage.polling : "";
  const outcome = now.status === "done" ? now.outcome : "";
  return [now.status, now.activity, now.pause?.code, problem, polling, outcome, ...problems]
    .filter(Boolean)
    .join(" ");
}
