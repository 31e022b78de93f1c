// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { alice, registrationOn } from "../registrationOn.js";
import { challenge, dummy, scriptedHomeserver, success } from "../scriptedHomeserver.js";

const dance = "org.example.dance";
const flow = [dance, dummy];
const flows = { flows: [flow], params: {} };
const origin = "https://hs.test";

afterEach(() => {
  vi.restoreAllMocks();
});

async function atStage(options: Parameters<typeof registrationOn>[1] = {}) {
  const server = scriptedHomeserver(
    challenge([flow]),
    challenge([flow]),
    challenge([flow], { completed: [dance] }),
    success,
  );
  const close = vi.fn();
  const popup = { close } as unknown as Window;
  const focus = vi.spyOn(window, "focus").mockReturnValue();
  const open = vi.spyOn(window, "open").mockReturnValue(popup);
  const made = registrationOn(server, { flows, fallbackWindow: "opener", ...options });
  await made.run.submitAccount(alice);
  const say = (from: object, about: MessageEventInit = {}): void => {
    const event = new MessageEvent("message", { data: "authDone", origin, ...about });
    Object.defineProperty(event, "source", { value: from });
    window.dispatchEvent(event);
  };
  return { ...made, server, popup, close, focus, open, say };
}

/** Whatever was set going has happened. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

it("a page that reports its end causes one poll", async () => {
  const { run, server, popup, open, say, now, time } = await atStage();
  expect(run.openFallback("click")).toBe("opened");
  expect(open).toHaveBeenCalledExactlyOnceWith(run.fallbackUrl(), "_blank");
  expect(server.requests).toHaveLength(1);
  for (let times = 0; times < 60; times += 1) say(popup);
  await settle();
  for (let times = 0; times < 60; times += 1) say(popup);
  await settle();
  expect(server.requests).toHaveLength(2);
  expect(server.requests[1]?.body["auth"]).toEqual({ session: "s1" });
  // Not finished, whatever it said: the registration goes on waiting.
  expect(now()).toMatchObject({ status: "stage", problem: null });
  time.pass(time.pending()[0] ?? 0);
  await vi.waitFor(() => expect(now().status).toBe("done"));
});

it("a page that reports its end is closed, and the kit's page gets the focus", async () => {
  const { run, popup, close, focus, say } = await atStage();
  run.openFallback("click");
  expect(close).not.toHaveBeenCalled();
  say(popup);
  expect(close).toHaveBeenCalledOnce();
  expect(focus).toHaveBeenCalledOnce();
  run.dispose();
});

it.each([
  ["from another window", { from: {} }],
  ["from another origin", { about: { origin: "https://evil.test" } }],
  ["that says something else", { about: { data: "done" } }],
  ["that is no text", { about: { data: { authDone: true } } }],
])(
  "a message %s is ignored",
  async (_, { from, about = {} }: { from?: object; about?: MessageEventInit }) => {
    const { run, server, popup, close, say } = await atStage();
    run.openFallback("click");
    say(from ?? popup, about);
    await settle();
    expect(server.requests).toHaveLength(1);
    expect(close).not.toHaveBeenCalled();
  },
);

it("a message after the stage is ignored", async () => {
  const { run, server, popup, say, now } = await atStage();
  run.openFallback("click");
  run.cancel();
  expect(now().status).toBe("account");
  say(popup);
  await settle();
  expect(server.requests).toHaveLength(1);
});

it("a window that the browser blocks leaves the link", async () => {
  const { run, open } = await atStage();
  open.mockReturnValue(null);
  expect(run.openFallback("click")).toBe("blocked");
});

it.each([
  ["the homeserver came from a link", { trust: "any" }, "click"],
  ["the app did not ask for it", { fallbackWindow: "noopener" }, "click"],
  ["the link is followed some other way", {}, "link"],
] as const)("no window is opened where %s", async (_, options, by) => {
  const { run, open } = await atStage(options);
  expect(run.openFallback(by)).toBe("followLink");
  expect(open).not.toHaveBeenCalled();
});
