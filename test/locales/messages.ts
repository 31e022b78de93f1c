import type { MessageNode, MessageValue } from "../../src/locales/format.js";

/** Names of all arguments in a parsed text, sorted, each marked where it chooses a plural. */
export function argumentsOf(nodes: readonly MessageNode[]): string[] {
  const names = all(nodes).flatMap((node) =>
    typeof node === "object" && "argument" in node
      ? [`${node.argument}${"options" in node ? ", plural" : ""}`]
      : [],
  );
  return [...new Set(names)].sort();
}

export function tagsOf(nodes: readonly MessageNode[]): string[] {
  const tags = all(nodes).flatMap((node) =>
    typeof node === "object" && "tag" in node ? [node.tag] : [],
  );
  return [...new Set(tags)].sort();
}

/** Values for every argument: numbers around the plural forms, texts with signs of the syntax in them. */
export function sampleValues(nodes: readonly MessageNode[]): Record<string, MessageValue>[] {
  const choices = all(nodes).flatMap((node) =>
    typeof node === "object" && "argument" in node ? [node] : [],
  );
  const texts = ["example.org", "<b>{x}</b> 'y' #"];
  return [0, 1, 2, 5, 1234].map((count, index) =>
    Object.fromEntries(
      choices.map((node) => [
        node.argument,
        "options" in node ? count : (texts[index % texts.length] ?? ""),
      ]),
    ),
  );
}

function all(nodes: readonly MessageNode[]): MessageNode[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string" || "count" in node) return [node];
    if ("tag" in node) return [node, ...all(node.nodes)];
    return "options" in node ? [node, ...[...node.options.values()].flatMap(all)] : [node];
  });
}
