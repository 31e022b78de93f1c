import { expect, it } from "vitest";
import { authNameOf } from "../../../src/protocol/wire/authTypes.js";

it.each([
  ["m.login.dummy", "dummy"],
  ["m.login.email.identity", "emailIdentity"],
  ["m.login.registration_token", "registrationToken"],
  ["org.matrix.msc3231.login.registration_token", "registrationToken"],
  ["org.example.quiz", undefined],
  ["dummy", undefined],
  ["", undefined],
  ["toString", undefined],
])("the auth type %j is named %s", (type, name) => {
  expect(authNameOf(type)).toBe(name);
});
