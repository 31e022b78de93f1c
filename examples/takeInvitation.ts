import type { RegisterCardProps } from "matrix-register-kit/card";

/**
 * What the link of an invitation brings, `…/join?token=invite-me&username=alice`, for `defaultValues`.
 * Call it once, before anything is rendered: the token leaves the address, so that it stays in no
 * history and no bookmark.
 */
export function takeInvitation(
  { href }: Pick<Location, "href">,
  history: Pick<History, "state" | "replaceState">,
): NonNullable<RegisterCardProps["defaultValues"]> {
  const url = new URL(href);
  const { searchParams } = url;
  const invitation = {
    registrationToken: searchParams.get("token") ?? undefined,
    username: searchParams.get("username") ?? undefined,
    email: searchParams.get("email") ?? undefined,
  };
  for (const name of ["token", "username", "email"]) searchParams.delete(name);
  history.replaceState(history.state, "", url);
  return invitation;
}
