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

// Chromium repeats a request if a kept connection closes without an answer. That would hide a lost
// answer.
// It takes an answer with broken headers for a network failure.
const brokenAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n";

/** Sends a `Response`; with `Response.error()` the browser sees the network fail. */
export async function send(response: Response, answer: ServerResponse): Promise<void> {
  if (response.type === "error") {
    answer.socket?.end(brokenAnswer);
    return;
  }
  answer.statusCode = response.status;
  for (const [name, value] of response.headers) answer.setHeader(name, value);
  answer.end(Buffer.from(await response.arrayBuffer()));
}
