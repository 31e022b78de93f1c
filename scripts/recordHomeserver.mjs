/**
 * `npm run record -- <base URL> <recording> [--token <registration token>]`: asks a running
 * homeserver the questions of a recording in `test/conformance/recordings` again, in their order, and
 * writes its answers there. Sessions are those that the homeserver gives; names are new for each run, so
 * that none is taken. Accounts are made: use a homeserver for trying.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { token: { type: "string" } },
});
const [baseUrl = "", name = ""] = positionals;
if (!URL.canParse(baseUrl) || name === "") {
  throw new Error("Usage: recordHomeserver.mjs <base URL> <recording> [--token <token>]");
}
const file = join(import.meta.dirname, `../test/conformance/recordings/${name}.json`);

/**
 * @typedef {{ name: string, method: string, path: string, sent?: unknown, status: number, type?: string,
 *   cors: string[], body: string }} Recorded
 */
/** @type {Recorded[]} */
const before = JSON.parse(readFileSync(file, "utf8"));

/** The texts of the former run, and those of this one. @type {Map<string, string>} */
const renamed = new Map();
const [, formerRun] = /[?&]username=free(\w+)/.exec(before.map(({ path }) => path).join(" ")) ?? [];
if (formerRun !== undefined) renamed.set(formerRun, Date.now().toString(36));
const formerToken = /"token":"([^"]+)"/.exec(
  JSON.stringify(before.filter(({ status }) => status === 200).map(({ sent }) => sent)),
)?.[1];
if (values.token !== undefined && formerToken !== undefined) renamed.set(formerToken, values.token);
/** @type {string | undefined} */
let accessToken;

/** @type {Recorded[]} */
const after = [];
for (const recorded of before) after.push(await ask(recorded));
writeFileSync(file, `${JSON.stringify(after, null, 1)}\n`);
const changed = after.filter(({ status }, index) => status !== before[index]?.status);
for (const { name: question, status } of changed) console.log(`${question}: now ${status}`);
console.log(`${after.length} answers, ${changed.length} with another status: ${file}`);

/**
 * @param {Recorded} recorded
 * @returns {Promise<Recorded>}
 */
async function ask(recorded) {
  const { name: question, method } = recorded;
  const path = translated(recorded.path);
  const isText = typeof recorded.sent === "string";
  const text = isText ? String(recorded.sent) : JSON.stringify(recorded.sent ?? null);
  const body = recorded.sent === undefined ? undefined : translated(text);
  const bearer = bearerOf(question);
  const response = await fetch(baseUrl.replace(/\/+$/, "") + path, {
    method,
    redirect: "manual",
    headers: {
      Origin: "https://page.example",
      "Content-Type": "application/json",
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      ...(method === "OPTIONS" && {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,authorization",
      }),
    },
    ...(body !== undefined && method !== "GET" && { body }),
  });
  const answer = await response.text();
  learn(recorded.body, answer);
  const type = response.headers.get("Content-Type") ?? undefined;
  return {
    ...recorded,
    path,
    ...(recorded.sent !== undefined && {
      sent: isText || body === undefined ? body : JSON.parse(body),
    }),
    status: response.status,
    ...(type !== undefined && { type }),
    cors: [...response.headers]
      .filter(([header]) => /^access-control-|^vary$|^retry-after$|^cache-control$/.test(header))
      .map(([header, value]) => `${header}: ${value}`),
    body: answer
      .replace(/"(access_token|refresh_token|home_server)":\s*"[^"]+"/g, '"$1":"…"')
      .slice(0, 1500),
  };
}

/**
 * Remembers the session that stands for one of the former run, and the last token.
 * @param {string} former
 * @param {string} answer
 */
function learn(former, answer) {
  const [theirs, ours] = [former, answer].map((text) => /"session":\s*"([^"]+)"/.exec(text)?.[1]);
  if (theirs !== undefined && ours !== undefined) renamed.set(theirs, ours);
  accessToken = /"access_token":\s*"([^"]+)"/.exec(answer)?.[1] ?? accessToken;
}

/**
 * @param {string} text
 * @returns {string}
 */
function translated(text) {
  return [...renamed].reduce((known, [from, to]) => known.replaceAll(from, to), text);
}

/**
 * The token of a question that asks with one.
 * @param {string} question
 */
function bearerOf(question) {
  if (question === "whoami wrong token") return "nope";
  return question === "whoami" || question === "guest whoami" ? accessToken : undefined;
}
