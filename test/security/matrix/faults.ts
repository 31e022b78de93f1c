import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";

/** Whether the homeserver has acted on the request when the fault comes. */
export type Moment = "before it acts" | "after it acted";

/** A fault of the network: the answer that comes instead of the right one. */
export type NetworkFault = "reset" | "half a body" | "5xx" | "HTML" | "slow" | "offline";

/** A fault of the browser or of the user, while the request is on its way. */
export type TabFault =
  | "tab hidden"
  | "reload"
  | "closed tab"
  | "second tab"
  | "clock jumps ahead"
  | "clock jumps back";

export type Fault = NetworkFault | TabFault;

export const networkFaults: readonly NetworkFault[] = [
  "reset",
  "half a body",
  "5xx",
  "HTML",
  "slow",
  "offline",
];
export const tabFaults: readonly TabFault[] = [
  "tab hidden",
  "reload",
  "closed tab",
  "second tab",
  "clock jumps ahead",
  "clock jumps back",
];
export const moments: readonly Moment[] = ["before it acts", "after it acted"];

export const isNetworkFault = (fault: Fault): fault is NetworkFault =>
  (networkFaults as readonly Fault[]).includes(fault);

/** The end of an exchange that goes wrong. */
async function faultyAnswer(fault: NetworkFault): Promise<Response> {
  switch (fault) {
    case "reset":
    case "offline":
      throw new TypeError("Failed to fetch");
    case "slow":
      return new Promise(() => undefined);
    case "5xx":
      return Response.json({ errcode: "M_UNKNOWN", error: "Internal error" }, { status: 500 });
    case "HTML":
      return new Response("<html><h1>502 Bad Gateway</h1></html>", { status: 502 });
    case "half a body":
      return new Response(
        new ReadableStream({
          pull(controller) {
            controller.enqueue(new TextEncoder().encode('{"user_id":"@al'));
            controller.error(new TypeError("terminated"));
          },
        }),
      );
  }
}

/** Goes wrong once, at the first request that matches. `onHit` is called as it comes. */
export function faultyFetch(
  send: Fetch,
  {
    matches,
    fault,
    moment,
    onHit,
  }: {
    readonly matches: (url: string, body: unknown) => boolean;
    readonly fault: NetworkFault | null;
    readonly moment: Moment;
    readonly onHit: () => void;
  },
) {
  let hits = 0;
  const fetch: Fetch = async (url, init) => {
    if (!navigator.onLine) throw new TypeError("Failed to fetch");
    if (hits > 0 || !matches(url, bodyOf(init))) return send(url, init);
    hits += 1;
    const { signal: _signal, ...kept } = init;
    // A request that is on its way arrives, even if its page is gone.
    const answered = moment === "after it acted" ? await send(url, kept) : null;
    // The page has run to the end of its turn before anything else happens.
    await new Promise((resolve) => setImmediate(resolve));
    onHit();
    if (fault !== null) return faultyAnswer(fault);
    return answered ?? send(url, kept);
  };
  return { fetch, hits: () => hits };
}

function bodyOf({ body }: RequestInit): unknown {
  return typeof body === "string" ? JSON.parse(body) : body;
}
