/**
 * `npm run synapse -- <set-up>`: a real Synapse on loopback, and the page on it, until Ctrl-C.
 */
import { createServer } from "vite";
import { setUps } from "../test/synapse/setUps.mjs";
import { startSynapse, synapseVersion } from "../test/synapse/synapse.mjs";

const setUp = setUps.find((name) => name === process.argv[2]);
if (!setUp) {
  const unknown = process.argv[2] ? `There is no set-up "${process.argv[2]}".\n\n` : "";
  console.log(`${unknown}npm run synapse -- <set-up>\n\nSet-ups: ${setUps.join(", ")}`);
  process.exit(unknown ? 1 : 0);
}

console.log(`Starting Synapse ${synapseVersion} …`);
const homeserver = await startSynapse(setUp, {
  onMail: ({ to, subject, link }) => console.log(`Mail to ${to}: ${subject} ${link ?? ""}`),
  onSms: ({ to, code }) => console.log(`SMS to +${to}: ${code}`),
}).catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

// The dev server answers /config.json from this.
process.env["HOMESERVER"] = homeserver.baseUrl;
const page = await createServer();
await page.listen();

console.log(`Homeserver: ${homeserver.baseUrl} (${setUp})`);
console.log(`Page:       ${page.resolvedUrls?.local[0] ?? "not served"}`);
if (setUp === "token") {
  console.log(`Registration token: ${await homeserver.createRegistrationToken()}`);
}
console.log("Ctrl-C stops both.");

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => {
    void Promise.all([homeserver.stop(), page.close()]).then(() => process.exit(0));
  });
}
