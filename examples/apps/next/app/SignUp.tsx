"use client";
import { finishReturn, takeCallback } from "matrix-register-kit";
import { RegisterCard } from "matrix-register-kit/card";

const callback = takeCallback();
if (callback !== null) finishReturn(callback);

export function SignUp() {
  return <RegisterCard homeserver="example.org" callback={callback} signInUrl="/sign-in" />;
}
