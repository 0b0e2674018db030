// Positions: the store counts code points, JavaScript UTF-16 units, the view units with its soft breaks.
// Every conversion is here and nowhere else.

/** How many entries of a sorted array are below a value. @param {ArrayLike<number>} sorted @param {number} value */
function below(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const SENTENCE_END = /[。！？!?；;…\n]/;
const LONG = 600, WANTED = 200, LONGEST = 400;

/**
 * Where a text with very long lines is broken for display: UTF-16 positions, none inside a surrogate pair.
 * @param {string} text
 * @returns {number[]}
 */
export function softBreaks(text) {
  const breaks = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > LONG) breakLine(text, start, end, breaks);
    start = end + 1;
  }
  return breaks;
}

/** @param {string} text @param {number} start @param {number} end @param {number[]} breaks */
function breakLine(text, start, end, breaks) {
  let at = start;
  while (end - at > LONGEST) {
    let cut = at + WANTED;
    while (cut < at + LONGEST && !SENTENCE_END.test(text[cut - 1])) cut += 1;
    while (cut < end && /[”’」』）)\]]/.test(text[cut])) cut += 1;
    if (isLow(text, cut)) cut += 1;
    if (cut >= end) break;
    breaks.push(cut);
    at = cut;
  }
}

/** @param {string} text @param {number} unit */
function isLow(text, unit) {
  const here = text.charCodeAt(unit), before = text.charCodeAt(unit - 1);
  return here >= 0xdc00 && here <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}

/** One text with its three ways of counting. */
export class TextMap {
  /** @param {string} text @param {number[]} [breaks] */
  constructor(text, breaks = softBreaks(text)) {
    this.text = text;
    this.breaks = breaks;
    /** View positions of the breaks themselves. */
    this.breakViews = breaks.map((unit, index) => unit + index);
    /** @type {number[]} */
    const pairs = [];
    for (const match of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) pairs.push(match.index);
    this.pairs = pairs; // units at which a surrogate pair begins
    this.pairPoints = pairs.map((unit, index) => unit - index); // the same as code points
    this.nPoints = text.length - pairs.length;
  }

  /** What the view shows. */
  get shown() {
    if (!this.breaks.length) return this.text;
    const parts = [];
    let at = 0;
    for (const unit of this.breaks) { parts.push(this.text.slice(at, unit)); at = unit; }
    parts.push(this.text.slice(at));
    return parts.join("\n");
  }

  /** @param {number} unit */
  pointOfUnit(unit) { return unit - below(this.pairs, unit); }
  /** @param {number} point */
  unitOfPoint(point) { return point + below(this.pairPoints, point); }

  /** @param {number} view */
  unitOfView(view) { return view - below(this.breakViews, view); }
  /** A start that falls on a soft break stands after it, an end before it. @param {number} unit @param {"start"|"end"} side */
  viewOfUnit(unit, side) { return unit + below(this.breaks, side === "start" ? unit + 1 : unit); }

  /** @param {number} view */
  pointOfView(view) { return this.pointOfUnit(this.unitOfView(view)); }
  /** @param {number} point @param {"start"|"end"} side */
  viewOfPoint(point, side) { return this.viewOfUnit(this.unitOfPoint(point), side); }

  /** The words between two code points. @param {number} start @param {number} end */
  quote(start, end) { return this.text.slice(this.unitOfPoint(start), this.unitOfPoint(end)); }

  /**
   * The passage a selection means: whole graphemes, without white space at its ends; null if nothing is left.
   * @param {number} from @param {number} to view positions
   * @returns {{start: number, end: number} | null}
   */
  passage(from, to) {
    let a = graphemeAt(this.text, this.unitOfView(from), "start");
    let b = graphemeAt(this.text, this.unitOfView(to), "end");
    while (a < b && /\s/.test(this.text[a])) a += 1;
    while (b > a && /\s/.test(this.text[b - 1])) b -= 1;
    return a < b ? { start: this.pointOfUnit(a), end: this.pointOfUnit(b) } : null;
  }

  /** The next grapheme border from a code point. @param {number} point @param {1|-1} step */
  beside(point, step) {
    const unit = this.unitOfPoint(point);
    const near = step > 0 ? Math.min(this.text.length, unit + 1) : Math.max(0, unit - 1);
    return this.pointOfUnit(graphemeAt(this.text, near, step > 0 ? "end" : "start"));
  }
}

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
const WINDOW = 64;

/**
 * The border of the grapheme around a unit: itself, or the start or end of the grapheme it cuts.
 * @param {string} text @param {number} unit @param {"start"|"end"} side
 */
export function graphemeAt(text, unit, side) {
  let from = Math.max(0, unit - WINDOW);
  if (isLow(text, from)) from -= 1;
  for (const { segment, index } of graphemes.segment(text.slice(from, unit + WINDOW))) {
    const start = from + index, end = start + segment.length;
    if (unit === start) return unit;
    if (unit < end) return side === "start" ? start : end;
  }
  return unit;
}

/**
 * The word or sentence around a position of one line.
 * @param {string} line @param {number} at @param {"word"|"sentence"} granularity
 * @returns {[number, number]}
 */
export function around(line, at, granularity) {
  const from = Math.max(0, at - 600);
  const part = line.slice(from, at + 600);
  const found = new Intl.Segmenter("zh", { granularity }).segment(part).containing(Math.min(at - from, part.length - 1));
  return found ? [from + found.index, from + found.index + found.segment.length] : [at, at];
}
