import type { Snapshot } from "../../../src/uia/machine/types.js";
import { pass, type Tab, turn, type World } from "./world.js";

/** What a user does in a state: the name of the control, and its use. */
interface Act {
  readonly control: string;
  readonly use: () => void | Promise<void>;
}

/** The next thing that a user does in this state who wants an account; none at the end. */
export function nextAct(world: World, tab: Tab): Act | null {
  const { registration } = tab;
  const now = registration.getSnapshot();
  if (now.activity === "paused") {
    return {
      control: "Try again",
      use: async () => {
        await pass(Math.max(0, (now.pause?.retryAt ?? 0) - Date.now()));
        registration.retry();
      },
    };
  }
  if (now.activity !== "idle")
    return { control: "none: it goes on by itself", use: () => pass(20_000) };
  switch (now.status) {
    case "account":
      // Nothing but signing in, or another name, leads on.
      if (now.problems.some(({ code }) => code === "usernameTaken")) return null;
      return {
        control: "Create account",
        use: () => void registration.submitAccount(world.journey.input),
      };
    case "stage":
      return stageAct(world, tab, now);
    case "uncertain":
      return now.canCheck ? { control: "Check again", use: () => registration.checkAgain() } : null;
    case "failed":
      return { control: "Start again", use: () => registration.startAgain() };
    case "done":
      return null;
  }
}

let captchas = 0;

function stageAct(
  { homeserver, journey }: World,
  { registration }: Tab,
  { stage, problem }: Extract<Snapshot, { status: "stage" }>,
): Act {
  const { validation } = stage;
  switch (stage.type) {
    case "m.login.terms":
      return {
        control: "Continue",
        use: () => {
          const acceptedPolicies = stage.policies.map(({ id, version, translations }) => ({
            id,
            version,
            language: "en",
            url: translations["en"]!.url ?? "",
          }));
          registration.submitStage({ acceptedPolicies });
        },
      };
    case "m.login.recaptcha":
      captchas += 1;
      return {
        control: "the captcha",
        use: () => registration.submitStage({ response: `good-${captchas}` }),
      };
    case "m.login.registration_token":
      return { control: "Continue", use: () => registration.submitStage({ token: "invited" }) };
    default: {
      const { email, phone } = { email: undefined, phone: undefined, ...journey.input };
      if (validation?.step === "sending")
        return { control: "none: it goes on by itself", use: () => pass(20_000) };
      if (validation?.step === "address") {
        const answer = validation.medium === "email" ? { address: email ?? "" } : { phone: phone! };
        return { control: "Continue", use: () => registration.submitStage(answer) };
      }
      const link = homeserver.mailbox.at(-1)?.link;
      const code = homeserver.smsInbox.at(-1)?.code;
      const came = validation?.medium === "email" ? link : code;
      if (came === undefined || problem?.code === "validationSpent") {
        return {
          control: "Resend",
          use: async () => {
            await pass(Math.max(0, (validation?.resendAt ?? 0) - Date.now()));
            registration.resend();
          },
        };
      }
      if (validation?.medium === "phone") {
        return { control: "Continue", use: () => registration.submitStage({ code: came }) };
      }
      return {
        control: "I have opened the link",
        use: async () => {
          const page = await homeserver.handle(new Request(came));
          if (page.status === 200) registration.checkNow();
          else registration.resend();
        },
      };
    }
  }
}

/** Goes on until the end. Tells the controls that were used; one that does nothing is told as dead. */
export async function goOn(world: World, tab: Tab): Promise<string[]> {
  const used: string[] = [];
  for (let acts = 0; acts < 25; acts += 1) {
    const act = nextAct(world, tab);
    if (act === null) return used;
    const before = { sent: tab.sent(), snapshot: tab.registration.getSnapshot() };
    await act.use();
    await turn();
    await pass(3_000);
    const isDead = before.sent === tab.sent() && before.snapshot === tab.registration.getSnapshot();
    used.push(isDead ? `dead: ${act.control}` : act.control);
    if (used.filter((control) => control.startsWith("dead")).length > 2) return used;
  }
  return [...used, "no end"];
}
