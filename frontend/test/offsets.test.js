import assert from "node:assert/strict";
import test from "node:test";
import { around, graphemeAt, softBreaks, TextMap } from "../src/offsets.js";

/** Texts of every kind, the same at each run. */
function* texts() {
  let seed = 7;
  const next = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  const letters = ["社", "区", "。", "\n", "𠮷", "😀", "a", " ", "é", "👨‍👩‍👧", "；", "\u{20BB7}", "\ufeff"];
  for (let run = 0; run < 60; run += 1) yield Array.from({ length: next(2600) }, () => letters[next(run % 3 ? letters.length : 3)]).join("");
}

test("code points, units and positions of the view lead back to each other", () => {
  for (const text of texts()) {
    const map = new TextMap(text), points = Array.from(text);
    assert.equal(map.nPoints, points.length);
    for (let point = 0; point <= points.length; point += 7) {
      const unit = points.slice(0, point).join("").length;
      assert.equal(map.unitOfPoint(point), unit);
      assert.equal(map.pointOfUnit(unit), point);
      for (const side of ["start", "end"]) assert.equal(map.pointOfView(map.viewOfPoint(point, side)), point);
    }
  }
});

test("soft breaks add only line ends, cut no pair, and leave no long line", () => {
  for (const text of [...texts(), "字".repeat(5000), "𠮷".repeat(3000), "一句话。".repeat(2000)]) {
    const map = new TextMap(text);
    let rest = map.shown;
    for (const at of [...map.breakViews].reverse()) { assert.equal(rest[at], "\n"); rest = rest.slice(0, at) + rest.slice(at + 1); }
    assert.equal(rest, text);
    assert.ok(map.shown.split("\n").every((line) => line.length <= 1001));
    for (const unit of softBreaks(text)) assert.ok(!/[\ud800-\udbff]/.test(text[unit - 1]) || !/[\udc00-\udfff]/.test(text[unit]));
  }
});

test("what stands in the view between two places is the quote between them", () => {
  const text = "社区😀里的𠮷家，".repeat(400), map = new TextMap(text), points = Array.from(text);
  for (let start = 0; start < points.length - 40; start += 97) {
    const from = map.viewOfPoint(start, "start"), to = map.viewOfPoint(start + 37, "end");
    assert.equal(map.shown.slice(from, to).replace(/\n/g, ""), points.slice(start, start + 37).join(""));
    assert.equal(map.quote(start, start + 37), points.slice(start, start + 37).join(""));
  }
});

test("a passage has whole graphemes and no white space at its ends", () => {
  const map = new TextMap("  我们👨‍👩‍👧一家\n");
  assert.deepEqual(map.passage(0, map.shown.length), { start: 2, end: 11 });
  assert.equal(map.quote(2, 11), "我们👨‍👩‍👧一家");
  const cut = map.passage(2, 6); // into the family of three
  assert.equal(map.quote(cut.start, cut.end), "我们👨‍👩‍👧");
  assert.equal(map.passage(0, 2), null);
  assert.equal(map.beside(4, 1), 9);
  assert.equal(map.beside(9, -1), 4);
});

test("a letter with its marks is one", () => {
  assert.equal(graphemeAt("e\u0301x", 1, "start"), 0);
  assert.equal(graphemeAt("e\u0301x", 1, "end"), 2);
});

test("words and sentences are as Chinese has them", () => {
  const line = "志愿者来了。居民说很好。";
  assert.deepEqual(around(line, 8, "sentence"), [6, 12]);
  const [from, to] = around(line, 7, "word");
  assert.equal(line.slice(from, to), "居民");
});
