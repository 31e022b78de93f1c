/**
 * `npm run synapse -- <set-up>`, `npm run dendrite -- <set-up>`: a real homeserver on loopback, and
 * the page on it, until Ctrl-C.
 */
import { createServer } from "vite";
import * as dendrite from "../test/dendrite/dendrite.mjs";
import { setUps as dendriteSetUps } from "../test/dendrite/setUps.mjs";
import { setUps as synapseSetUps } from "../test/synapse/setUps.mjs";
import * as synapse from "../test/synapse/synapse.mjs";

const [kind = "", wanted] = process.argv.slice(2);

/** @typedef {{ baseUrl: string, stop: () => Promise<void>, createRegistrationToken?: () => Promise<string> }} Running */

/** @type {Record<string, { name: string, setUps: readonly string[], start: (setUp: any) => Promise<Running> }>} */
const homeservers = {
  synapse: {
    name: `Synapse ${synapse.synapseVersion}`,
    setUps: synapseSetUps,
    start: (setUp) =>
      synapse.startSynapse(setUp, {
        onMail: ({ to, subject, link }) => console.log(`Mail to ${to}: ${subject} ${link ?? ""}`),
        onSms: ({ to, code }) => console.log(`SMS to +${to}: ${code}`),
      }),
  },
  dendrite: {
    name: `Dendrite ${dendrite.dendriteVersion}`,
    setUps: dendriteSetUps,
    start: dendrite.startDendrite,
  },
};

const chosen = homeservers[kind];
if (!chosen?.setUps.includes(wanted ?? "")) {
  const unknown = wanted ? `There is no set-up "${wanted}".\n\n` : "";
  console.log(`${unknown}npm run ${kind} -- <set-up>\n\nSet-ups: ${chosen?.setUps.join(", ")}`);
  process.exit(unknown ? 1 : 0);
}

console.log(`Starting ${chosen.name} …`);
const homeserver = await chosen.start(wanted).catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

// The dev server answers /config.json from this.
process.env["HOMESERVER"] = homeserver.baseUrl;
const page = await createServer();
await page.listen();

console.log(`Homeserver: ${homeserver.baseUrl} (${wanted})`);
console.log(`Page:       ${page.resolvedUrls?.local[0] ?? "not served"}`);
if (wanted === "token" && homeserver.createRegistrationToken) {
  console.log(`Registration token: ${await homeserver.createRegistrationToken()}`);
}
console.log("Ctrl-C stops both.");

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => {
    void Promise.all([homeserver.stop(), page.close()]).then(() => process.exit(0));
  });
}
