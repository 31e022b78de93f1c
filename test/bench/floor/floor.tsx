/** The least that signs up with these libraries: one form, one request. `npm run bench` compares with it. */
import { QueryClient, QueryClientProvider, useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { useForm } from "react-hook-form";

/** Defined by the build: a base URL. */
declare const HOMESERVER: string;

interface Values {
  username: string;
  password: string;
}

async function signUp(values: Values): Promise<string> {
  const url = `${HOMESERVER}/_matrix/client/v3/register`;
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...values, inhibit_login: true, auth: { type: "m.login.dummy" } }),
  });
  const answer = (await response.json()) as { user_id: string; error?: string };
  if (!response.ok) throw new Error(answer.error);
  return answer.user_id;
}

function Form(): ReactElement {
  const { register, handleSubmit, formState } = useForm<Values>({ mode: "onChange" });
  const { mutate, data, error } = useMutation({ mutationFn: signUp });
  if (data !== undefined) return <p data-part="outcome">Your account is {data}.</p>;
  return (
    <form onSubmit={(event) => void handleSubmit((values) => mutate(values))(event)}>
      <label>
        Username
        <input autoComplete="username" {...register("username", { pattern: /^[a-z0-9._=/-]+$/ })} />
      </label>
      {formState.errors.username && <p role="alert">This is no username.</p>}
      <label>
        Password
        <input
          type="password"
          autoComplete="new-password"
          {...register("password", { required: true })}
        />
      </label>
      {error && <p role="alert">{error.message}</p>}
      <button type="submit">Create account</button>
    </form>
  );
}

const root = document.querySelector("#root")!;
createRoot(root).render(
  <QueryClientProvider client={new QueryClient()}>
    <Form />
  </QueryClientProvider>,
);
