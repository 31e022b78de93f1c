import type { Settings } from "../model/settings.js";
import { escaped } from "../server/html.js";
import { policyUrl } from "./flows.js";
import type { StagePage } from "./stage.js";

export const termsPage: StagePage = {
  fields: (settings) =>
    `<p>Do you agree to this: ${policyLinks(settings)}?</p>
<input type="submit" value="Agree">`,
  authFrom: () => ({}),
};

/** A link to every policy, in the first of its languages. */
function policyLinks(settings: Settings): string {
  const links = settings.terms.flatMap(({ id, version, translations }) =>
    Object.entries(translations)
      .slice(0, 1)
      .map(([language, { name, url = policyUrl(settings, id, version, language) }]) => {
        return `<a href="${escaped(url)}">${escaped(name)}</a>`;
      }),
  );
  return links.join(", ");
}
