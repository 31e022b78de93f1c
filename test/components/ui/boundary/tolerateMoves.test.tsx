import { act, cleanup, render } from "@testing-library/react";
import fc from "fast-check";
import { expect, test } from "vitest";
import { tolerateMoves } from "../../../../src/components/ui/boundary/tolerateMoves.js";
import { runs } from "../../../runs.js";

/** What extensions do to an element. */
const changes = {
  wrap: (element: Element) => {
    const wrapper = document.createElement("span");
    element.before(wrapper);
    wrapper.append(element, "icon");
  },
  wrapWithNext: (element: Element) => {
    const wrapper = document.createElement("span");
    const next = element.nextElementSibling;
    element.replaceWith(wrapper);
    wrapper.append(element);
    if (next?.matches("[data-item]")) wrapper.append(next);
  },
  replace: (element: Element) => {
    const copy = document.createElement("em");
    copy.textContent = element.textContent;
    element.replaceWith(copy);
  },
  remove: (element: Element) => element.remove(),
  move: (element: Element) => element.parentElement?.append(element),
  takeAway: (element: Element) => document.body.append(element),
} satisfies Record<string, (element: Element) => void>;

const kindsThatKeepOrder: readonly string[] = ["wrap", "wrapWithNext", "replace", "remove"];

const shown = fc.record({ items: fc.uniqueArray(fc.nat(6)) });
const change = fc.record({
  change: fc.constantFrom(...(Object.keys(changes) as (keyof typeof changes)[])),
  at: fc.nat(6),
});

function List({ items }: { readonly items: readonly number[] }) {
  return (
    <section>
      {items.map((item) => (
        <p key={item} data-item={item}>
          {item}
        </p>
      ))}
      {items.length % 2 === 1 && <footer data-item="odd">odd</footer>}
    </section>
  );
}

/** The items in the order of the document, without those that were changed. */
const itemsIn = (root: Element, changed: ReadonlySet<Element>) =>
  [...root.querySelectorAll("[data-item]")]
    .filter((element) => !changed.has(element))
    .map((element) => Number(element.textContent));

test("React renders on, whatever an extension moves, wraps, replaces or removes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(shown, change), { maxLength: 14 }), async (steps) => {
      const { container, rerender } = render(<List items={[]} />);
      const root = container.querySelector("section");
      if (root === null) throw new Error("There is no list.");
      const stop = tolerateMoves(root);
      const changed = new Set<Element>();
      let keepsOrder = true;
      for (const step of steps) {
        if ("items" in step) {
          rerender(<List items={step.items} />);
        } else {
          const elements = root.querySelectorAll("[data-item]");
          const element = elements[step.at % Math.max(elements.length, 1)];
          if (element === undefined) continue;
          changed.add(element);
          changes[step.change](element);
          keepsOrder &&= kindsThatKeepOrder.includes(step.change);
        }
        // The observer is told.
        await act(async () => undefined);
        if (keepsOrder && "items" in step) {
          const there = itemsIn(root, changed).filter((item) => !Number.isNaN(item));
          expect(there).toEqual(step.items.filter((item) => there.includes(item)));
        }
      }
      rerender(<List items={[]} />);
      expect(root.textContent).toBe("");
      expect(document.querySelectorAll("[data-item]")).toHaveLength(0);
      stop();
      cleanup();
    }),
    { numRuns: runs(300) },
  );
});
