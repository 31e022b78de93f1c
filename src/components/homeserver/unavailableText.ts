import type { Discovery } from "../../discovery/methods.js";
import type { Translator } from "../../locales/createTranslator.js";
import { hostBesideName } from "./homeserverName.js";

type Unavailable = Pick<
  Extract<Discovery, { status: "unavailable" }>,
  "reason" | "homeserver" | "wellKnown" | "blockedBy"
>;

/** The text why a homeserver makes no accounts, and what to do. */
export function unavailableText(
  { reason, homeserver, wellKnown, blockedBy }: Unavailable,
  serverName: string,
  translator: Translator,
): string {
  const host = homeserver === undefined ? undefined : hostBesideName(homeserver);
  const isNamed = wellKnown === "failError" && host !== undefined;
  switch (reason) {
    case "notMatrix":
      if (isNamed) return translator.text("homeserver.notMatrixAt", { serverName, host });
      return translator.text(`homeserver.${wellKnown ?? reason}`, { serverName });
    case "unreachable":
      if (blockedBy === "page") {
        const origin = new URL(homeserver?.baseUrl ?? `https://${serverName}`).origin;
        return translator.text("homeserver.blockedByPage", { origin });
      }
      if (blockedBy === "homeserver") {
        return translator.text("homeserver.blockedByHomeserver", { serverName });
      }
      if (blockedBy === "trust") {
        return translator.text("homeserver.blockedByTrust", { serverName });
      }
      if (isNamed) return translator.text("homeserver.unreachableAt", { serverName, host });
      return translator.text("homeserver.unreachable", { serverName });
    case "closed":
    case "unsupported":
    case "rateLimited":
      return translator.text(`homeserver.${reason}`, { serverName });
  }
}
