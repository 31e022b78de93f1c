import { expect, test, vi } from "vitest";
import type { AccountInput, HandedOver, OnDone } from "../../../src/uia/machine/types.js";
import { createRegistration } from "../../../src/uia/run/createRegistration.js";
import { alice, homeserver, registrationOn } from "../registrationOn.js";
import { challenge, dummy, scriptedHomeserver, success } from "../scriptedHomeserver.js";

async function registered(onDone: OnDone, input: AccountInput = alice) {
  const server = scriptedHomeserver(challenge([[dummy]]), success);
  const { run } = registrationOn(server, { onDone });
  await run.submitAccount(input);
  await run.result;
  return run;
}

test("the password is given out once", async () => {
  const taken: (string | null)[] = [];
  await registered((_, { takePassword }) => {
    taken.push(takePassword(), takePassword());
  });
  expect(taken).toEqual(["correct horse", null]);
});

test("it is gone when the first call returns", async () => {
  let kept: HandedOver | undefined;
  await registered((_, handed) => {
    kept = handed;
  });
  expect(kept?.takePassword()).toBeNull();
});

test("it is gone after the first wait of an app that takes long", async () => {
  const taken = vi.fn();
  await registered(async (_, { takePassword }) => {
    await Promise.resolve();
    taken(takePassword());
  });
  await vi.waitFor(() => expect(taken).toHaveBeenCalledWith(null));
});

test("a hand-over that is repeated does not bring it again", async () => {
  const taken: (string | null)[] = [];
  const run = await registered((_, { takePassword }) => {
    taken.push(takePassword());
    if (taken.length === 1) throw new Error("The app is not ready");
  });
  await vi.waitFor(() => expect(run.getSnapshot()).toMatchObject({ handover: "failed" }));
  run.retryHandover();
  await vi.waitFor(() => expect(run.getSnapshot()).toMatchObject({ handover: "done" }));
  expect(taken).toEqual(["correct horse", null]);
});

test("a guest has none", async () => {
  const taken = vi.fn();
  await registered((_, { takePassword }) => void taken(takePassword()), { guest: true });
  expect(taken).toHaveBeenCalledWith(null);
});

test("it is neither in the result nor in what a log would show", async () => {
  const seen: unknown[] = [];
  const run = await registered((result, handed) => {
    seen.push(JSON.stringify([result, handed]));
  });
  seen.push(JSON.stringify(await run.result), JSON.stringify(run.getSnapshot()));
  expect(seen).toHaveLength(3);
  for (const each of seen) expect(each).not.toContain("correct horse");
});

test("how it goes is told, and it is not repeated while it goes on", async () => {
  let settle = (): void => undefined;
  const onDone = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        settle = resolve;
      }),
  );
  const run = await registered(onDone);
  expect(run.getSnapshot()).toMatchObject({ handover: "running" });
  run.retryHandover();
  settle();
  await vi.waitFor(() => expect(run.getSnapshot()).toMatchObject({ handover: "done" }));
  run.retryHandover();
  expect(onDone).toHaveBeenCalledOnce();
});

test("without a callback there is none to wait for", async () => {
  const server = scriptedHomeserver(challenge([[dummy]]), success);
  const { fetch } = server;
  const run = createRegistration({ homeserver, trust: "listed", fetch });
  await run.submitAccount(alice);
  expect(await run.result).toMatchObject({ outcome: "registered" });
  expect(run.getSnapshot()).toMatchObject({ status: "done", handover: "none" });
});
