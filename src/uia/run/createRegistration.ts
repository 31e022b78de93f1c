import { fallbackUrl } from "../../protocol/guards/fallbackUrl.js";
import { accountFields } from "../machine/form/fields.js";
import { validateAccount } from "../machine/form/validateAccount.js";
import { isBusy } from "../machine/machine.js";
import type { Registration, SubmitOutcome } from "../machine/registration.js";
import type { AccountInput, StageInput } from "../machine/types.js";
import { createMachine } from "./createMachine.js";
import { checkOptions, type RegistrationOptions } from "./registrationOptions.js";
import { stageAnswer } from "./requests/stageAnswer.js";
import { submittedForm } from "./submittedForm.js";

/**
 * Creates the registration of one account. It alone holds the secrets. Nothing is sent before
 * `submitAccount`.
 * @throws TypeError when the trust does not allow the homeserver's base URL
 * @throws RangeError when the device's display name has over 100 characters
 */
export function createRegistration(givenOptions: RegistrationOptions): Registration {
  const options = checkOptions(givenOptions);
  const { homeserver, trust = "any" } = options;
  const machine = createMachine(options);
  const { dispatch, kept, ending } = machine;
  let submission: Promise<SubmitOutcome> | null = null;

  async function submit(input: AccountInput): Promise<SubmitOutcome> {
    const problems = validateAccount(input, accountFields(machine.state()), homeserver);
    if (problems.length > 0 || input.guest === true) kept.type(input);
    else kept.forgetTyped();
    if (problems.length > 0) {
      dispatch({ type: "accountRejected", problems });
      return { ok: false, problems };
    }
    const form = submittedForm(input, machine.state(), machine.secrets());
    machine.replaceSecrets(form.secrets);
    dispatch(form.event);
    await settled();
    const snapshot = machine.snapshot();
    if (snapshot.status !== "account" || snapshot.activity === "paused") return { ok: true };
    return { ok: false, problems: snapshot.problems };
  }

  /** Resolves once no request is in flight, or another view than the form is there. */
  function settled(): Promise<void> {
    return new Promise((resolve) => {
      const isSettled = (): boolean =>
        machine.snapshot().status !== "account" || !isBusy(machine.state());
      if (isSettled()) {
        resolve();
        return;
      }
      const stop = machine.subscribe(() => {
        if (!isSettled()) return;
        stop();
        resolve();
      });
    });
  }

  function pageOfStage(): string | undefined {
    const { view } = machine.state();
    const { session } = machine.secrets();
    return view.status === "stage" && session !== undefined
      ? fallbackUrl(homeserver.baseUrl, view.type, session)
      : undefined;
  }

  function submitStage(input: StageInput): void {
    const { view, task } = machine.state();
    if (view.status !== "stage") return;
    const answer = stageAnswer(view.type, input, machine.secrets());
    // The body of a request in flight must stay as it is. A poll has no answer in its body.
    if (task.type === "idle" || task.type === "polling") machine.replaceSecrets(answer.secrets);
    dispatch(answer.event);
  }

  return {
    subscribe: machine.subscribe,
    getSnapshot: machine.snapshot,
    result: ending.result,
    keep(answers) {
      if (machine.isDisposed() || machine.state().view.status !== "account") return;
      kept.type(answers);
      kept.keep(machine.state(), machine.secrets());
    },
    submitAccount(input) {
      if (submission !== null) return submission;
      // The body of a request in flight must stay as it is.
      if (machine.snapshot().status !== "account" || isBusy(machine.state()))
        return Promise.resolve({ ok: false, problems: [] });
      submission = submit(input).finally(() => {
        submission = null;
      });
      return submission;
    },
    submitStage,
    checkNow() {
      dispatch({ type: "pollAsked" });
    },
    resend() {
      dispatch({ type: "resent" });
    },
    fallbackUrl: pageOfStage,
    openFallback(by) {
      const url = pageOfStage();
      if (url === undefined) return "followLink";
      dispatch({ type: "wentElsewhere" });
      const { fallbackWindow: wanted = "noopener" } = options;
      if (by === "link" || wanted === "noopener" || trust === "any") return "followLink";
      return machine.fallbackWindow.open(url) ? "opened" : "blocked";
    },
    retry() {
      dispatch({ type: "retried" });
    },
    checkAgain() {
      dispatch({ type: "checkedAgain" });
    },
    chooseFlow(flow) {
      dispatch({ type: "flowChosen", flow });
    },
    changeAnswer(field) {
      dispatch({ type: "answerChanged", field });
    },
    cancel() {
      dispatch({ type: "cancelled" });
    },
    startAgain() {
      dispatch({ type: "startedAgain" });
    },
    retryHandover() {
      const { view } = machine.state();
      if (view.status === "done" && view.handover === "failed") ending.repeat();
    },
    dispose: machine.dispose,
  };
}
