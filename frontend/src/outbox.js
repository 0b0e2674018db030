// What the kernel has not acknowledged yet. Each entry lies in the browser's storage too, without the words
// of the document, and is sent again until the kernel says that it is on the disk or refuses it for good.

/**
 * @typedef {{coding_id: string, code_id?: string, start?: number, end?: number, memo?: string, attributes?: Record<string, string>}} Coding
 * @typedef {{action: "add"|"change"|"retract", coding: Coding, base_event?: number|null}} Change
 * @typedef {{op_id: string, type: string, doc_id: string, text_hash: string, changes?: Change[], ids?: string[], made: number}} Op
 * @typedef {{getItem(key: string): string|null, setItem(key: string, value: string): void, removeItem(key: string): void, key(index: number): string|null, length: number}} Storage_
 */

/** Milliseconds after which a message is sent again. */
const PATIENCE = [2000, 4000, 8000, 15000];

/** An id that no other browser makes; needs no secure context. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  /**
   * @param {{send: (op: Op) => void, storage: Storage_ | null, now?: () => number}} world
   */
  constructor({ send, storage, now = Date.now }) {
    this.send = send;
    this.storage = storage;
    this.now = now;
    this.prefix = "";
    /** @type {{op: Op, sent: number, tries: number}[]} */
    this.entries = [];
  }

  /**
   * Name the study and the coder, and take over what an earlier page could not save in this document.
   * @param {string} study @param {string} coder @param {string} docId @param {string} textHash
   * @returns {{taken: number, elsewhere: number, older: number}}
   */
  adopt(study, coder, docId, textHash) {
    this.prefix = `workbench:unsaved:${study}:${coder}:`;
    const here = new Set(this.entries.map(({ op }) => op.op_id));
    const count = { taken: 0, elsewhere: 0, older: 0 };
    const found = [];
    for (const op of this.stored()) {
      if (here.has(op.op_id)) continue;
      if (op.doc_id !== docId) count.elsewhere += 1;
      else if (op.text_hash !== textHash) count.older += 1;
      else { found.push({ op, sent: 0, tries: 0 }); count.taken += 1; }
    }
    this.entries.push(...found.sort((a, b) => a.op.made - b.op.made));
    for (const { op } of this.entries) this.keep(op); // those made before the study was known
    return count;
  }

  /** @returns {Op[]} */
  stored() {
    const ops = [];
    for (let index = 0; this.storage && index < this.storage.length; index += 1) {
      const key = this.storage.key(index);
      if (!key || !key.startsWith(this.prefix)) continue;
      try { ops.push(JSON.parse(this.storage.getItem(key) ?? "")); } catch { /* not ours */ }
    }
    return ops;
  }

  /** @param {Op} op */
  keep(op) {
    if (!this.prefix) return;
    try { this.storage?.setItem(this.prefix + op.op_id, JSON.stringify(op)); } catch { /* full: it is still in memory */ }
  }

  /** @param {Omit<Op, "op_id"|"made">} op @returns {Op} */
  push(op) {
    const whole = { ...op, op_id: newId(), made: this.now() };
    this.entries.push({ op: whole, sent: 0, tries: 0 });
    this.keep(whole);
    this.pump();
    return whole;
  }

  /** Send what may be sent: what concerns a coding waits for what was done to it before. */
  pump() {
    const busy = new Set();
    let waits = false;
    for (const entry of this.entries) {
      const ids = (entry.op.changes ?? []).map((change) => change.coding.coding_id);
      const isFree = !waits && !ids.some((id) => busy.has(id));
      if (!entry.op.changes) waits = true; // marks and the like: strictly one after the other
      ids.forEach((id) => busy.add(id));
      const patience = entry.tries ? PATIENCE[Math.min(entry.tries, PATIENCE.length) - 1] : 0;
      if (isFree && this.now() - entry.sent >= patience) {
        entry.sent = this.now();
        entry.tries += 1;
        this.send(entry.op);
      }
    }
  }

  /**
   * The kernel has answered for good; what waits for this learns the events it builds on.
   * @param {string} opId @param {Map<string, number>} [events] coding id to its last event
   */
  settle(opId, events = new Map()) {
    const at = this.entries.findIndex(({ op }) => op.op_id === opId);
    if (at < 0) return null;
    const [{ op }] = this.entries.splice(at, 1);
    if (this.prefix) this.storage?.removeItem(this.prefix + opId);
    for (const later of this.entries) {
      for (const change of later.op.changes ?? []) {
        const event = events.get(change.coding.coding_id);
        if (event !== undefined && change.action !== "add" && later.tries === 0) { change.base_event = event; this.keep(later.op); }
      }
    }
    this.pump();
    return op;
  }

  /** The kernel could not save it now: it is sent again after its patience. @param {string} opId */
  later(opId) {
    const entry = this.entries.find(({ op }) => op.op_id === opId);
    if (entry) entry.sent = this.now();
  }

  /** All is sent anew, to a kernel that knows nothing of it. */
  again() {
    for (const entry of this.entries) { entry.sent = 0; entry.tries = 0; }
    this.pump();
  }

  get size() { return this.entries.length; }
  /** Age of the oldest entry in milliseconds. */
  get age() { return this.entries.length ? this.now() - Math.min(...this.entries.map(({ op }) => op.made)) : 0; }
}
