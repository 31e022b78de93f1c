import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { usePasswordPolicy } from "../../src/react/usePasswordPolicy.js";
import { createFakeHomeserver } from "../../src/testing/index.js";

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const homeserver = { baseUrl: "https://matrix.example.org" };

function Policy({ fetch }: { fetch: Fetch }) {
  return <output>{JSON.stringify(usePasswordPolicy(homeserver, { fetch }) ?? "unknown")}</output>;
}

test("the homeserver's rules for a password", async () => {
  const fake = createFakeHomeserver({ passwordPolicy: { minimumLength: 10, requireDigit: true } });
  render(<Policy fetch={fake.fetch} />, { reactStrictMode: true });
  const policy = JSON.stringify({ minimumLength: 10, requireDigit: true });
  expect(await screen.findByText(policy)).toBeInTheDocument();
  expect(fake.requests).toHaveLength(1);
});

test("one that does not tell is no trouble", async () => {
  const fetch = vi.fn<Fetch>(() => Promise.reject(new TypeError("Failed to fetch")));
  render(<Policy fetch={fetch} />);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledOnce());
  expect(screen.getByText(JSON.stringify("unknown"))).toBeInTheDocument();
});
