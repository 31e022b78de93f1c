import { expect, test } from "vitest";
import { expectAccount, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const dummy = "m.login.dummy";
const terms = "m.login.terms";
const tokenType = "m.login.registration_token";
const password = "correct horse";

conformance("tokenAndTerms", (homeserver) => {
  const flows = [[tokenType, terms, dummy]];
  const orders = [
    [tokenType, terms, dummy],
    [dummy, terms, tokenType],
    [terms, tokenType, dummy],
  ];

  test.each(orders)("stages are done in any order: %s, %s, %s", async (...order) => {
    const token = await homeserver.createRegistrationToken();
    const username = `order.${orders.findIndex(([first]) => first === order[0])}`;
    const session = expectUia(await homeserver.register({ username, password }), { flows });
    const completed: string[] = [];
    for (const type of order.slice(0, -1)) {
      completed.push(type);
      const answer = await homeserver.register({ auth: { type, session, token } });
      expectUia(answer, { flows, completed });
    }
    const last = { type: order.at(-1), session, token };
    expectAccount(await homeserver.register({ auth: last }), `@${username}:localhost`);
  });
});

conformance("tokenOrNot", (homeserver) => {
  const flows = [[dummy], [tokenType]];

  test("the flow without a token", async () => {
    const account = { username: "without", password };
    const session = expectUia(await homeserver.register(account), { flows, params: {} });
    const answer = await homeserver.register({ ...account, auth: { type: dummy, session } });
    expectAccount(answer, "@without:localhost");
  });

  test("the flow of a token, with no dummy stage behind it", async () => {
    const token = await homeserver.createRegistrationToken();
    const account = { username: "with", password };
    const session = expectUia(await homeserver.register(account), { flows });
    const auth = { type: tokenType, session, token };
    expectAccount(await homeserver.register({ ...account, auth }), "@with:localhost");
    expect(await homeserver.countRegistrationToken(token)).toEqual({ pending: 0, completed: 1 });
  });

  test("a wrong token, and the other flow after it", async () => {
    const account = { username: "changed", password };
    const session = expectUia(await homeserver.register(account), { flows });
    const wrong = { type: tokenType, session, token: "none" };
    expectUia(await homeserver.register({ ...account, auth: wrong }), {
      flows,
      completed: [],
      errcode: "M_UNAUTHORIZED",
      error: "Invalid registration token",
    });
    const answer = await homeserver.register({ ...account, auth: { type: dummy, session } });
    expectAccount(answer, "@changed:localhost");
  });
});
