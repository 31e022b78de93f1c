/** @import { Mail } from "./stubs.mjs" */

/**
 * Reads a mail as Synapse writes it: its parts in base64, the plain text first.
 * @param {string} source
 * @returns {Mail}
 */
export function readMail(source) {
  const { headers, body } = split(source);
  const boundary = /boundary="([^"]*)"/.exec(headers)?.[1];
  const plain = body
    .split(`--${boundary}`)
    .map(split)
    .find((part) => /^Content-Type: text\/plain/im.test(part.headers));
  const text = Buffer.from(plain?.body ?? "", "base64").toString("utf8");
  const link = /https?:\S+\/submit_token\?\S+/.exec(text)?.[0];
  return {
    to: header("To", headers),
    subject: header("Subject", headers),
    text,
    ...(link === undefined ? {} : { link }),
  };
}

/** @param {string} source */
function split(source) {
  const [, headers = "", body = ""] = /^\s*([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(source) ?? [];
  return { headers, body };
}

/**
 * @param {string} name
 * @param {string} headers
 */
function header(name, headers) {
  return new RegExp(`^${name}: (.*)$`, "im").exec(headers)?.[1]?.trim() ?? "";
}
