import { expect, it } from "vitest";
import { MatrixError, NetworkError } from "../../../../src/protocol/wire/errors.js";
import { answerOf } from "../../../../src/uia/run/requests/answerOf.js";

it.each([
  [new NetworkError("unreachable"), { type: "unanswered", reason: "unreachable" }],
  [new NetworkError("timeout"), { type: "unanswered", reason: "unreachable" }],
  [new NetworkError("malformed", 200), { type: "unanswered", reason: "serverFailed" }],
  [new NetworkError("tooLarge", 200), { type: "unanswered", reason: "serverFailed" }],
  [new NetworkError("malformed", 502), { type: "unanswered", reason: "serverFailed" }],
  [new NetworkError("malformed", 401), { type: "unanswered", reason: "malformed" }],
  // Broken off in the middle: nobody knows what it said.
  [new NetworkError("unreachable", 401), { type: "unanswered", reason: "unreachable" }],
  // Something in front of the homeserver refuses, in its own words.
  [new NetworkError("malformed", 403), { type: "refused", refusal: { status: 403 } }],
  [new NetworkError("malformed", 429), { type: "refused", refusal: { status: 429 } }],
  [new NetworkError("malformed", 503), { type: "refused", refusal: { status: 503 } }],
  [new TypeError("our own fault"), { type: "unanswered", reason: "unreachable" }],
  [new MatrixError(400, { errcode: "M_X" }), { type: "refused", refusal: { errcode: "M_X" } }],
])("%s", (error, answer) => {
  expect(answerOf(error, true)).toMatchObject(answer);
});

it("a 401 with flows is a challenge, with its refusal only when it has one", () => {
  const uia = { flows: [["a"]], session: "secret", completed: [], params: {}, hasParams: false };
  const plain = answerOf(new MatrixError(401, { uia }), true);
  expect(plain).toMatchObject({ type: "challenged", challenge: { flows: [["a"]] } });
  expect(plain).toMatchObject({ hasSession: true, refusal: undefined });
  expect(JSON.stringify(plain)).not.toContain("secret");
  const refused = answerOf(new MatrixError(401, { uia, errcode: "M_UNAUTHORIZED" }), true);
  expect(refused).toMatchObject({ refusal: { errcode: "M_UNAUTHORIZED" } });
});
