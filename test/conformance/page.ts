import { expect } from "vitest";

/** A page as a person sees it. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly html: string;
}

/** Reads a page that nobody frames and that no script of another origin reads. */
export async function readPage(response: Response): Promise<Page> {
  expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
  expect(response.headers.get("X-Frame-Options")).toBe("DENY");
  expect(response.headers.get("Content-Security-Policy")).toBe("frame-ancestors 'none';");
  const html = await response.text();
  return {
    status: response.status,
    title: /<title>\s*(.*?)\s*<\/title>/s.exec(html)?.[1] ?? "",
    html,
  };
}
