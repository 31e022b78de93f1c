import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const folder = "storybook-static";

/** A story as the built Storybook lists it. */
export interface ListedStory {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** Every story of the built Storybook. */
export function listStories(): readonly ListedStory[] {
  const index = join(folder, "index.json");
  if (!existsSync(index)) throw new Error("Build it first: npm run build:gallery");
  const { entries } = JSON.parse(readFileSync(index, "utf8")) as {
    readonly entries: { readonly [id: string]: ListedStory & { readonly type: string } };
  };
  return Object.values(entries).filter(({ type }) => type === "story");
}

export interface ServedStorybook {
  /** Ends with a slash. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** The built Storybook at a free port of this machine. */
export async function serveStorybook(): Promise<ServedStorybook> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://storybook.test");
    const file = join(folder, normalize(decodeURIComponent(pathname)));
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const types: { readonly [extension: string]: string } = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
