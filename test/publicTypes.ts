import ts from "typescript";
import { exportsOf, originalOf } from "./entryPoints.js";

/**
 * The types of `src` that the signatures behind an entry point name, and that neither it nor the other
 * entry points given export. Also exported functions that leave their type to be inferred, since it
 * cannot be followed.
 */
export function unexportedTypes(
  program: ts.Program,
  entry: string,
  others: readonly string[] = [],
): string[] {
  const checker = program.getTypeChecker();
  const behind = (file: string) => [...exportsOf(program, file).values()].flatMap(withMembers);
  const own = behind(entry);
  const known = new Set(
    [...own, ...others.flatMap(behind)].flatMap((symbol) => [symbol, ...renamedBy(symbol)]),
  );
  const found = new Set<string>();
  for (const symbol of own) {
    for (const declaration of symbol.declarations ?? []) visit(declaration, symbol.name);
  }
  return [...found].sort();

  function visit(node: ts.Node, of: string): void {
    // What a function does is none of its signature, nor what a class keeps to itself.
    if (ts.isBlock(node)) return;
    if (ts.isClassElement(node) && node.name && ts.isPrivateIdentifier(node.name)) return;
    // Its members are exports of their own.
    if (ts.isModuleBlock(node)) return;
    if (ts.canHaveModifiers(node) && isPrivate(node)) return;
    if (isInferred(node)) found.add(`${of} has an inferred type`);
    if (ts.isTypeReferenceNode(node)) follow(node.typeName, of, isComponent(node));
    if (ts.isExpressionWithTypeArguments(node)) follow(node.expression, of, true);
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      if (node.type !== undefined) visit(node.type, of);
      else visitInitializer(node.initializer, of);
      return;
    }
    ts.forEachChild(node, (child) => {
      visit(child, of);
    });
  }

  /** `forwardRef<Element, Props>(…)` names types; the values of a constant do not. */
  function visitInitializer(node: ts.Expression, of: string): void {
    if (!ts.isCallExpression(node)) return;
    for (const argument of node.typeArguments ?? []) visit(argument, of);
  }

  /** An app need not name what a type is only put together from, but what that names in turn. */
  function follow(name: ts.Node, of: string, asComponent: boolean): void {
    const symbol = checker.getSymbolAtLocation(name);
    const original = symbol && originalOf(checker, symbol);
    const [declaration] = original?.declarations ?? [];
    if (original === undefined || declaration === undefined || known.has(original)) return;
    const file = declaration.getSourceFile().fileName;
    if (file.includes("/node_modules/") || ts.isTypeParameterDeclaration(declaration)) return;
    // An addition to a type of the platform.
    if (ts.findAncestor(declaration, isOfGlobals) !== undefined) return;
    if (asComponent) {
      known.add(original);
      visit(declaration, of);
      return;
    }
    found.add(`${of} names ${original.name} of ${file.replace(/^.*(?=\/src\/)/, "")}`);
  }

  function withMembers(symbol: ts.Symbol): ts.Symbol[] {
    if (!(symbol.flags & ts.SymbolFlags.Namespace)) return [symbol];
    const members = checker.getExportsOfModule(symbol);
    return [symbol, ...members.flatMap((member) => withMembers(originalOf(checker, member)))];
  }

  /** The type that an exported alias only gives another name. */
  function renamedBy(symbol: ts.Symbol): ts.Symbol[] {
    const [declaration] = symbol.declarations ?? [];
    if (declaration === undefined || !ts.isTypeAliasDeclaration(declaration)) return [];
    if (!ts.isTypeReferenceNode(declaration.type)) return [];
    const target = checker.getSymbolAtLocation(declaration.type.typeName);
    return target === undefined ? [] : [originalOf(checker, target)];
  }
}

const utilities = new Set(["Exclude", "Extract", "Omit", "Partial", "Pick", "Readonly", "Record"]);

/** Whether a type stands in an alias as its whole, or as a part of a union, an intersection and the like. */
function isComponent(node: ts.TypeNode): boolean {
  let parent = node.parent;
  while (
    ts.isUnionTypeNode(parent) ||
    ts.isIntersectionTypeNode(parent) ||
    ts.isParenthesizedTypeNode(parent) ||
    ts.isTypeOperatorNode(parent) ||
    ts.isIndexedAccessTypeNode(parent) ||
    ts.isMappedTypeNode(parent) ||
    (ts.isTypeReferenceNode(parent) && utilities.has(parent.typeName.getText()))
  ) {
    parent = parent.parent;
  }
  return ts.isTypeAliasDeclaration(parent);
}

function isOfGlobals(node: ts.Node): boolean {
  return ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

function isInferred(node: ts.Node): boolean {
  return (
    (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.type === undefined
  );
}

function isPrivate(node: ts.HasModifiers): boolean {
  return (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}
