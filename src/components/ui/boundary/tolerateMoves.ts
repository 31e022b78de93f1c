/**
 * Lets React go on in an element where extensions of the browser move, wrap, replace or remove its nodes. React
 * would throw once it removes such a node from its parent, or inserts another before it.
 * The returned function ends the watch; the elements that were changed stay tolerant.
 */
export function tolerateMoves(root: Element): () => void {
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      const { target, removedNodes } = record;
      for (const node of removedNodes) {
        if (node.parentNode === target) continue;
        removals.set(node, record);
        Object.assign(target, tolerant);
      }
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** How each node left the parent that React knows. */
const removals = new WeakMap<Node, MutationRecord>();

/** The methods by which React changes the children of an element. */
const tolerant: ThisType<Node> & Pick<Node, "appendChild" | "insertBefore" | "removeChild"> = {
  appendChild(node) {
    return this.insertBefore(node, null);
  },
  insertBefore(node, before) {
    takeOut(this, node);
    removals.delete(node);
    return Node.prototype.insertBefore.call(this, node, placeIn(this, before)) as typeof node;
  },
  removeChild(node) {
    takeOut(this, node);
    return node;
  },
};

/** Removes a node from wherever it is, with what others put around it or in its place. */
function takeOut(parent: Node, node: Node): void {
  const others = standIns(parent, node);
  detach(node);
  for (const other of others) {
    if (other.parentNode === parent && !holdsMoved(other)) detach(other);
  }
}

function detach(node: Node): void {
  if (node.parentNode !== null) Node.prototype.removeChild.call(node.parentNode, node);
}

/** Whether a node of an extension holds another node of React's. */
function holdsMoved({ childNodes }: Node): boolean {
  return [...childNodes].some((node) => removals.has(node) || holdsMoved(node));
}

/** Returns the child of a parent that stands where React knows a node. */
function placeIn(parent: Node, node: Node | null): Node | null {
  if (node === null) return null;
  return standIns(parent, node)[0] ?? placeIn(parent, removals.get(node)?.nextSibling ?? null);
}

/** Returns the children of a parent that are a node, are around it, or are in its place. */
function standIns(parent: Node, node: Node): readonly Node[] {
  const removal = removals.get(node);
  const near = removal === undefined ? [node] : [node, ...removal.addedNodes, removal.target];
  return near.flatMap((each) => childAround(parent, each) ?? []);
}

/** Returns the child of a parent that a node is, or is in. */
function childAround(parent: Node, node: Node | null): Node | null {
  return node === null || node.parentNode === parent ? node : childAround(parent, node.parentNode);
}
