import { createRegistration } from "../../src/uia/run/createRegistration.js";

const email = "m.login.email.identity";
const terms = "m.login.terms";
const kinds = Array.from({ length: 28 }, (_, index) => `a${index}`);

const policies = Object.fromEntries(
  Array.from({ length: 20 }, (_, policy) => [
    `p${policy}`,
    {
      version: "1",
      ...Object.fromEntries(
        Array.from({ length: 100 }, (__, language) => [
          `l${language}`,
          { name: "n", url: `https://a.b/${policy}${language}` },
        ]),
      ),
    },
  ]),
);

const flows = Array.from({ length: 64 }, (_, flow) => {
  const bits = ((flow + 1) * 2_654_435_761) >>> 0;
  const chosen = kinds.filter((__, index) => ((bits >>> index) & 1) === 0 || index === flow % 28);
  return { stages: [email, terms, ...chosen.slice(0, 14)] };
});

/** About as much as one legal answer can make the kit do: 64 flows, 20 policies in 100 languages each. */
const body = { session: "s", flows, params: { [terms]: { policies } } };

/** A registration that waits for a mail, with such an answer to each poll. */
export function pollsOfGreatest() {
  const text = JSON.stringify(body);
  let now = 0;
  let answers = 0;
  const registration = createRegistration({
    homeserver: { baseUrl: "https://hs.example", serverName: "hs.example" },
    supportedStages: [email, terms, ...kinds],
    // An hour between two looks at the clock: nothing has to be waited for.
    clock: {
      now: () => {
        now += 3_600_000;
        return now;
      },
      wait: () => () => undefined,
    },
    fetch: async (url) => {
      if (url.includes("requestToken")) return Response.json({ sid: "x" });
      answers += 1;
      return new Response(text, { status: 401 });
    },
  });
  const until = (isThere: () => boolean) =>
    new Promise<void>((resolve) => {
      const stop = registration.subscribe(() => {
        if (!isThere()) return;
        stop();
        resolve();
      });
    });
  return {
    body,
    text,
    answers: () => answers,
    async start() {
      const isThere = until(() => {
        const snapshot = registration.getSnapshot();
        return snapshot.status === "stage" && snapshot.stage.validation?.step === "sent";
      });
      void registration.submitAccount({ username: "a", password: "pw", email: "a@b.c" });
      await isThere;
    },
    /** One poll, from the request to the new snapshot. */
    async poll() {
      let wasSent = false;
      const isThere = until(() => {
        const { activity } = registration.getSnapshot();
        wasSent ||= activity === "sending";
        return wasSent && activity === "idle";
      });
      registration.checkNow();
      await isThere;
    },
    dispose: () => registration.dispose(),
  };
}
