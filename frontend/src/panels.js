// What stands beside the text: the codes, the coding chosen, the lists. Built from the page's state anew.

import { make } from "./dom.js";
import { sample } from "./palette.js";
import { fill } from "./words.js";

/** @typedef {import("./page.js").Page} Page */

const SHOWN = 200;

/** @param {Page} page @param {string} code */
export function swatch(page, code) {
  const { colour, pattern } = page.look(code);
  const box = make("span", { class: "wbc-swatch", "aria-hidden": "true" });
  box.style.background = sample(colour, pattern);
  return box;
}

/** The codes by family, each with its digit and how often the document has it. @param {Page} page */
export function codeTree(page) {
  const w = page.words, counts = page.counts();
  const wanted = page.found();
  const families = page.book.families.map((family) => {
    const codes = wanted.filter((code) => code.family === family.id);
    if (!codes.length) return null;
    return make("section", { class: "wbc-family", role: "group", "aria-label": page.name(family) },
      make("h5", { title: family[`question_${page.language}`] || null }, page.name(family)),
      ...codes.map((code) => codeRow(page, code, counts.get(code.id) ?? 0)));
  });
  const rows = [...families.filter(Boolean), newCodes(page)].filter(Boolean);
  return rows.length ? rows : [make("p", { class: "wbc-quiet" }, w.noCode)];
}

/** A code that is not there yet can be made in each family. @param {Page} page */
function newCodes(page) {
  const families = page.creatable();
  if (!families.length) return null;
  return make("section", { class: "wbc-family", role: "group" }, make("h5", {}, fill(page.words.create, page.query.trim())),
    ...families.map((family) => make("div", { class: "wbc-row", role: "presentation" }, make("button", {
      type: "button", class: "wbc-code", id: `${page.uid}-+${family.id}`, tabindex: "-1", role: "option", "aria-selected": page.pick === `+${family.id}`,
      onmousedown: (/** @type {Event} */ e) => e.preventDefault(), onclick: () => page.enter(`+${family.id}`),
    }, make("span", { "aria-hidden": "true" }, "＋"), make("span", { class: "wbc-label" }, page.name(family))))));
}

/** What can be changed of a code; each change needs a reason. @param {Page} page @param {string} id */
export function codeMenu(page, id) {
  const w = page.words, code = page.codes.get(id), others = page.book.codes.filter((one) => one.id !== id && !one.retired);
  /** @param {string} label @param {any} field */
  const line = (label, field) => make("label", {}, make("span", {}, label), field);
  const zh = make("input", { value: code.zh }), en = make("input", { value: code.en });
  const colour = make("input", { type: "color", value: code.colour }), reason = make("input", { required: true, class: "wbc-reason" });
  const parent = make("select", {}, make("option", { value: "" }, w.none),
    ...page.book.families.map((family) => make("option", { value: family.id }, page.name(family))),
    ...page.book.groups.map((group) => make("option", { value: group.id }, `– ${page.name(group)}`)),
    ...others.map((one) => make("option", { value: one.id }, `– – ${page.name(one)}`)));
  const into = make("select", {}, make("option", { value: "" }, w.none), ...others.map((one) => make("option", { value: one.id }, page.name(one))));
  const digit = make("select", { onchange: () => digit.value && page.pin(id, Number(digit.value)) }, make("option", { value: "" }, w.none), ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => make("option", { value: n, selected: page.slots.digit(id) === n }, String(n))));
  const change = () => page.revise(id, reason.value, [
    (zh.value.trim() !== code.zh || en.value.trim() !== code.en) && ["relabel", { zh: zh.value, en: en.value }],
    colour.value !== code.colour && ["recolour", colour.value],
    parent.value && ["move", parent.value],
    into.value && ["merge", into.value],
  ].filter(Boolean));
  return [
    make("h4", { class: "wbc-head-code" }, swatch(page, id), fill(w.menu, page.name(code))),
    make("div", { class: "wbc-attributes" }, line(w.digit, digit), line(w.labelZh, zh), line(w.labelEn, en), line(w.colour, colour), line(w.under, parent), line(w.mergeInto, into), line(w.reason, reason)),
    make("div", { class: "wbc-line" }, make("button", { type: "button", onclick: change }, w.change), make("button", { type: "button", class: "wbc-danger", onclick: () => page.revise(id, reason.value, [["retire", ""]]) }, w.retire), make("span", { class: "wbc-gap" }), make("button", { type: "button", onclick: () => page.closeHelp() }, w.close)),
  ];
}

/** @param {Page} page @param {any} code @param {number} n */
function codeRow(page, code, n) {
  const w = page.words, digit = page.slots.digit(code.id), hidden = page.hidden.has(code.id);
  const title = [code[`definition_${page.language}`], code.id].filter(Boolean).join("\n");
  const assign = make("button", {
    type: "button", class: "wbc-code", id: `${page.uid}-${code.id}`, "data-code": code.id, tabindex: "-1", title, role: "option",
    "aria-selected": page.pick === code.id, onmousedown: (/** @type {Event} */ e) => e.preventDefault(), onclick: () => { page.assign(code.id); page.focusText(); },
  }, swatch(page, code.id), make("span", { class: "wbc-label" }, page.name(code)), n ? make("span", { class: "wbc-count" }, String(n)) : null, digit ? make("kbd", {}, String(digit)) : null);
  assign.style.paddingInlineStart = `${6 + 14 * code.depth}px`;
  const eye = make("button", { type: "button", class: "wbc-eye", tabindex: "-1", "aria-pressed": hidden, title: hidden ? w.show : w.hide, "aria-label": `${hidden ? w.show : w.hide}: ${page.name(code)}`, onclick: () => page.toggle(code.id) }, hidden ? "◌" : "●");
  const menu = make("button", { type: "button", class: "wbc-eye", tabindex: "-1", title: fill(w.menu, ""), "aria-label": fill(w.menu, page.name(code)), onclick: () => page.menu(code.id) }, "⋯");
  return make("div", { class: hidden ? "wbc-row wbc-row-hidden" : "wbc-row", role: "presentation" }, assign, make("span", { class: "wbc-tools" }, menu, eye));
}

/** The coding chosen: what it is, what is said of it, and what overlaps it. @param {Page} page */
export function detail(page) {
  const w = page.words, coding = page.current();
  if (!coding) return [make("p", { class: "wbc-quiet wbc-empty" }, w.nothing), keyList(page, 9)];
  const code = page.codes.get(coding.code), own = page.isOwn(coding);
  const overlaps = page.codings.at(coding.from).concat(page.codings.within(coding.from, coding.to)).filter((one, index, all) => all.indexOf(one) === index && page.isVisible(one));
  return [
    make("h4", { class: "wbc-head-code" }, swatch(page, coding.code), make("span", {}, page.nameOf(coding.code))),
    code?.[`definition_${page.language}`] ? make("p", { class: "wbc-quiet" }, code[`definition_${page.language}`]) : null,
    make("p", { class: "wbc-facts" }, fill(w.passage, coding.start + 1, coding.end, coding.end - coding.start), make("br"), fill(w.by, coding.coder, localTime(coding.at)), coding.reason ? ` · ${coding.reason}` : ""),
    ...(own ? [attributes(page, coding), memo(page, coding), make("button", { type: "button", class: "wbc-danger", onclick: () => { page.removeCurrent(); page.focusText(); } }, `${w.remove} (Del)`)]
      : [coding.memo ? make("p", { class: "wbc-memo-text" }, coding.memo) : null, make("p", { class: "wbc-quiet" }, fill(w.others, coding.coder))]),
    overlaps.length > 1 ? make("div", { class: "wbc-overlaps" }, make("p", { class: "wbc-quiet" }, fill(w.overlaps, overlaps.length)),
      ...overlaps.slice(0, 12).map((one) => make("button", { type: "button", "aria-pressed": one === coding, onclick: () => page.choose(one.id) }, swatch(page, one.code), page.nameOf(one.code), page.isOwn(one) ? null : make("small", {}, one.coder)))) : null,
  ].filter(Boolean);
}

/** @param {Page} page @param {import("./codings.js").Coding} coding */
function attributes(page, coding) {
  const w = page.words;
  if (!page.book.attributes.length) return null;
  return make("div", { class: "wbc-attributes" }, ...page.book.attributes.map((attribute) => {
    const given = coding.attributes[attribute.name] ?? "";
    const values = given && !attribute.values.includes(given) ? [...attribute.values, given] : attribute.values;
    return make("label", {}, make("span", {}, page.name(attribute).replaceAll("_", " "), attribute.required ? make("abbr", { title: w.required }, " *") : null),
      make("select", { "data-attribute": attribute.name, onchange: (/** @type {any} */ e) => page.describe(attribute.name, e.target.value), value: given },
        ...["", ...values].map((value) => make("option", { value, selected: value === given }, value || w.none))));
  }));
}

/** @param {Page} page @param {import("./codings.js").Coding} coding */
function memo(page, coding) {
  const w = page.words, draft = page.draft?.id === coding.id ? page.draft.memo : coding.memo;
  return make("label", { class: "wbc-memo" }, make("span", {}, `${w.memo} (M)`),
    make("textarea", { rows: "4", placeholder: w.memoHint, "data-coding": coding.id, value: draft, oninput: (/** @type {any} */ e) => page.drafting(coding.id, e.target.value), onblur: () => page.enterDraft() }));
}

/** @param {Page} page @param {number} [n] */
export function keyList(page, n = 99) {
  return make("div", { class: "wbc-keys" }, ...page.words.keyList.slice(0, n).flatMap(([key, does]) => [make("span", {}, ...key.split(" ").map((one) => make("kbd", {}, one))), make("span", {}, does)]));
}

/** The codings of the document, by code and coder. @param {Page} page */
export function list(page) {
  const w = page.words, wanted = page.codings.sorted.filter((coding) => page.isWanted(coding));
  const at = Math.max(0, wanted.findIndex((coding) => coding.id === page.chosen));
  const from = Math.max(0, Math.min(at - SHOWN / 2, wanted.length - SHOWN));
  const shown = wanted.slice(from, from + SHOWN);
  /** @param {string} label @param {"code"|"coder"} what @param {string[][]} options @param {string} all */
  const choice = (label, what, options, all) => make("label", {}, make("span", {}, label), make("select", { onchange: (/** @type {any} */ e) => page.filterBy(what, e.target.value) },
    make("option", { value: "" }, all), ...options.map(([value, name]) => make("option", { value, selected: page.filter[what] === value }, name))));
  return [
    make("div", { class: "wbc-attributes" },
      choice(w.ofCode, "code", [...page.counts().keys()].map((code) => [code, page.nameOf(code)]), w.allCodes),
      choice(w.ofCoder, "coder", page.coders().map((coder) => [coder, coder]), w.allCoders)),
    make("ol", { class: "wbc-list" }, ...shown.map((coding) => make("li", {}, make("button", { type: "button", "aria-pressed": coding.id === page.chosen, onclick: () => page.jump(coding) },
      make("span", { class: "wbc-line" }, swatch(page, coding.code), page.nameOf(coding.code), coding.memo ? make("span", { class: "wbc-has-memo", title: w.memo }, "✎") : null, page.isOwn(coding) ? null : make("small", {}, coding.coder)),
      make("q", {}, page.snippet(coding.start, coding.end)))))),
    wanted.length > shown.length ? make("p", { class: "wbc-quiet" }, fill(w.more, wanted.length - shown.length)) : null,
  ].filter(Boolean);
}

/** Suggestions by code. @param {Page} page */
export function hints(page) {
  const w = page.words;
  if (page.blind) return [make("p", { class: "wbc-quiet" }, w.blind)];
  if (!page.hints.length) return [make("p", { class: "wbc-quiet" }, page.hintsKnown ? w.noSuggestions : w.loading)];
  /** @type {Map<string, any[]>} */
  const byCode = new Map();
  for (const hint of page.hints) byCode.set(hint.code, [...(byCode.get(hint.code) ?? []), hint]);
  let room = SHOWN;
  return [...byCode].map(([code, all]) => {
    const open = page.openHints.has(code) || all.some((hint) => hint.id === page.hint);
    const shown = open ? all.slice(0, room) : [];
    room -= shown.length;
    return make("section", { class: "wbc-hints" },
      make("div", { class: "wbc-line" },
        make("button", { type: "button", class: "wbc-plain", "aria-expanded": open, onclick: () => page.openHint(code) }, `${open ? "▾" : "▸"} `, swatch(page, code), `${page.nameOf(code)} `, make("span", { class: "wbc-count" }, String(all.length))),
        make("button", { type: "button", class: "wbc-yes", title: w.acceptAll, "aria-label": `${w.acceptAll}: ${page.nameOf(code)}`, onclick: () => page.settleHints("accept", all) }, "✓✓"),
        make("button", { type: "button", class: "wbc-no", title: w.refuseAll, "aria-label": `${w.refuseAll}: ${page.nameOf(code)}`, onclick: () => page.settleHints("refuse", all) }, "✗✗")),
      shown.length ? make("ol", { class: "wbc-list" }, ...shown.map((hint) => make("li", { class: "wbc-line" },
        make("button", { type: "button", class: "wbc-plain wbc-grow", "aria-pressed": hint.id === page.hint, onclick: () => page.showHint(hint) }, make("q", {}, page.snippet(hint.start, hint.end, 8)), make("small", {}, hint.by)),
        make("button", { type: "button", class: "wbc-yes", title: w.accept, "aria-label": w.accept, onclick: () => page.settleHints("accept", [hint]) }, "✓"),
        make("button", { type: "button", class: "wbc-no", title: w.refuse, "aria-label": w.refuse, onclick: () => page.settleHints("refuse", [hint]) }, "✗")))) : null,
      shown.length < all.length && open ? make("p", { class: "wbc-quiet" }, fill(w.more, all.length - shown.length)) : null);
  });
}

/** The documents of the study with the coder's progress. @param {Page} page */
export function documents(page) {
  const w = page.words;
  if (!page.docs) return [make("p", { class: "wbc-quiet" }, w.loading)];
  const n = page.docs.filter((doc) => doc.finished).length;
  return [
    make("p", { class: "wbc-quiet" }, `${w.done}: ${n} / ${page.docs.length}`),
    make("ol", { class: "wbc-list" }, ...page.docs.map((doc) => make("li", {}, make("button", { type: "button", "aria-pressed": doc.doc_id === page.doc?.doc_id, onclick: () => page.open(doc.doc_id) },
      make("span", { class: "wbc-line" }, make("span", { class: "wbc-done" }, doc.finished ? "✓" : doc.n ? "◐" : "○"), make("span", { class: "wbc-grow" }, doc.title), make("span", { class: "wbc-count" }, fill(w.nCodings, doc.n))),
      make("small", {}, doc.doc_id))))),
  ];
}

/** A time of the store as the reader's clock has it. @param {string} at */
function localTime(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleString([], { dateStyle: "short", timeStyle: "short" });
}
