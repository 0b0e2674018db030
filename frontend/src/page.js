// The coding page: keys and clicks into codings, codings into messages, answers into what is shown.

import { Codings } from "./codings.js";
import { make } from "./dom.js";
import { TextMap } from "./offsets.js";
import { newId, Outbox } from "./outbox.js";
import * as panels from "./panels.js";
import { reader } from "./reader.js";
import { Slots } from "./slots.js";
import { fill, WORDS } from "./words.js";

const POLL = 1000, GIVE_UP = 6000, TICK = 250, RESIZE = 400;

/** @typedef {import("./codings.js").Coding} Coding */

export class Page {
  /** @param {any} model @param {HTMLElement} root */
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.client = newId();
    this.uid = `wbc-${this.client.slice(0, 8)}`;
    this.doc = /** @type {any} */ (null);
    this.book = { families: /** @type {any[]} */ ([]), codes: /** @type {any[]} */ ([]), attributes: /** @type {any[]} */ ([]), groups: /** @type {any[]} */ ([]), version: "" };
    this.codes = /** @type {Map<string, any>} */ (new Map());
    this.patterns = /** @type {Map<string, number>} */ (new Map());
    this.map = new TextMap("");
    this.codings = new Codings(this.map);
    this.slots = new Slots([]);
    this.reader = /** @type {ReturnType<typeof reader> | null} */ (null);
    this.outbox = new Outbox({ send: (op) => this.send(op), storage: storage() });
    this.coder = "";
    this.blind = false;
    this.seq = 0;
    this.epoch = "";
    this.saved = 0; // number of the last event known to be on the disk
    this.finished = false;
    this.chosen = /** @type {string|null} */ (null);
    this.last = /** @type {string|null} */ (null); // code used last
    this.hidden = /** @type {Set<string>} */ (new Set());
    this.filter = { code: "", coder: "" };
    this.hints = /** @type {any[]} */ ([]);
    this.hintsKnown = false;
    this.hint = /** @type {string|null} */ (null);
    this.openHints = /** @type {Set<string>} */ (new Set());
    this.docs = /** @type {any[]|null} */ (null);
    this.tab = "detail";
    this.query = ""; // in the list of codes
    this.pick = /** @type {string|null} */ (null); // code that Enter would assign
    this.sought = { text: "", hits: /** @type {[number, number][]} */ ([]), at: -1 };
    this.draft = /** @type {{id: string, memo: string}|null} */ (null);
    this.resizing = /** @type {{id: string, timer: any}|null} */ (null);
    this.waitingUndo = /** @type {("undo"|"redo")[]} */ ([]);
    this.heard = Date.now();
    this.began = performance.now();
    this.asked = { hello: 0, poll: 0 };
    this.hear = (/** @type {any} */ message, /** @type {any} */ buffers) => this.receive(message, buffers ?? []);
    this.leave = (/** @type {BeforeUnloadEvent} */ event) => { this.enterDraft(); this.enterResize(); if (this.outbox.size) event.preventDefault(); };
    model.on("msg:custom", this.hear);
    window.addEventListener("beforeunload", this.leave);
    this.build();
    this.hello();
    this.timer = setInterval(() => this.tick(), TICK);
  }

  close() {
    this.enterDraft();
    this.enterResize();
    clearInterval(this.timer);
    this.model.off("msg:custom", this.hear);
    window.removeEventListener("beforeunload", this.leave);
    this.reader?.view.destroy();
  }

  // --- names ---------------------------------------------------------------------------------------
  /** @returns {"zh"|"en"} */
  get language() { return this.model.get("language") === "en" ? "en" : "zh"; }
  get words() { return WORDS[this.language]; }
  /** @param {any} entry */
  name(entry) { return entry[this.language] || entry.zh || entry.en || entry.id || entry.name; }
  /** @param {string} code */
  nameOf(code) { const known = this.codes.get(code); return known ? this.name(known) : code; }
  /** @param {string} code */
  look(code) { return { colour: this.codes.get(code)?.colour ?? "", pattern: this.patterns.get(code) ?? 0, label: this.nameOf(code) }; }
  /** @param {Coding} coding */
  isOwn(coding) { return coding.coder === this.coder; }
  /** @param {Coding} coding */
  isVisible(coding) { return !this.hidden.has(coding.code) && (!this.filter.coder || coding.coder === this.filter.coder); }
  /** @param {Coding} coding */
  isWanted(coding) { return this.isVisible(coding) && (!this.filter.code || coding.code === this.filter.code); }
  current() { return this.chosen ? this.codings.byId.get(this.chosen) ?? null : null; }
  coders() { return [...new Set(this.codings.sorted.map((coding) => coding.coder))].sort(); }
  /** How often the document has each code. */
  counts() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { code } of this.codings.sorted) counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  }
  /** Some words of a passage, for lists. @param {number} start @param {number} end @param {number} [context] */
  snippet(start, end, context = 0) {
    const quote = this.map.quote(Math.max(0, start - context), Math.min(this.map.nPoints, Math.min(end, start + 60) + context));
    return quote.replace(/\s+/g, " ") + (end > start + 60 ? " …" : "");
  }
  /** Codes that the search field leaves. */
  found() {
    const wanted = this.query.trim().toLowerCase();
    return this.book.codes.filter((code) => !code.retired && (!wanted || [code.zh, code.en, code.id].some((text) => text.toLowerCase().includes(wanted))));
  }

  // --- to and from the kernel ----------------------------------------------------------------------
  /** @param {any} message */
  ask(message) {
    try { this.model.send({ client: this.client, ...message }); } catch { /* no kernel: the outbox keeps it and the state says so */ }
  }
  /** @param {string} [docId] */
  hello(docId) {
    this.asked.hello = Date.now();
    this.began = performance.now();
    this.ask({ type: "hello", doc_id: docId ?? this.doc?.doc_id ?? null, have_hash: docId ? null : this.doc?.text_hash ?? null });
  }
  /** Send an entry of the outbox, with the words it is about. @param {import("./outbox.js").Op} op */
  send(op) {
    const changes = op.changes?.map((change) => change.coding.start === undefined ? change : { ...change, coding: { ...change.coding, quote: this.map.quote(change.coding.start, /** @type {number} */ (change.coding.end)) } });
    this.ask(changes ? { ...op, changes } : op);
  }

  /** @param {any} message @param {DataView[]} buffers */
  receive(message, buffers) {
    this.heard = Date.now();
    const mine = message.client === this.client;
    if (message.type === "welcome") { if (mine) this.welcome(message, buffers); return; }
    if (message.doc_id && message.doc_id !== this.doc?.doc_id) return;
    switch (message.type) {
      case "ack": return this.acknowledged(message);
      case "changes": if (mine) { this.asked.poll = 0; this.take(message); this.seq = message.seq; } return;
      case "undone": this.take(message); if (mine) this.undone(message); else this.askHints(); return;
      case "conflict": return this.refused(message, this.words.conflict);
      case "invalid": return this.refused(message, fill(this.words.refused, message.message));
      case "store": this.outbox.later(message.op_id); if (mine) this.say(fill(this.words.storeLater, message.message), "error"); return this.showState();
      case "suggestions": if (mine) this.takeHints(message.items); return;
      case "documents": if (mine) { this.docs = message.items; this.showPanel(); } return;
    }
  }

  /** @param {any} message @param {DataView[]} buffers */
  welcome(message, buffers) {
    const w = this.words;
    this.asked.hello = 0;
    const isNew = this.doc?.text_hash !== message.doc.text_hash || this.doc?.doc_id !== message.doc.doc_id;
    if (isNew && !buffers.length) { this.doc = null; return this.hello(message.doc.doc_id); }
    this.doc = message.doc;
    Object.assign(this, { coder: message.coder, blind: message.blind, seq: message.seq, epoch: message.epoch, finished: message.finished });
    this.saved = Math.max(this.saved, message.seq);
    this.learn(message.codebook);
    if (isNew) {
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(buffers[0]);
      this.map = new TextMap(text);
      if (this.map.nPoints !== message.doc.n_code_points) { this.doc = null; return this.say(fill(w.refused, "text length"), "error"); }
      this.codings = new Codings(this.map);
      this.chosen = null; this.hints = []; this.hint = null; this.hintsKnown = false; this.sought = { text: "", hits: [], at: -1 };
    }
    this.codings.load(message.codings.map((/** @type {any[]} */ row) => this.codings.read(row)));
    const adopted = this.outbox.adopt(message.study, this.coder, this.doc.doc_id, this.doc.text_hash);
    for (const { op } of this.outbox.entries) this.foresee(op);
    if (!this.slots.codes.length) this.slots = new Slots(this.firstCodes());
    this.build(isNew);
    this.outbox.again();
    this.askHints();
    const notes = [adopted.taken && fill(w.restored, adopted.taken), adopted.elsewhere && fill(w.elsewhere, adopted.elsewhere), adopted.older && fill(w.older, adopted.older), message.n_of_older_text && fill(w.stale, message.n_of_older_text)];
    if (notes.some(Boolean)) this.say(notes.filter(Boolean).join(" · "));
    const start = this.began, detail = { read: message.read_ms };
    if (isNew) requestAnimationFrame(() => requestAnimationFrame(() => performance.measure("workbench-open", { start, end: performance.now(), detail })));
  }

  /** The codebook as it is now. @param {any} book */
  learn(book) {
    this.book = book;
    this.codes = new Map(book.codes.map((/** @type {any} */ code) => [code.id, code]));
    for (const family of book.families) book.codes.filter((/** @type {any} */ c) => c.family === family.id).forEach((/** @type {any} */ c, /** @type {number} */ i) => this.patterns.set(c.id, i));
    this.slots.codes = this.slots.codes.filter((code) => this.codes.has(code) && !this.codes.get(code).retired);
  }

  /** Codes for the digits: those the coder uses most here, then the core of the codebook. */
  firstCodes() {
    const own = new Map();
    for (const coding of this.codings.sorted) if (this.isOwn(coding)) own.set(coding.code, (own.get(coding.code) ?? 0) + 1);
    const used = [...own].sort((a, b) => b[1] - a[1]).map(([code]) => code).filter((code) => this.codes.has(code));
    const rest = this.book.codes.filter((code) => !code.retired);
    return [...new Set([...used, ...rest.filter((code) => code.core).map((code) => code.id), ...rest.map((code) => code.id)])];
  }

  /** Show what an entry of the outbox will do once it is saved. @param {import("./outbox.js").Op} op */
  foresee(op) {
    for (const { action, coding } of op.changes ?? []) {
      const old = this.codings.byId.get(coding.coding_id);
      if (action === "retract") this.codings.remove(coding.coding_id);
      else if (action === "add" && !old) this.codings.put(this.codings.placed({ id: coding.coding_id, start: coding.start ?? 0, end: coding.end ?? 0, code: coding.code_id ?? "", coder: this.coder, event: null, memo: coding.memo ?? "", attributes: coding.attributes ?? {}, at: new Date(op.made).toISOString(), reason: "", pending: true }));
      else if (old) this.codings.put(this.codings.placed({ ...old, start: coding.start ?? old.start, end: coding.end ?? old.end, code: coding.code_id ?? old.code, memo: coding.memo ?? old.memo, attributes: coding.attributes ?? old.attributes, pending: true }));
    }
  }

  /** @param {any} message */
  acknowledged(message) {
    this.saved = Math.max(this.saved, message.seq);
    const events = new Map(message.items.map((/** @type {any[]} */ row) => [row[0], row[5]]));
    const op = /** @type {any} */ (this.outbox.settle(message.op_id, events));
    if (message.codebook) this.learn(message.codebook);
    if (op && message.code_id) {
      this.last = message.code_id;
      this.slots.use(message.code_id);
      if (op.coding_id) this.chosen = op.coding_id;
      this.say(fill(this.words.made, this.nameOf(message.code_id)));
    } else if (op && message.codebook) this.say(`✓ ${this.words.change}`);
    this.take(message);
    if (message.codebook) this.refresh();
    if (message.finished !== undefined) { this.finished = message.finished; this.showHead(); if (this.docs) this.ask({ type: "documents" }); }
    if (op && !op.changes) this.askHints();
    this.runUndo();
    this.showState();
  }

  /** The kernel will never save this: say so, and show what the store has. @param {any} message @param {string} why */
  refused(message, why) {
    if (message.op_id && !this.outbox.settle(message.op_id)) return;
    this.say(why, "error");
    this.hello();
  }

  /** Codings as they stand in the store. @param {{items: any[][], gone: string[]}} message */
  take(message) {
    if (!message.items.length && !message.gone.length) return;
    const waiting = new Set(this.outbox.entries.flatMap(({ op }) => (op.changes ?? []).map((change) => change.coding.coding_id)));
    for (const id of message.gone) if (!waiting.has(id)) this.codings.remove(id);
    for (const row of message.items) {
      if (waiting.has(row[0]) || this.resizing?.id === row[0]) { const old = this.codings.byId.get(row[0]); if (old) old.event = row[5]; continue; }
      this.codings.put(this.codings.read(row));
      if (!this.codes.has(row[3]) && !this.asked.hello) this.hello(); // a code made elsewhere
    }
    this.refresh();
  }

  /** @param {any} message */
  undone(message) {
    const w = this.words, isUndo = message.op_id?.startsWith("undo");
    this.saved = Math.max(this.saved, message.seq);
    if (message.finished !== undefined) { this.finished = message.finished; this.showHead(); }
    this.say(message.n ? fill(isUndo ? w.undone : w.redone, message.n) : isUndo ? w.nothingToUndo : w.nothingToRedo);
    if (message.items.length === 1) { const coding = this.codings.byId.get(message.items[0][0]); if (coding) this.jump(coding, false); }
    this.askHints();
    this.showState();
  }

  tick() {
    const now = Date.now();
    this.outbox.pump();
    if (this.asked.hello && now - this.asked.hello > 15000) this.hello();
    const isSeen = document.visibilityState === "visible" && this.root.isConnected;
    if (this.doc && isSeen && !this.asked.hello && (!this.asked.poll || now - this.asked.poll > 5000) && now - (this.polled ?? 0) > POLL) {
      this.polled = now;
      if (!this.asked.poll) this.asked.poll = now;
      this.ask({ type: "poll", since: this.seq, doc_id: this.doc.doc_id });
    }
    this.showState();
  }

  // --- coding --------------------------------------------------------------------------------------
  /** The passage that a key is about: what is selected, else that of the coding chosen. */
  passage() {
    if (!this.reader) return null;
    const { from, to } = this.reader.view.state.selection.main;
    if (from !== to) return this.map.passage(from, to);
    const coding = this.current();
    return coding ? { start: coding.start, end: coding.end } : null;
  }

  /** @param {import("./outbox.js").Change[]} changes */
  apply(changes) {
    const op = this.outbox.push({ type: "apply", doc_id: this.doc.doc_id, text_hash: this.doc.text_hash, changes });
    this.foresee(op);
    this.refresh();
    this.showState();
  }

  /** @param {string|null} code */
  assign(code) {
    const w = this.words, place = this.passage();
    this.enterDraft(); this.enterResize();
    if (!code || !this.doc) return;
    if (!place) return this.say(w.chooseFirst, "hint");
    this.last = code;
    this.slots.use(code);
    const same = this.codings.sorted.find((c) => c.start === place.start && c.end === place.end && c.code === code && this.isOwn(c));
    if (same) { this.choose(same.id); return this.say(fill(w.already, this.nameOf(code)), "hint"); }
    const id = newId();
    this.chosen = id;
    this.hidden.delete(code);
    this.apply([{ action: "add", coding: { coding_id: id, code_id: code, ...place } }]);
    this.say(fill(w.coded, this.nameOf(code)));
  }

  /** Families in which the words of the search field could become a code. */
  creatable() {
    const label = this.query.trim();
    const isThere = this.book.codes.some((code) => [code.zh, code.en, code.id].some((text) => text.toLowerCase() === label.toLowerCase()));
    return label && !isThere ? this.book.families : [];
  }
  /** A new code, and the passage selected as its first coding. @param {string} label @param {string} family */
  create(label, family) {
    const place = this.passage();
    this.outbox.push(/** @type {any} */ ({ type: "create", doc_id: this.doc.doc_id, text_hash: this.doc.text_hash, label, family, ...(place ? { coding_id: newId(), ...place } : {}) }));
    this.showState();
  }
  /** The passage itself as a code, in the family of the code used last. */
  vivo() {
    const place = this.passage();
    if (!place || !this.doc) return this.say(this.words.chooseFirst, "hint");
    const free = this.book.families.filter((family) => !family.max);
    const family = this.codes.get(this.last ?? "")?.family ?? (free[0] ?? this.book.families[0])?.id;
    this.outbox.push(/** @type {any} */ ({ type: "vivo", doc_id: this.doc.doc_id, text_hash: this.doc.text_hash, family, coding_id: newId(), ...place }));
    this.showState();
  }
  /** @param {string} code @param {string} reason @param {any[]} changes operation and value */
  revise(code, reason, changes) {
    if (!reason.trim()) { this.helpBox.querySelector(".wbc-reason")?.focus(); return this.say(this.words.needReason, "error"); }
    for (const [operation, value] of changes) this.outbox.push(/** @type {any} */ ({ type: "codebook", doc_id: this.doc.doc_id, text_hash: this.doc.text_hash, code_id: code, operation, value, reason }));
    if (changes.length) this.say(this.words.changing);
    this.closeHelp();
    this.showState();
  }
  /** @param {string} code @param {number} digit */
  pin(code, digit) { this.slots.pin(code, digit); this.say(fill(this.words.pinned, this.nameOf(code), this.slots.digit(code))); this.showTree(); }
  /** @param {string|null|undefined} code */
  menu(code) {
    if (!code || !this.codes.has(code)) return this.say(this.words.noCurrent, "hint");
    this.helpBox.replaceChildren(...panels.codeMenu(this, code));
    this.helpBox.hidden = false;
    this.helpBox.querySelector("input")?.focus();
  }

  /** @param {Partial<import("./outbox.js").Coding>} values @param {Coding|null} [coding] */
  change(values, coding = this.current()) {
    if (!coding || !this.isOwn(coding)) return;
    this.apply([{ action: "change", coding: { coding_id: coding.id, ...values }, base_event: coding.event }]);
  }

  /** @param {string} name @param {string} value */
  describe(name, value) {
    const coding = this.current();
    if (!coding) return;
    const attributes = { ...coding.attributes, [name]: value };
    if (!value) delete attributes[name];
    this.change({ attributes });
  }

  removeCurrent() {
    const coding = this.current();
    if (!coding) return this.say(this.words.noCurrent, "hint");
    if (!this.isOwn(coding)) return this.say(fill(this.words.others, coding.coder), "hint");
    this.dropResize();
    this.apply([{ action: "retract", coding: { coding_id: coding.id }, base_event: coding.event }]);
    this.chosen = null;
    this.refresh();
    this.say(fill(this.words.removed, this.nameOf(coding.code)));
  }

  /** @param {"undo"|"redo"} what */
  takeBack(what) { this.enterDraft(); this.enterResize(); this.waitingUndo.push(what); this.runUndo(); }
  /** Undo waits until what was done is saved, so that it takes back what the coder sees. */
  runUndo() {
    if (this.outbox.size || !this.waitingUndo.length || !this.doc) return;
    const what = /** @type {string} */ (this.waitingUndo.shift());
    this.ask({ type: what, op_id: `${what}-${newId()}`, doc_id: this.doc.doc_id, text_hash: this.doc.text_hash });
  }

  /** Move an end by a character; saved when the keys rest. @param {"start"|"end"} side @param {1|-1} step */
  nudge(side, step) {
    const coding = this.current();
    if (!coding || !this.isOwn(coding)) return this.say(this.words.noCurrent, "hint");
    this.resize(coding, side, this.map.beside(coding[side], step));
  }
  /** @param {Coding} coding @param {"start"|"end"} side @param {number} point */
  resize(coding, side, point) {
    const start = side === "start" ? point : coding.start, end = side === "end" ? point : coding.end;
    if (start < 0 || end > this.map.nPoints || start >= end) return;
    if (this.resizing && this.resizing.id !== coding.id) this.enterResize();
    clearTimeout(this.resizing?.timer);
    this.codings.put(this.codings.placed({ ...coding, start, end, pending: true }));
    this.resizing = { id: coding.id, timer: setTimeout(() => this.enterResize(), RESIZE) };
    this.refresh();
    this.showState();
  }
  enterResize() {
    const coding = this.resizing && this.codings.byId.get(this.resizing.id);
    this.dropResize();
    if (coding) this.change({ start: coding.start, end: coding.end }, coding);
  }
  dropResize() { clearTimeout(this.resizing?.timer); this.resizing = null; }
  /** @param {"start"|"end"} side @param {MouseEvent} _ */
  grab(side, _) {
    const move = (/** @type {MouseEvent} */ event) => {
      const coding = this.current(), at = this.reader?.view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (coding && typeof at === "number") { this.resize(coding, side, this.map.pointOfView(at)); clearTimeout(this.resizing?.timer); }
    };
    const drop = () => { window.removeEventListener("mousemove", move); window.removeEventListener("mouseup", drop); this.enterResize(); };
    window.addEventListener("mousemove", move);
    window.addEventListener("mouseup", drop);
  }

  /** @param {string} id @param {string} memo */
  drafting(id, memo) { this.draft = { id, memo }; this.showState(); }
  enterDraft() {
    const draft = this.draft, coding = draft && this.codings.byId.get(draft.id);
    this.draft = null;
    if (draft && coding && coding.memo !== draft.memo) this.change({ memo: draft.memo }, coding);
    this.showState();
  }

  // --- moving --------------------------------------------------------------------------------------
  /** @param {string|null} id */
  choose(id) { if (this.draft) this.enterDraft(); this.chosen = id; this.tab = this.tab === "list" ? "list" : "detail"; this.refresh(); }
  /** @param {Coding} coding @param {boolean} [focus] */
  jump(coding, focus = true) { this.choose(coding.id); this.reader?.show(coding.from, coding.to); if (focus) this.focusText(); }
  /** @param {number} at */
  click(at) {
    const here = this.codings.at(at).filter((coding) => this.isVisible(coding));
    const before = here.findIndex((coding) => coding.id === this.chosen);
    this.choose(here.length ? here[(before + 1) % here.length].id : null);
    const hint = this.hints.find((one) => one.from <= at && at < one.to);
    if (!here.length && hint) this.showHint(hint, false);
  }
  cycle() { if (this.reader) this.click(this.reader.view.state.selection.main.head); }
  /** @param {1|-1} step */
  go(step) {
    if (!this.reader) return;
    const { from, to } = this.reader.view.state.selection.main;
    const next = this.codings.beside({ from, to, id: this.chosen ?? "" }, step, (coding) => this.isWanted(coding));
    if (next) this.jump(next);
  }
  /** @param {"code"|"coder"} what @param {string} value */
  filterBy(what, value) { this.filter[what] = value; this.refresh(); }
  /** @param {string} code */
  toggle(code) { if (!this.hidden.delete(code)) this.hidden.add(code); this.refresh(); }
  focusText() { this.reader?.view.focus(); }

  /** @param {string} text @param {1|-1|0} step */
  seek(text, step) {
    if (text !== this.sought.text) {
      const hay = this.map.text.toLowerCase(), needle = text.toLowerCase();
      /** @type {[number, number][]} */
      const hits = [];
      // a letter whose small form is longer would move all that follows: then capitals must agree
      const source = hay.length === this.map.text.length ? hay : this.map.text;
      for (let at = needle ? source.indexOf(needle) : -1; at >= 0 && hits.length < 10000; at = source.indexOf(needle, at + needle.length)) hits.push([this.map.viewOfUnit(at, "start"), this.map.viewOfUnit(at + needle.length, "end")]);
      const head = this.reader?.view.state.selection.main.from ?? 0;
      const first = hits.findIndex(([from]) => from >= head);
      this.sought = { text, hits, at: hits.length ? Math.max(0, first) : -1 };
    } else if (this.sought.hits.length) this.sought.at = (this.sought.at + step + this.sought.hits.length) % this.sought.hits.length;
    const hit = this.sought.hits[this.sought.at];
    if (hit) this.reader?.show(hit[0], hit[1], true); else this.reader?.redraw();
    this.hitCount.textContent = text ? (hit ? fill(this.words.hits, this.sought.at + 1, this.sought.hits.length) : this.words.noHits) : "";
  }

  // --- suggestions and documents -------------------------------------------------------------------
  askHints() { if (this.doc && !this.blind) this.ask({ type: "suggestions", doc_id: this.doc.doc_id }); else this.hintsKnown = true; }
  /** @param {any[][]} items */
  takeHints(items) {
    this.hintsKnown = true;
    this.hints = items.map(([id, start, end, code, by, confidence]) => ({ id, start, end, code, by, confidence, from: this.map.viewOfPoint(start, "start"), to: this.map.viewOfPoint(end, "end") }));
    this.longestHint = this.hints.reduce((most, hint) => Math.max(most, hint.to - hint.from), 0);
    this.refresh();
  }
  /** @param {number} from @param {number} to */
  hintsWithin(from, to) {
    if (this.tab !== "suggestions" && !this.hint) return [];
    let low = 0, high = this.hints.length;
    const start = from - (this.longestHint ?? 0);
    while (low < high) { const middle = (low + high) >> 1; if (this.hints[middle].from < start) low = middle + 1; else high = middle; }
    const found = [];
    for (let i = low; i < this.hints.length && this.hints[i].from < to; i += 1) if (this.hints[i].to > from) found.push(this.hints[i]);
    return found;
  }
  /** @param {any} hint @param {boolean} [scroll] */
  showHint(hint, scroll = true) {
    this.hint = hint.id; this.tab = "suggestions"; this.chosen = null;
    this.refresh();
    if (scroll) { this.reader?.show(hint.from, hint.to); this.focusText(); }
    this.say(`${this.words.suggestions}: ${this.nameOf(hint.code)}`);
  }
  nextHint() {
    const head = this.reader?.view.state.selection.main.head ?? 0, here = this.hints.findIndex((hint) => hint.id === this.hint);
    const next = here >= 0 ? this.hints[(here + 1) % this.hints.length] : this.hints.find((hint) => hint.from >= head) ?? this.hints[0];
    if (next) this.showHint(next); else this.say(this.blind ? this.words.blind : this.words.noSuggestions, "hint");
  }
  /** @param {"accept"|"refuse"} what @param {any[]} hints */
  settleHints(what, hints) {
    if (!hints.length || !this.doc) return;
    const ids = new Set(hints.map((hint) => hint.id)), index = this.hints.findIndex((hint) => ids.has(hint.id));
    this.outbox.push({ type: what, doc_id: this.doc.doc_id, text_hash: this.doc.text_hash, ids: [...ids] });
    this.hints = this.hints.filter((hint) => !ids.has(hint.id));
    const next = this.hints[index] ?? null;
    if (hints.length === 1 && next) this.showHint(next); else { this.hint = null; this.refresh(); }
    this.showState();
  }
  /** @param {string} code */
  openHint(code) { if (!this.openHints.delete(code)) this.openHints.add(code); this.showPanel(); }
  /** @param {string} docId */
  open(docId) {
    this.enterDraft(); this.enterResize();
    if (this.outbox.size) return this.say(this.words.waitSave, "error");
    this.tab = "detail";
    this.say(this.words.loading);
    this.hello(docId);
  }
  finish() {
    if (!this.doc) return;
    this.outbox.push({ type: this.finished ? "reopen" : "finish", doc_id: this.doc.doc_id, text_hash: this.doc.text_hash });
    this.showState();
  }

  // --- keys ----------------------------------------------------------------------------------------
  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const isField = target.matches?.("input, textarea, select");
    if (event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    const done = () => { event.preventDefault(); event.stopPropagation(); };
    if (event.key === "Escape") { done(); this.closeHelp(); this.enterDraft(); if (isField) this.focusText(); else this.choose(null); return; }
    if (mod && event.key === "Enter" && isField) { done(); this.enterDraft(); this.focusText(); return; }
    if (mod && event.key.toLowerCase() === "f") { done(); this.searchField.focus(); this.searchField.select(); return; }
    if (isField || event.altKey) return;
    const key = event.key === "Process" || event.key === "Unidentified" ? fromCode(event) : event.key;
    if (mod) {
      if (key.toLowerCase() === "z") { done(); this.takeBack(event.shiftKey ? "redo" : "undo"); }
      else if (key.toLowerCase() === "y") { done(); this.takeBack("redo"); }
      return;
    }
    /** @type {Record<string, () => void>} */
    const actions = {
      "/": () => { this.codeField.focus(); this.codeField.select(); },
      "q": () => this.last ? this.assign(this.last) : this.say(this.words.noLast, "hint"),
      "o": () => this.cycle(), "n": () => this.go(1), "p": () => this.go(-1),
      "v": () => this.vivo(), "e": () => this.menu(this.current()?.code ?? this.last),
      "m": () => this.focusPanel("textarea"), "a": () => this.focusPanel("select[data-attribute]"),
      "[": () => this.nudge("end", -1), "]": () => this.nudge("end", 1), "{": () => this.nudge("start", -1), "}": () => this.nudge("start", 1),
      "Delete": () => this.removeCurrent(), "Backspace": () => this.removeCurrent(),
      "s": () => this.nextHint(), "y": () => this.settleHints("accept", this.hints.filter((hint) => hint.id === this.hint)), "x": () => this.settleHints("refuse", this.hints.filter((hint) => hint.id === this.hint)),
      "?": () => this.help(),
    };
    for (let digit = 1; digit <= 9; digit += 1) actions[String(digit)] = () => this.slots.code(digit) ? this.assign(this.slots.code(digit)) : this.say(fill(this.words.noDigit, digit), "hint");
    const action = actions[key.length === 1 ? key.toLowerCase() : key];
    if (action && !(target.matches?.("button") && key === " ")) { done(); action(); }
  }
  /** @param {string} selector */
  focusPanel(selector) {
    if (!this.current()) return this.say(this.words.noCurrent, "hint");
    this.tab = "detail";
    this.showPanel();
    const field = this.panel.querySelector(selector);
    field?.focus();
  }
  help() { this.helpBox.replaceChildren(panels.keyList(this), make("button", { type: "button", onclick: () => this.closeHelp() }, this.words.close)); this.helpBox.hidden = false; this.helpBox.querySelector("button")?.focus(); }
  closeHelp() { if (!this.helpBox.hidden) { this.helpBox.hidden = true; this.focusText(); } }

  // --- what is shown -------------------------------------------------------------------------------
  /** Build the frame; the text only when it is another one. @param {boolean} [isNewText] */
  build(isNewText = false) {
    const w = this.words;
    this.head = make("header", { class: "wbc-head" });
    this.state = make("span", { class: "wbc-state", role: "status", "aria-live": "polite" });
    this.note = make("span", { class: "wbc-note", role: "status", "aria-live": "polite" });
    this.searchField = make("input", { type: "search", class: "wbc-search", placeholder: `${w.search} (Ctrl+F)`, "aria-label": w.search, value: this.sought.text, onkeydown: (/** @type {KeyboardEvent} */ e) => { if (e.key === "Enter" && !e.isComposing) { e.preventDefault(); this.seek(this.searchField.value, e.shiftKey ? -1 : 1); } } });
    this.hitCount = make("span", { class: "wbc-quiet", "aria-live": "polite" });
    this.codeField = make("input", { type: "search", class: "wbc-find", placeholder: `/ ${w.find}`, "aria-label": w.find, role: "combobox", "aria-expanded": "true", "aria-controls": `${this.uid}-codes`, value: this.query, oninput: () => this.narrow(this.codeField.value), onkeydown: (/** @type {KeyboardEvent} */ e) => this.findKey(e) });
    this.tree = make("div", { class: "wbc-tree", id: `${this.uid}-codes`, role: "listbox", "aria-label": w.codes, tabindex: "0", "data-lm-suppress-shortcuts": "true", onkeydown: (/** @type {KeyboardEvent} */ e) => this.findKey(e) });
    this.tabs = make("div", { class: "wbc-tabs", role: "tablist" });
    this.panel = make("div", { class: "wbc-panel", role: "tabpanel", tabindex: "0" });
    this.helpBox = make("div", { class: "wbc-help", role: "dialog", "aria-label": w.help, hidden: true });
    const keep = this.reader && !isNewText ? this.textBox : null;
    this.textBox = keep ?? make("div", { class: "wbc-text" });
    const side = make("aside", { class: "wbc-side", "aria-label": w.coding }, this.tabs, this.panel);
    this.frame = make("div", { class: "wbc", lang: this.language === "en" ? "en" : "zh-CN", role: "region", "aria-label": w.page, "data-lm-suppress-shortcuts": "true" },
      this.head, make("div", { class: "wbc-body" }, make("nav", { class: "wbc-left", "aria-label": w.codes }, this.codeField, this.tree), this.textBox, side), this.foot(), this.helpBox);
    this.frame.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event), true);
    const scroll = this.reader?.view.scrollDOM.scrollTop ?? 0;
    this.root.replaceChildren(this.frame);
    if (this.doc && !keep) this.readText();
    else if (keep && this.reader) { this.reader.relabel(this.textLabel()); this.reader.view.scrollDOM.scrollTop = scroll; }
    this.refresh();
    this.showHead();
  }
  foot() {
    const w = this.words;
    /** @param {string} label @param {string} title @param {() => void} does */
    const button = (label, title, does) => make("button", { type: "button", class: "wbc-plain", title, "aria-label": title, onclick: does }, label);
    return make("footer", { class: "wbc-foot" }, this.note,
      button(`↶ ${w.undo}`, `${w.undo} (Ctrl+Z)`, () => this.takeBack("undo")), button(`↷ ${w.redo}`, `${w.redo} (Ctrl+Shift+Z)`, () => this.takeBack("redo")),
      button(`? ${w.help}`, w.help, () => this.help()), button(w.language, w.language, () => this.switchLanguage()));
  }
  textLabel() { return fill(this.words.text, this.doc?.title ?? ""); }
  readText() {
    this.reader?.view.destroy();
    this.reader = reader({
      parent: this.textBox, map: this.map, label: this.textLabel(), click: (at) => this.click(at),
      selected: (view, byKeyboard) => {
        const { from, to } = view.state.selection.main;
        if (from === to) return;
        const place = this.map.passage(from, to);
        if (place && byKeyboard) this.say(`${fill(this.words.selected, place.end - place.start)}: ${this.snippet(place.start, place.end)}`);
      },
      source: {
        visible: (from, to) => this.codings.within(from, to).filter((coding) => this.isVisible(coding)),
        look: (code) => this.look(code), isOwn: (coding) => this.isOwn(coding), current: () => this.current(),
        hints: (from, to) => this.hintsWithin(from, to), hint: () => this.hint,
        hits: (from, to) => this.sought.hits.filter(([a, b]) => a < to && b > from).map(([a, b], i, all) => ({ from: a, to: b, isCurrent: all[i] === this.sought.hits[this.sought.at] })),
        choose: (id) => this.choose(id), grab: (side, event) => this.grab(side, event),
      },
    });
    const { view } = this.reader;
    requestAnimationFrame(() => { const root = this.root.getRootNode(); if (root instanceof ShadowRoot) view.setRoot(root); });
  }
  /** The marks first, for they are what the coder waits for; the lists when the browser has time. */
  refresh() {
    this.reader?.redraw();
    if (this.later) return;
    this.later = requestAnimationFrame(() => setTimeout(() => { this.later = 0; this.showTree(); this.showPanel(); }));
  }
  showHead() {
    const w = this.words, doc = this.doc;
    this.head.replaceChildren(
      make("strong", {}, doc ? doc.title : "…"),
      doc ? make("span", { class: "wbc-quiet" }, [doc.title === doc.doc_id ? null : doc.doc_id, doc.status === "simulated" ? w.simulated : null, fill(w.chars, doc.n_code_points.toLocaleString()), this.coder].filter(Boolean).join(" · ")) : make("span", { class: "wbc-quiet" }, w.loading),
      doc ? make("button", { type: "button", class: "wbc-finish", "aria-pressed": this.finished, onclick: () => this.finish() }, this.finished ? `✓ ${w.done}` : w.markDone) : null,
      make("span", { class: "wbc-gap" }), this.searchField, this.hitCount, this.state);
    this.showState();
  }
  switchLanguage() {
    this.enterDraft();
    this.model.set("language", this.language === "en" ? "zh" : "en");
    this.model.save_changes();
    this.build();
  }
  showState() {
    const w = this.words, n = this.outbox.size, silent = Date.now() - this.heard;
    let [kind, text] = ["saved", `✓ ${fill(w.saved, this.saved)}`];
    if (!this.doc) [kind, text] = silent > GIVE_UP * 2 ? ["unsaved", `⚠ ${w.lost}`] : ["saving", w.loading];
    else if (n && (this.outbox.age > GIVE_UP && silent > GIVE_UP / 2)) [kind, text] = ["unsaved", `⚠ ${fill(w.unsaved, n)}`];
    else if (n && this.outbox.age > 2000) [kind, text] = ["waiting", fill(w.waiting, n)];
    else if (n || this.resizing) [kind, text] = ["saving", fill(w.saving, n || "")];
    else if (this.draft) [kind, text] = ["saving", `✎ ${w.editing}`];
    else if (silent > GIVE_UP * 2 && document.visibilityState === "visible") [kind, text] = ["waiting", fill(w.away, this.saved)];
    if (this.state.textContent === text) return;
    this.state.textContent = text;
    this.state.dataset.state = kind;
  }
  /** @param {string} text @param {"info"|"hint"|"error"} [kind] */
  say(text, kind = "info") { this.note.textContent = text; this.note.dataset.kind = kind; }
  /** @param {string} query */
  narrow(query) { this.query = query; this.pick = query.trim() ? this.options()[0] ?? null : null; this.showTree(); }
  /** What Enter may choose, in the order shown. */
  options() {
    const found = this.found();
    return [...this.book.families.flatMap((family) => found.filter((code) => code.family === family.id).map((code) => code.id)), ...this.creatable().map((family) => `+${family.id}`)];
  }
  /** @param {string|null} pick */
  enter(pick) {
    const label = this.query.trim();
    this.query = this.codeField.value = ""; this.pick = null;
    if (pick?.startsWith("+")) this.create(label, pick.slice(1)); else if (pick) this.assign(pick);
    this.showTree();
    this.focusText();
  }
  /** @param {KeyboardEvent} event */
  findKey(event) {
    if (event.isComposing) return;
    const options = this.options(), at = options.indexOf(this.pick ?? "");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.pick = options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length] ?? null;
      this.showTree();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.enter(this.pick);
    }
  }
  showTree() {
    const scroll = this.tree.scrollTop;
    this.tree.replaceChildren(...panels.codeTree(this));
    this.tree.scrollTop = scroll;
    if (this.pick) { for (const field of [this.codeField, this.tree]) field.setAttribute("aria-activedescendant", `${this.uid}-${this.pick}`); this.tree.querySelector(".wbc-code[aria-selected=true]")?.scrollIntoView({ block: "nearest" }); }
  }
  showPanel() {
    const w = this.words;
    /** @type {[string, string][]} */
    const tabs = [["detail", w.detail], ["list", `${w.list} ${this.codings.byId.size || ""}`], ["suggestions", `${w.suggestions} ${this.hints.length || ""}`], ["documents", w.documents]];
    const focused = /** @type {HTMLElement|null} */ (/** @type {any} */ (this.root.getRootNode()).activeElement);
    const onTab = focused && this.tabs.contains(focused) ? focused.dataset.tab : null;
    this.tabs.replaceChildren(...tabs.map(([id, label]) => make("button", { type: "button", role: "tab", "data-tab": id, "aria-selected": this.tab === id, tabindex: this.tab === id ? "0" : "-1", onclick: () => this.showTab(id), onkeydown: (/** @type {KeyboardEvent} */ e) => this.tabKey(e, tabs.map(([one]) => one)) }, label.trim())));
    if (onTab) /** @type {any} */ (this.tabs.querySelector("[aria-selected=true]"))?.focus();
    if (focused?.matches?.("textarea, select") && this.panel.contains(focused) && focused.dataset.coding === this.chosen) return; // somebody writes
    const again = focused && this.panel.contains(focused) ? focused.dataset.attribute : null;
    const content = { detail: panels.detail, list: panels.list, suggestions: panels.hints, documents: panels.documents }[this.tab] ?? panels.detail;
    const scroll = this.shownTab === this.tab ? this.panel.scrollTop : 0;
    this.panel.replaceChildren(...content(this));
    this.panel.scrollTop = scroll;
    this.shownTab = this.tab;
    if (again) /** @type {any} */ (this.panel.querySelector(`[data-attribute="${CSS.escape(again)}"]`))?.focus();
  }
  /** @param {string} id */
  showTab(id) {
    this.enterDraft();
    this.tab = id;
    if (id === "documents") this.ask({ type: "documents" });
    if (id !== "suggestions") this.hint = null;
    this.showPanel();
    this.reader?.redraw();
  }
  /** @param {KeyboardEvent} event @param {string[]} ids */
  tabKey(event, ids) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.showTab(ids[(ids.indexOf(this.tab) + step + ids.length) % ids.length]);
  }
}

/** @returns {any} */
function storage() { try { return window.localStorage; } catch { return null; } }

/** The key by its place, where an input method hides its letter. @param {KeyboardEvent} event */
function fromCode(event) {
  const named = { Slash: event.shiftKey ? "?" : "/", BracketLeft: event.shiftKey ? "{" : "[", BracketRight: event.shiftKey ? "}" : "]" };
  return named[event.code] ?? event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase();
}
