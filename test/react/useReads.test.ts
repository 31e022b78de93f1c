import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("a card that a server rendered leaves no timer, for which its process would wait", () => {
  const registration = createRegistration({ homeserver: { baseUrl: "https://example.org" } });
  const html = renderToString(createElement(RegisterCard, { registration }));
  registration.dispose();
  expect(html).toContain('data-part="username-field"');
  expect(vi.getTimerCount()).toBe(0);
});
