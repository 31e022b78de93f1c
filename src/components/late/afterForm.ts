export { sweepTransactions } from "../../redirect/transactions.js";
export { ErrorSummary } from "../form/ErrorSummary.js";
export { Outcome } from "../outcome/Outcome.js";
export { Pause } from "../outcome/Pause.js";
export { Stage } from "../stages/Stage.js";
export { stageDefinitions } from "../stages/stageDefinitions.js";
export { LateFieldProblem as FieldProblem } from "../ui/problem/LateFieldProblem.js";
