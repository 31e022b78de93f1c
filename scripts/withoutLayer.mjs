/**
 * A stylesheet whose rules all stand in one cascade layer, without that layer: for pages whose own
 * styles have none and would win against any.
 * @param {string} css
 * @returns {string}
 */
export function withoutLayer(css) {
  const layer = /^@layer [\w-]+ \{\n([\s\S]*)\n\}\n$/m.exec(css);
  if (layer?.[1] === undefined) throw new Error("The stylesheet is not one @layer to its end.");
  return `${css.slice(0, layer.index)}${layer[1].replace(/^ {2}/gm, "")}\n`;
}
