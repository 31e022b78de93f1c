// @vitest-environment jsdom
import { expect, it } from "vitest";
import { heldHomeserver } from "../heldHomeserver.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  acceptedPrivacy,
  challenge,
  dummy,
  email,
  msisdn,
  recaptcha,
  terms,
  termsParams,
} from "../scriptedHomeserver.js";

it("counts the stages of the user, and is the same over a whole flow", async () => {
  const flow = [recaptcha, terms, email, dummy];
  const server = heldHomeserver();
  const params = { ...termsParams, [recaptcha]: { public_key: "key" } };
  const { run, now } = registrationOn(server, { flows: { flows: [flow], params } });
  void run.submitAccount({
    ...alice,
    email: "alice@example.org",
    acceptedPolicies: [acceptedPrivacy],
  });
  await (await server.request(1)).answer(challenge([flow]));
  // What the form has answered, and what needs nobody, is no step.
  expect(now()).toMatchObject({ stage: { type: recaptcha, number: 1, count: 2 } });
  run.submitStage({ response: "solved" });
  await (await server.request(2)).answer(challenge([flow], { completed: [recaptcha] }));
  await (await server.request(3)).answer(challenge([flow], { completed: [recaptcha, terms] }));
  expect(now()).toMatchObject({ stage: { type: email, number: 2, count: 2 } });
});

it("is counted anew for another flow", async () => {
  const flows = [
    [recaptcha, email],
    [recaptcha, msisdn, email],
  ];
  const server = heldHomeserver();
  const params = { [recaptcha]: { public_key: "key" } };
  const { run, now } = registrationOn(server, { flows: { flows, params } });
  void run.submitAccount({ ...alice, email: "alice@example.org" });
  await (await server.request(1)).answer(challenge(flows));
  expect(now()).toMatchObject({ stage: { type: recaptcha, number: 1, count: 2 } });
  run.submitStage({ response: "solved" });
  await (await server.request(2)).answer(challenge(flows, { completed: [recaptcha] }));
  expect(now()).toMatchObject({ stage: { type: email, number: 2, count: 2 } });
  run.chooseFlow([recaptcha, msisdn, email]);
  expect(now()).toMatchObject({ stage: { type: msisdn, number: 2, count: 3 } });
});
