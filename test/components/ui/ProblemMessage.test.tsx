import { describe, expect, test } from "vitest";
import { Register } from "../../../src/index.js";
import { problemCodes } from "../../../src/uia/machine/problems/problemTable.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { failed } from "../scriptedRegistration.js";

const detail = { status: 418, errcode: "M_TEAPOT", text: "Short and <b>stout</b>" };

describe.each(problemCodes)("%s", (code) => {
  test.each(["any", "listed"] as const)(
    "is told in words of ours; the homeserver's are quoted at most (%s)",
    (trust) => {
      const snapshot = failed({ problem: { code, detail } });
      const { container } = renderWithRegistration(<Register.Outcome />, { snapshot, trust });
      const headline = container.querySelector('[data-part="problem-text"]');
      expect(headline).toHaveTextContent(/\S/);
      expect(headline).not.toHaveTextContent(detail.text);
      expect(container).not.toHaveTextContent(/M_TEAPOT|418/);

      const quoted = container.querySelector('[data-part="server-message"]');
      expect(container.textContent.includes(detail.text)).toBe(quoted !== null);
      if (quoted === null) return;
      expect(quoted).toHaveTextContent(`Message from example.org: “${detail.text}”`);
      expect(quoted.querySelector("bdi")).toHaveTextContent(/^Short and <b>stout<\/b>$/);
      expect(quoted.querySelector("bdi")).toHaveAttribute("lang", "");
      expect(quoted.closest("details") !== null).toBe(trust === "any");
    },
  );
});
