import type { IncomingMessage, ServerResponse } from "node:http";

/** A request of Node's HTTP server as a `Request`. */
export async function requestFrom(message: IncomingMessage): Promise<Request> {
  const url = new URL(message.url ?? "/", `http://${message.headers.host ?? "localhost"}`);
  const method = message.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return new Request(url, { method, headers, body: Buffer.concat(chunks) });
}

/** Sends a `Response`; `Response.error()` cuts the connection. */
export async function send(response: Response, answer: ServerResponse): Promise<void> {
  if (response.type === "error") {
    answer.destroy();
    return;
  }
  answer.statusCode = response.status;
  for (const [name, value] of response.headers) answer.setHeader(name, value);
  answer.end(Buffer.from(await response.arrayBuffer()));
}
