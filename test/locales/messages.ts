import type { MessageNode, MessageValue } from "../../src/locales/format.js";

/** Names of all arguments in a parsed text, sorted, each marked where it is formatted in a way. */
export function argumentsOf(nodes: readonly MessageNode[]): string[] {
  const names = argumentNodes(nodes).map((node) => {
    if ("options" in node) return `${node.argument}, plural`;
    return node.isNumber ? `${node.argument}, number` : node.argument;
  });
  return [...new Set(names)].sort();
}

/** Names of all tags in a parsed text, sorted; one that is there twice comes twice. */
export function tagsOf(nodes: readonly MessageNode[]): string[] {
  return all(nodes)
    .flatMap((node) => (typeof node === "object" && "tag" in node ? [node.tag] : []))
    .sort();
}

/** The categories of each plural in a parsed text, exact numbers ("=0") aside. */
export function pluralCategoriesOf(nodes: readonly MessageNode[]): string[][] {
  return argumentNodes(nodes).flatMap((node) =>
    "options" in node ? [[...node.options.keys()].filter((key) => !key.startsWith("="))] : [],
  );
}

/** Values for every argument: numbers around the plural forms, texts with signs of the syntax in them. */
export function sampleValues(nodes: readonly MessageNode[]): Record<string, MessageValue>[] {
  const texts = ["example.org", "<b>{x}</b> 'y' #"];
  return [0, 1, 2, 5, 11, 1234].map((count, index) =>
    Object.fromEntries(
      argumentNodes(nodes).map((node) => [
        node.argument,
        "options" in node || node.isNumber ? count : (texts[index % texts.length] ?? ""),
      ]),
    ),
  );
}

function argumentNodes(nodes: readonly MessageNode[]) {
  return all(nodes).flatMap((node) =>
    typeof node === "object" && "argument" in node ? [node] : [],
  );
}

function all(nodes: readonly MessageNode[]): MessageNode[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string" || "count" in node) return [node];
    if ("tag" in node) return [node, ...all(node.nodes)];
    return "options" in node ? [node, ...[...node.options.values()].flatMap(all)] : [node];
  });
}
