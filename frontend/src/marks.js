// What is drawn over the text: underlines and tints, stripes at its left, handles, suggestions, search hits.
// Only what is in view is drawn.

import { StateEffect, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import { stretches } from "./codings.js";
import { make } from "./dom.js";
import { stripe, underlines } from "./palette.js";

/**
 * What the marks are drawn from; the page owns it and says when it has changed.
 * @typedef {{
 *   visible: (from: number, to: number) => import("./codings.js").Coding[],
 *   look: (code: string) => {colour: string, pattern: number, label: string},
 *   isOwn: (coding: import("./codings.js").Coding) => boolean,
 *   current: () => import("./codings.js").Coding | null,
 *   hints: (from: number, to: number) => {id: string, from: number, to: number, code: string}[],
 *   hint: () => string | null,
 *   hits: (from: number, to: number) => {from: number, to: number, isCurrent: boolean}[],
 *   choose: (id: string) => void,
 *   grab: (side: "start"|"end", event: MouseEvent) => void,
 * }} Source
 */

/** Tells the drawing that what it is drawn from has changed. */
export const redraw = StateEffect.define();

class Handle extends WidgetType {
  /** @param {"start"|"end"} side @param {string} id @param {Source} source */
  constructor(side, id, source) { super(); this.side = side; this.id = id; this.source = source; }
  /** @param {Handle} other */
  eq(other) { return other.side === this.side && other.id === this.id; }
  toDOM() {
    return make("span", { class: `wbc-handle wbc-handle-${this.side}`, "aria-hidden": "true", onmousedown: (/** @type {MouseEvent} */ event) => { event.preventDefault(); event.stopPropagation(); this.source.grab(this.side, event); } });
  }
  ignoreEvent() { return true; }
}

/** @param {Source} source */
export function marks(source) {
  /** @type {Map<string, Decoration>} */
  const known = new Map();
  /** @param {string} style @param {string} classes */
  const mark = (style, classes) => {
    const key = `${classes}|${style}`;
    let found = known.get(key);
    if (!found) { if (known.size > 5000) known.clear(); known.set(key, found = Decoration.mark({ attributes: { style }, class: classes })); }
    return found;
  };
  const hintMarks = [Decoration.mark({ class: "wbc-hint" }), Decoration.mark({ class: "wbc-hint wbc-hint-current" })];
  const hitMarks = [Decoration.mark({ class: "wbc-hit" }), Decoration.mark({ class: "wbc-hit wbc-hit-current" })];

  /** @param {EditorView} view */
  const build = (view) => {
    const current = source.current();
    const parts = [];
    for (const { from, to } of view.visibleRanges) {
      const inView = source.visible(from, to);
      for (const { from: a, to: b, over } of stretches(inView, from, to)) {
        const looks = over.map((coding) => ({ ...source.look(coding.code), lane: coding.lane, isOwn: source.isOwn(coding), isCurrent: coding === current }));
        const classes = `wbc-coded${over.some((c) => c.pending) ? " wbc-pending" : ""}${over.includes(/** @type {any} */ (current)) ? " wbc-current" : ""}`;
        parts.push(mark(underlines(looks), classes).range(a, b));
      }
      for (const hint of source.hints(from, to)) parts.push(hintMarks[hint.id === source.hint() ? 1 : 0].range(Math.max(from, hint.from), Math.min(to, hint.to)));
      for (const hit of source.hits(from, to)) parts.push(hitMarks[hit.isCurrent ? 1 : 0].range(Math.max(from, hit.from), Math.min(to, hit.to)));
    }
    if (current && source.isOwn(current)) {
      parts.push(Decoration.widget({ widget: new Handle("start", current.id, source), side: 1 }).range(current.from));
      parts.push(Decoration.widget({ widget: new Handle("end", current.id, source), side: -1 }).range(current.to));
    }
    return Decoration.set(parts, true);
  };

  return ViewPlugin.fromClass(class {
    /** @param {EditorView} view */
    constructor(view) { this.decorations = build(view); }
    /** @param {import("@codemirror/view").ViewUpdate} update */
    update(update) {
      const asked = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(redraw)));
      if (update.docChanged || update.viewportChanged || asked) this.decorations = build(update.view);
    }
  }, { decorations: (plugin) => plugin.decorations });
}

const STRIPE = 6, N_STRIPES = 6;

/** @param {Source} source */
export function stripes(source) {
  return ViewPlugin.fromClass(class {
    /** @param {EditorView} view */
    constructor(view) {
      this.view = view;
      this.dom = make("div", { class: "wbc-stripes", "aria-hidden": "true" });
      this.dom.style.width = `${N_STRIPES * STRIPE + 6}px`;
      view.scrollDOM.insertBefore(this.dom, view.contentDOM);
      this.measure = { key: this, read: () => this.read(), write: (/** @type {any[]} */ bars) => this.write(bars) };
      view.requestMeasure(this.measure);
    }
    /** @param {import("@codemirror/view").ViewUpdate} update */
    update(update) {
      const asked = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(redraw)));
      if (update.docChanged || update.viewportChanged || update.geometryChanged || asked) this.view.requestMeasure(this.measure);
    }
    read() {
      const { view } = this, { from, to } = view.viewport;
      const origin = view.contentDOM.getBoundingClientRect().top;
      const current = source.current();
      return source.visible(from, to).filter(({ lane }) => lane < N_STRIPES).map((coding) => {
        const a = view.coordsAtPos(Math.max(from, coding.from), 1), b = view.coordsAtPos(Math.min(to, coding.to), -1);
        return { coding, top: a ? a.top - origin : 0, bottom: b ? b.bottom - origin : 0, isCurrent: coding === current };
      });
    }
    /** @param {{coding: import("./codings.js").Coding, top: number, bottom: number, isCurrent: boolean}[]} bars */
    write(bars) {
      this.dom.replaceChildren(...bars.filter(({ top, bottom }) => bottom > top).map(({ coding, top, bottom, isCurrent }) => {
        const { colour, pattern, label } = source.look(coding.code);
        const bar = make("div", { class: isCurrent ? "wbc-stripe wbc-stripe-current" : "wbc-stripe", title: `${label} · ${coding.coder}`, onmousedown: (/** @type {MouseEvent} */ event) => { event.preventDefault(); source.choose(coding.id); } });
        bar.style.cssText = `top:${top}px;height:${bottom - top}px;right:${coding.lane * STRIPE + 4}px;background:${stripe(colour, pattern)}`;
        if (!source.isOwn(coding)) bar.style.opacity = "0.5";
        return bar;
      }));
    }
    destroy() { this.dom.remove(); }
  });
}
