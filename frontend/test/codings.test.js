import assert from "node:assert/strict";
import test from "node:test";
import { Codings, readAttributes, stretches } from "../src/codings.js";
import { TextMap } from "../src/offsets.js";
import { underlines, checkedColour } from "../src/palette.js";
import { Slots } from "../src/slots.js";

const map = new TextMap("字".repeat(900) + "\n" + "词".repeat(900));
function many(n, seed = 3) {
  const codings = new Codings(map);
  const next = (m) => (seed = (seed * 1103515245 + 12345) % 2147483648) % m;
  codings.load(Array.from({ length: n }, (_, i) => { const start = next(1700); return codings.read([`c${i}`, start, start + 1 + next(90), `k${next(5)}`, "li", i, "", "{}", "", ""]); }));
  return codings;
}
const overlap = (a, b) => a.from < b.to && b.from < a.to;

test("those within a stretch are those that overlap it, whatever was put in and taken out", () => {
  const codings = many(300);
  for (let i = 0; i < 100; i += 3) codings.remove(`c${i}`);
  for (let i = 0; i < 40; i += 1) codings.put(codings.read([`n${i}`, i * 40, i * 40 + 55, "k1", "li", 1, "", "{}", "", ""]));
  for (let from = 0; from < 1800; from += 61) {
    const found = codings.within(from, from + 30).map((c) => c.id).sort();
    const wanted = [...codings.byId.values()].filter((c) => overlap(c, { from, to: from + 30 })).map((c) => c.id).sort();
    assert.deepEqual(found, wanted);
  }
});

test("no two codings of one lane overlap", () => {
  const codings = many(200);
  codings.put(codings.read(["new", 100, 900, "k1", "li", 1, "", "{}", "", ""]));
  const all = codings.sorted;
  for (const a of all) for (const b of all) if (a !== b && a.lane === b.lane) assert.ok(!overlap(a, b));
});

test("stretches cover what is coded, once, each with those that lie over all of it", () => {
  const codings = many(60), parts = stretches(codings.within(200, 700), 200, 700);
  parts.forEach((part, i) => {
    assert.ok(i === 0 || parts[i - 1].to <= part.from);
    assert.deepEqual(part.over.map((c) => c.id).sort(), codings.within(part.from, part.to).map((c) => c.id).sort());
  });
});

test("next and previous go round, among those wanted", () => {
  const codings = new Codings(map);
  codings.load([[10, "a"], [20, "b"], [30, "a"]].map(([start, code], i) => codings.read([`c${i}`, start, start + 5, code, "li", i, "", "{}", "", ""])));
  const isA = (c) => c.code === "a";
  assert.equal(codings.beside({ from: 0, to: 0, id: "" }, 1, isA).id, "c0");
  assert.equal(codings.beside({ from: 10, to: 15, id: "c0" }, 1, isA).id, "c2");
  assert.equal(codings.beside({ from: 30, to: 35, id: "c2" }, 1, isA).id, "c0");
  assert.equal(codings.beside({ from: 0, to: 0, id: "" }, -1, isA).id, "c2");
  assert.equal(codings.beside({ from: 0, to: 0, id: "" }, 1, () => false), null);
});

test("a hostile colour or attribute becomes nothing", () => {
  assert.equal(checkedColour("#0072b2"), "#0072b2");
  for (const colour of ["red;background:url(x)", "#12345", "</style>", null, 5]) assert.equal(checkedColour(colour), "#6b7280");
  assert.ok(!underlines([{ colour: "url(//x)", pattern: 1, lane: 0, isOwn: true, isCurrent: false }]).includes("url"));
  assert.deepEqual(readAttributes("[1]"), {});
  assert.deepEqual(readAttributes("{"), {});
  assert.deepEqual(readAttributes('{"valence":"pos"}'), { valence: "pos" });
});

test("a digit keeps its code until it was not used for longest", () => {
  const slots = new Slots([..."abcdefghijk"]);
  assert.deepEqual([slots.code(9), slots.digit("j")], ["i", 0]);
  slots.use("i"); slots.use("j"); // j takes the place of one never used
  assert.equal(slots.digit("i"), 9);
  assert.equal(slots.digit("j"), 8);
  slots.pin("a", 2);
  assert.deepEqual([slots.code(1), slots.code(2)], ["b", "a"]);
});
