// The codings of one document: found by place, and laid in lanes so that those that overlap lie side by side.

/**
 * @typedef {{id: string, start: number, end: number, code: string, coder: string, event: number|null, memo: string, attributes: Record<string, string>, at: string, reason: string, from: number, to: number, lane: number, pending: boolean}} Coding
 */

/** Attributes are JSON in the store; anything else is nothing. @param {unknown} value @returns {Record<string, string>} */
export function readAttributes(value) {
  try {
    const given = typeof value === "string" ? JSON.parse(value) : value;
    return given && typeof given === "object" && !Array.isArray(given) ? given : {};
  } catch { return {}; }
}

export class Codings {
  /** @param {import("./offsets.js").TextMap} map */
  constructor(map) {
    this.map = map;
    /** @type {Map<string, Coding>} */
    this.byId = new Map();
    /** @type {Coding[]} sorted by from, then to */
    this.sorted = [];
    /** @type {number[]} the furthest end up to each entry of `sorted` */
    this.furthest = [];
  }

  /** A row of the wire. @param {any[]} row @returns {Coding} */
  read(row) {
    const [id, start, end, code, coder, event, memo, attributes, at, reason] = row;
    return this.placed({ id, start, end, code, coder, event, memo, attributes: readAttributes(attributes), at, reason, pending: false });
  }

  /** @param {Omit<Coding, "from"|"to"|"lane">} coding @returns {Coding} */
  placed(coding) {
    const from = this.map.viewOfPoint(coding.start, "start"), to = this.map.viewOfPoint(coding.end, "end");
    return { ...coding, from, to, lane: 0 };
  }

  /** Replace all. @param {Coding[]} codings */
  load(codings) {
    this.byId = new Map(codings.map((coding) => [coding.id, coding]));
    this.sorted = [...this.byId.values()].sort(inOrder);
    /** @type {number[]} */
    const ends = []; // where each lane is free again
    for (const coding of this.sorted) {
      let lane = ends.findIndex((end) => end <= coding.from);
      if (lane < 0) lane = ends.length;
      ends[lane] = coding.to;
      coding.lane = lane;
    }
    this.measure(0);
  }

  /** Put one in, in place of an earlier state of it. @param {Coding} coding */
  put(coding) {
    const old = this.byId.get(coding.id);
    const stays = old && old.from === coding.from && old.to === coding.to;
    if (old) this.remove(coding.id);
    coding.lane = stays ? old.lane : this.freeLane(coding);
    this.byId.set(coding.id, coding);
    const at = position(this.sorted, coding);
    this.sorted.splice(at, 0, coding);
    this.measure(at);
  }

  /** @param {string} id */
  remove(id) {
    const old = this.byId.get(id);
    if (!old) return;
    this.byId.delete(id);
    const at = this.sorted.indexOf(old);
    this.sorted.splice(at, 1);
    this.measure(at);
  }

  /** @param {number} from index of the first entry that is new */
  measure(from) {
    this.furthest.length = this.sorted.length;
    for (let i = from; i < this.sorted.length; i += 1) {
      this.furthest[i] = Math.max(i ? this.furthest[i - 1] : 0, this.sorted[i].to);
    }
  }

  /** Those that share at least one character with a stretch, in order. @param {number} from @param {number} to @returns {Coding[]} */
  within(from, to) {
    let low = 0, high = this.furthest.length; // the first entry up to which something ends after `from`
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.furthest[middle] <= from) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let i = low; i < this.sorted.length && this.sorted[i].from < to; i += 1) {
      if (this.sorted[i].to > from) found.push(this.sorted[i]);
    }
    return found;
  }

  /** Those at a position, the shortest first. @param {number} view */
  at(view) { return this.within(view - 1, view + 1).filter((c) => c.from <= view && view <= c.to).sort((a, b) => a.to - a.from - (b.to - b.from) || inOrder(a, b)); }

  /** @param {Coding} coding */
  freeLane(coding) {
    const taken = new Set(this.within(coding.from, coding.to).map((other) => other.lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    return lane;
  }

  /**
   * The next or previous one from a place, among those wanted; from the other end after the last.
   * @param {{from: number, to: number, id: string}} place @param {1|-1} step @param {(coding: Coding) => boolean} wanted
   */
  beside(place, step, wanted) {
    const all = this.sorted.filter(wanted);
    if (!all.length) return null;
    const here = all.findIndex((coding) => coding.id === place.id);
    if (here >= 0) return all[(here + step + all.length) % all.length];
    const after = all.findIndex((coding) => coding.from >= place.from);
    if (step > 0) return all[after < 0 ? 0 : after];
    return all[after <= 0 ? all.length - 1 : after - 1];
  }
}

/** @param {Coding} a @param {Coding} b */
function inOrder(a, b) { return a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0); }

/** @param {Coding[]} sorted @param {Coding} coding */
function position(sorted, coding) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inOrder(sorted[middle], coding) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The stretches of a viewport in which the same codings lie over each other.
 * @param {Coding[]} codings @param {number} from @param {number} to
 * @returns {{from: number, to: number, over: Coding[]}[]}
 */
export function stretches(codings, from, to) {
  const borders = new Set([from, to]);
  for (const coding of codings) { borders.add(Math.max(from, coding.from)); borders.add(Math.min(to, coding.to)); }
  const cuts = [...borders].sort((a, b) => a - b);
  const found = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const over = codings.filter((coding) => coding.from < cuts[i + 1] && coding.to > cuts[i]);
    if (over.length) found.push({ from: cuts[i], to: cuts[i + 1], over });
  }
  return found;
}
