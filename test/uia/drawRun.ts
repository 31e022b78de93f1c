import type { Way } from "./runDiagram.js";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the names stand, and which ways go round others. */
export interface Layout<Name extends string> {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly at: Readonly<Record<Name, Point>>;
  readonly first: Name;
  readonly last: readonly Name[];
  /** The middle of a way that is no straight line, by `from to`. */
  readonly via?: Readonly<Record<string, Point>>;
}

const box = { width: 130, height: 44 };
/** Two ways between the same names lie so far apart. */
const apart = 34;
const lineHeight = 18;
/** Letters in a line of the list: it stands in two columns. */
const lineLength = 66;

/**
 * The ways as a picture, readable in light and dark by itself: each way has a number, and below is the
 * list of what leads there, as long as it may get. What it shows is in its description as well. The same
 * ways make the same picture.
 */
export function drawRun<Name extends string>(
  ways: readonly Way<Name>[],
  layout: Layout<Name>,
): string {
  const { width, height, title, at, first, last } = layout;
  const curves = ways.map((way) => curveOf(way, layout));
  const list = listOf(ways);
  const halfOfList = Math.ceil(list.length / 2);
  const fullHeight = height + halfOfList * lineHeight + 20;
  const said = ways.map(({ from, to, events }) => `${from} to ${to}: ${events.join(", ")}`);
  const names = Object.keys(at) as Name[];
  return `<svg xmlns="http://www.w3.org/2000/svg" class="run" viewBox="0 0 ${width} ${fullHeight}" role="img" aria-labelledby="${first}-title ${first}-desc">
<title id="${first}-title">${title}</title>
<desc id="${first}-desc">Begins with ${first}. ${said.join(". ")}.</desc>
<style>
.run { --paper: #fff; --ink: #172023; --line: #0b5c69; --fill: #e4f1f2; font: 12px/1.25 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { .run { --paper: #161c1f; --ink: #e8eef0; --line: #84d4de; --fill: #20343a } }
.run .paper { fill: var(--paper) }
.run .way { fill: none; stroke: var(--line); stroke-width: 1.5 }
.run .head { fill: var(--line) }
.run .name { fill: var(--fill); stroke: var(--ink); stroke-width: 1.5 }
.run .last { stroke-width: 4 }
.run text { fill: var(--ink); text-anchor: middle }
.run .title { font-size: 16px; font-weight: 600 }
.run .number { fill: var(--paper); stroke: var(--line) }
.run .list { text-anchor: start; font-size: 13px }
.run .list .way-name { font-weight: 600 }
</style>
<defs><marker id="${first}-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 10 5 0 10z"/></marker></defs>
<rect class="paper" width="${width}" height="${fullHeight}" rx="8"/>
${drawBeginning(at[first], first)}
${curves.map((curve) => drawWay(curve, `${first}-head`)).join("\n")}
${names.map((name) => drawName(name, at[name], last.includes(name))).join("\n")}
${curves.map(drawNumber).join("\n")}
${list.map((line, index) => drawLine(line, index < halfOfList ? 30 : width / 2 + 10, height + (index % halfOfList) * lineHeight)).join("\n")}
</svg>
`;
}

/** The middle of a way: beside the straight line, so that the way in return has its own. */
function middleOf<Name extends string>({ from, to }: Way<Name>, { at, via }: Layout<Name>): Point {
  const [a, b] = [at[from], at[to]];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  return (
    via?.[`${from} ${to}`] ?? {
      x: (a.x + b.x) / 2 - ((b.y - a.y) / length) * apart,
      y: (a.y + b.y) / 2 + ((b.x - a.x) / length) * apart,
    }
  );
}

interface Curve {
  readonly begin: Point;
  readonly bend: Point;
  readonly end: Point;
}

/** Of the second degree, from the edge of one box to that of the other. */
function curveOf<Name extends string>(way: Way<Name>, layout: Layout<Name>): Curve {
  const [a, b] = [layout.at[way.from], layout.at[way.to]];
  const middle = middleOf(way, layout);
  const bend = { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 };
  return { begin: edgeOf(a, bend), bend, end: edgeOf(b, bend) };
}

function drawWay({ begin, bend, end }: Curve, head: string): string {
  return `<path class="way" marker-end="url(#${head})" d="M${place(begin)} Q${place(bend)} ${place(end)}"/>`;
}

/** Where a line from the middle of a name's box leaves it. */
function edgeOf(centre: Point, towards: Point): Point {
  const [dx, dy] = [towards.x - centre.x, towards.y - centre.y];
  const part = Math.min(
    dx === 0 ? Infinity : box.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : box.height / 2 / Math.abs(dy),
  );
  return { x: centre.x + dx * part, y: centre.y + dy * part };
}

function drawName(name: string, { x, y }: Point, isLast: boolean): string {
  const corner = `x="${x - box.width / 2}" y="${y - box.height / 2}"`;
  const size = `width="${box.width}" height="${box.height}" rx="10"`;
  return `<rect class="name${isLast ? " last" : ""}" ${corner} ${size}/><text class="title" x="${x}" y="${y + 5}">${name}</text>`;
}

/** Where the user begins. */
function drawBeginning({ x, y }: Point, first: string): string {
  const from = x - box.width / 2 - 45;
  return `<circle class="head" cx="${from}" cy="${y}" r="6"/><path class="way" marker-end="url(#${first}-head)" d="M${from} ${y} H${x - box.width / 2}"/>`;
}

function drawNumber({ begin, bend, end }: Curve, index: number): string {
  const x = (begin.x + 2 * bend.x + end.x) / 4;
  const y = (begin.y + 2 * bend.y + end.y) / 4;
  return `<circle class="number" cx="${round(x)}" cy="${round(y)}" r="11"/><text x="${round(x)}" y="${round(y + 4)}">${index + 1}</text>`;
}

interface Line {
  /** Of the way that begins in it. */
  readonly name: string;
  readonly text: string;
}

/** The ways with their events, in lines that are no longer than the column. */
function listOf(ways: readonly Way<string>[]): readonly Line[] {
  return ways.flatMap(({ from, to, events }, index) => {
    const name = `${index + 1}  ${from} → ${to}: `;
    const lines: string[] = [];
    let line = "";
    for (const event of events.map((each, at) => (at < events.length - 1 ? `${each},` : each))) {
      const isFull =
        line.length + event.length + (lines.length === 0 ? name.length : 3) > lineLength;
      if (isFull && line !== "") {
        lines.push(line);
        line = "";
      }
      line = line === "" ? event : `${line} ${event}`;
    }
    return [...lines, line].map((text, at) => ({ name: at === 0 ? name : "", text }));
  });
}

function drawLine({ name, text }: Line, x: number, y: number): string {
  const begin = name === "" ? x + 24 : x;
  const bold = name === "" ? "" : `<tspan class="way-name">${name}</tspan>`;
  return `<text class="list" xml:space="preserve" x="${begin}" y="${y}">${bold}${text}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const place = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
