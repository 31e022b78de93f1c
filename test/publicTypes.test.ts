import { expect, test } from "vitest";
import { entries, programOf } from "./entryPoints.js";
import { unexportedTypes } from "./publicTypes.js";

/** The entry points that an app has at hand beside another: its signatures may name their types. */
const beside: Readonly<Record<string, readonly string[]>> = {
  ".": ["./core", "./oauth"],
  "./card": [".", "./core", "./oauth"],
  "./element": [".", "./card", "./core", "./oauth"],
  "./oauth": ["./core"],
  "./testing/node": ["./testing"],
  "./password-strength": ["."],
};

const program = programOf(Object.values(entries));

test.each(Object.entries(entries))(
  "an app can name each type in the signatures of %s",
  (name, file) => {
    const others = (beside[name] ?? []).map((other) => entries[other]!);
    expect(unexportedTypes(program, file, others)).toEqual([]);
  },
);

const sources = {
  "/src/things.ts": `
    export interface Thing { readonly part: Part; readonly parts: readonly Part[] }
    export interface Part { readonly name: string }
    interface Base { readonly piece: Piece }
    export interface Piece { readonly name: string }
    export type Whole = Base & { readonly name: string };
    export class Box { #own: Piece | null = null; private kept: Piece | null = null; get(): Part { return { name: "" }; } }
    export function make(options: { readonly piece: Piece }): void { const part: Part = { name: "" }; }
    export function infer() { return { name: "" }; }
    export const one = { name: "" } satisfies Part;
  `,
  "/src/typed.ts": `
    import type { Part } from "./things.js";
    export declare namespace make { interface Options { readonly part: Part } }
    export function make(options: make.Options): void {}
  `,
};

test.each([
  ["a property, also in a list", "Thing", ["Thing names Part of /src/things.ts"]],
  ["a type that is exported beside it", "Thing, Part", []],
  ["a base, by the types that it names", "Whole", ["Whole names Piece of /src/things.ts"]],
  ["a base whose types are exported", "Whole, Piece", []],
  ["a method of a class, and nothing that is private", "Box", ["Box names Part of /src/things.ts"]],
  ["an argument, and nothing of the body", "make", ["make names Piece of /src/things.ts"]],
  ["an inferred type", "infer", ["infer has an inferred type"]],
  ["the values of a constant, which name no type", "one", []],
])("a type that cannot be named is found: %s", (_, names, expected) => {
  const entry = { "/src/entry.ts": `export { ${names} } from "./things.js";` };
  const planted = programOf(["/src/entry.ts"], { ...sources, ...entry });
  expect(unexportedTypes(planted, "/src/entry.ts")).toEqual(expected);
});

test("a type that cannot be named is found: in a namespace merged with a function", () => {
  const entry = { "/src/entry.ts": `export { make } from "./typed.js";` };
  const planted = programOf(["/src/entry.ts"], { ...sources, ...entry });
  expect(unexportedTypes(planted, "/src/entry.ts")).toEqual([
    "Options names Part of /src/things.ts",
  ]);
});
