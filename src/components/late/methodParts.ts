"use client";
import { lateModule } from "../../uia/browser/lateModule.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { useMethod } from "../context/useMethod.js";
import { latePart } from "./latePart.js";

/** The methods besides the form, and the reasons why there is none. */
export const methodParts = lateModule(() => import("./methods.js"));

export declare namespace OAuthSignUp {
  type Props = import("../redirect/OAuthSignUp.js").OAuthSignUp.Props;
}

/** For a homeserver that makes accounts on pages of its own: names their host, and brings the user there. */
export const OAuthSignUp = latePart(
  methodParts,
  ["methods", "returns"],
  (module) => module.OAuthSignUp,
  () => useMethod("oauth", "Register.OAuthSignUp") !== null,
);

export declare namespace SsoSignUp {
  type Props = import("../redirect/SsoSignUp.js").SsoSignUp.Props;
}

/** For a homeserver that lets users sign on with an account they have elsewhere: a button for each provider. */
export const SsoSignUp = latePart(
  methodParts,
  ["methods", "returns"],
  (module) => module.SsoSignUp,
  () => useMethod("sso", "Register.SsoSignUp") !== null,
);

export declare namespace OtherMethods {
  type Props = import("../redirect/OtherMethods.js").OtherMethods.Props;
}

/** A button for each other method of the homeserver that has a part on the page, or for its providers. */
export const OtherMethods = latePart(
  methodParts,
  ["methods", "returns"],
  (module) => module.OtherMethods,
  () => useHomeserverContext("Register.OtherMethods").otherMethods.length > 0,
);

/** The reason why the homeserver makes no accounts. */
export const HomeserverTrouble = latePart(
  methodParts,
  ["methods"],
  (module) => module.HomeserverTrouble,
  () => {
    const { homeserverState, isMethodPlaced, isForGuestsAlone } = useHomeserverContext(
      "Register.HomeserverStatus",
    );
    const { registration } = useRegistrationView("Register.HomeserverStatus");
    switch (homeserverState?.status) {
      case "found":
        return registration === null && !isMethodPlaced;
      case "unavailable":
        return registration === null || isForGuestsAlone;
      default:
        return false;
    }
  },
);

/** The choice of another homeserver. */
export const homeserverParts = lateModule(() => import("../homeserver/HomeserverField.js"));

export declare namespace HomeserverField {
  type Props = import("../homeserver/HomeserverField.js").HomeserverField.Props;
}

/** The choice of another homeserver, where the root has `onHomeserverChange`. */
export const HomeserverField = latePart(
  homeserverParts,
  ["methods"],
  (module) => module.HomeserverField,
  () => {
    const { onHomeserverChange } = useApp("Register.HomeserverField");
    const { returned } = useHomeserverContext("Register.HomeserverField");
    return onHomeserverChange !== undefined && returned === null;
  },
);
