/** The CORS headers of Synapse. */
export const synapseCors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "X-Requested-With, Content-Type, Authorization, Date",
  "Access-Control-Expose-Headers": "Synapse-Trace-Id, Server",
};

/** The CORS headers of https://spec.matrix.org/v1.18/client-server-api/#web-browser-clients. */
export const strictCors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "X-Requested-With, Content-Type, Authorization",
};

// The user agent is named by the browser itself, whatever a script says.
const alwaysSendable = new Set(["accept", "accept-language", "content-language", "user-agent"]);
const alwaysReadable = new Set([
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
]);

/** Decides as a browser whether the preflight of a request to another origin passes. */
export function preflightPasses(request: Request, preflight: Response): boolean {
  const allowed = new Set(listed(preflight.headers.get("Access-Control-Allow-Headers")));
  return namesOf(request.headers).every(
    (name) => alwaysSendable.has(name) || simpleContentType(request, name) || allowed.has(name),
  );
}

/** Returns the part of an answer that a browser shows to a script of another origin. */
export function readableResponse(response: Response): Response | undefined {
  if (response.headers.get("Access-Control-Allow-Origin") !== "*") return undefined;
  const exposed = new Set(listed(response.headers.get("Access-Control-Expose-Headers")));
  const headers = namesOf(response.headers)
    .filter((name) => alwaysReadable.has(name) || exposed.has(name))
    .map((name) => [name, response.headers.get(name) ?? ""] satisfies [string, string]);
  return new Response(response.status === 204 ? null : response.body, {
    status: response.status,
    headers,
  });
}

function simpleContentType(request: Request, name: string): boolean {
  return name === "content-type" && request.headers.get(name)?.startsWith("text/plain") === true;
}

/** The names of headers as browsers spell them. happy-dom keeps the spelling of their maker. */
function namesOf(headers: Headers): string[] {
  return [...headers.keys()].map((name) => name.toLowerCase());
}

function listed(value: string | null): string[] {
  return (value ?? "").split(",").map((name) => name.trim().toLowerCase());
}
