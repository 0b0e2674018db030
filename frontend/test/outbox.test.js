import assert from "node:assert/strict";
import test from "node:test";
import { Outbox } from "../src/outbox.js";

class Shelf {
  #kept = new Map();
  getItem(key) { return this.#kept.get(key) ?? null; }
  setItem(key, value) { this.#kept.set(key, value); }
  removeItem(key) { this.#kept.delete(key); }
  key(index) { return [...this.#kept.keys()][index] ?? null; }
  get length() { return this.#kept.size; }
}
const op = (action, id, further = {}) => ({ type: "apply", doc_id: "a", text_hash: "h", changes: [{ action, coding: { coding_id: id, ...further } }] });

function world() {
  const sent = [], clock = { now: 1000 }, storage = new Shelf();
  const outbox = new Outbox({ send: (one) => sent.push(one), storage, now: () => clock.now });
  outbox.adopt("s", "li", "a", "h");
  return { sent, clock, storage, outbox };
}

test("what is sent stays until it is acknowledged, and is sent again after a while", () => {
  const { sent, clock, outbox } = world();
  outbox.push(op("add", "1"));
  outbox.pump();
  assert.equal(sent.length, 1);
  clock.now += 2000; outbox.pump();
  clock.now += 2000; outbox.pump(); // patience grows
  assert.equal(sent.length, 2);
  clock.now += 2000; outbox.pump();
  assert.equal(sent.length, 3);
  assert.ok(sent.every((one) => one.op_id === sent[0].op_id));
  outbox.settle(sent[0].op_id);
  clock.now += 60000; outbox.pump();
  assert.deepEqual([outbox.size, sent.length], [0, 3]);
});

test("a change waits for what was done to its coding before, and builds on it", () => {
  const { sent, outbox } = world();
  outbox.push(op("add", "1")); outbox.push(op("change", "1", { memo: "m" })); outbox.push(op("add", "2"));
  assert.deepEqual(sent.map((one) => one.changes[0].coding.coding_id), ["1", "2"]);
  outbox.settle(sent[0].op_id, new Map([["1", 41]]));
  assert.equal(sent[2].changes[0].base_event, 41);
});

test("another page takes over what was not saved, of this document and text only", () => {
  const { outbox, storage } = world();
  outbox.push(op("add", "1")); outbox.push({ ...op("add", "2"), doc_id: "b" }); outbox.push({ ...op("add", "3"), text_hash: "old" });
  const sent = [], next = new Outbox({ send: (one) => sent.push(one), storage });
  assert.deepEqual(next.adopt("s", "li", "a", "h"), { taken: 1, elsewhere: 1, older: 1 });
  next.pump();
  assert.equal(sent[0].changes[0].coding.coding_id, "1");
  next.settle(sent[0].op_id);
  assert.equal(storage.length, 2);
  assert.deepEqual(new Outbox({ send() {}, storage }).adopt("s", "wang", "a", "h"), { taken: 0, elsewhere: 0, older: 0 });
});

test("a storage that refuses loses nothing of this page", () => {
  const storage = new Shelf();
  storage.setItem = () => { throw new Error("quota"); };
  const sent = [], outbox = new Outbox({ send: (one) => sent.push(one), storage });
  outbox.adopt("s", "li", "a", "h");
  outbox.push(op("add", "1"));
  assert.deepEqual([outbox.size, sent.length], [1, 1]);
});

test("marks and accepted suggestions go one after the other", () => {
  const { sent, outbox } = world();
  outbox.push({ type: "accept", doc_id: "a", text_hash: "h", ids: ["x"] });
  outbox.push({ type: "refuse", doc_id: "a", text_hash: "h", ids: ["y"] });
  assert.equal(sent.length, 1);
  outbox.settle(sent[0].op_id);
  assert.equal(sent[1].type, "refuse");
});
