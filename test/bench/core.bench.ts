/** Read the ratios of one run only: times tell of the machine. */
import { IntlMessageFormat } from "intl-messageformat";
import { bench, describe } from "vitest";
import { format } from "../../src/locales/format.js";
import { decodeUiaResponse } from "../../src/protocol/wire/uiaResponse.js";
import { transition } from "../../src/uia/machine/machine.js";
import { events, states } from "../uia/machineTable.js";

const answer = {
  session: "xyzzy",
  completed: [],
  flows: [{ stages: ["m.login.recaptcha", "m.login.terms", "m.login.email.identity"] }],
  params: { "m.login.recaptcha": { public_key: "site-key" } },
};
/** As much of everything as is taken. */
const greatestAnswer = {
  ...answer,
  flows: Array.from({ length: 64 }, (_, flow) => ({
    stages: Array.from({ length: 16 }, (__, stage) => `org.example.${(flow + stage) % 32}`),
  })),
};
const text = JSON.stringify(answer);
const greatestText = JSON.stringify(greatestAnswer);
const steps = Object.values(states).flatMap((state) =>
  Object.values(events).map((event) => ({ state, event })),
);

describe("an event, beside reading the answer it comes from", () => {
  let next = 0;
  bench("transition()", () => {
    next = (next + 1) % steps.length;
    const step = steps[next];
    if (step !== undefined) transition(step.state, step.event);
  });
  bench("JSON.parse()", () => {
    JSON.parse(text);
  });
});

describe("a 401", () => {
  bench("small", () => {
    decodeUiaResponse(JSON.parse(text));
  });
  bench("as large as is taken", () => {
    decodeUiaResponse(JSON.parse(greatestText));
  });
});

describe("a text with a plural", () => {
  const message = "{n, plural, one {# thing of {who}} other {# things of {who}}}";
  const values = { n: 3, who: "Ada" };
  bench("format()", () => {
    format(message, values, "en");
  });
  bench("intl-messageformat", () => {
    new IntlMessageFormat(message, "en").format(values);
  });
});
