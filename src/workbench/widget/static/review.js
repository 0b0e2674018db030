// The review page: what the repair did to a document, to accept or refuse. Plain DOM, nothing fetched.
// Every word of a document arrives in a message and is set as textContent; nothing is kept in the model.

const WORDS = {
  zh: {
    alarms: "警报", noAlarms: "没有警报", rules: "规则", noEdits: "这份文本没有改动，也没有建议。",
    applied: "已改", accepted: "已采纳", proposed: "建议", refused: "已拒绝",
    accept: "采纳", refuse: "拒绝", undo: "撤销决定", acceptAll: "全部采纳", refuseAll: "全部拒绝", undoAll: "撤销全部",
    original: "原文", repaired: "修复后", line: "第 {} 行", more: "再显示一些", choose: "选一条规则，再选一处改动。",
    saved: "已保存", saving: "保存中 …", loading: "读取中 …", chars: "字", certainty: "把握", nothing: "（空）", removed: "（删去）",
    keys: "键：j k 上下 · a 采纳 · r 拒绝 · u 撤销", language: "English", lost: "内核没有应答：请重新运行此单元格",
  },
  en: {
    alarms: "Alarms", noAlarms: "No alarms", rules: "Rules", noEdits: "Nothing was changed or proposed in this text.",
    applied: "applied", accepted: "accepted", proposed: "proposed", refused: "refused",
    accept: "Accept", refuse: "Refuse", undo: "Undo decision", acceptAll: "Accept all", refuseAll: "Refuse all", undoAll: "Undo all",
    original: "Original", repaired: "Repaired", line: "line {}", more: "Show more", choose: "Choose a rule, then a change.",
    saved: "saved", saving: "saving …", loading: "loading …", chars: "characters", certainty: "certainty", nothing: "(nothing)", removed: "(removed)",
    keys: "Keys: j k move · a accept · r refuse · u undo", language: "中文", lost: "The kernel does not answer: run this cell again",
  },
};

// What a rule does, in both languages; a rule without an entry shows its own name.
const RULES = {
  "line-end": ["换行符", "Line ends"],
  "undecodable-byte": ["无法解码的字节", "Bytes that cannot be decoded"],
  "nul": ["空字符", "NUL characters"],
  "markup": ["网页标记", "Markup"],
  "entity": ["字符实体", "Character entities"],
  "time": ["时间标记", "Times"],
  "frame-slip": ["错位乱码", "GBK frame slip"],
  "inserted-pinyin": ["夹注拼音", "Inserted pinyin"],
  "traditional-script": ["繁体转简体", "Traditional script"],
  "full-width": ["全角字母数字", "Full-width letters and digits"],
  "half-width": ["半角标点", "Half-width punctuation"],
  "odd-space": ["特殊空格", "Odd spaces"],
  "lost-space": ["丢失的空格", "Lost spaces"],
  "invisible": ["不可见字符", "Invisible characters"],
  "doubled-quotes": ["重复引号", "Doubled quotes"],
  "doubled-quote": ["重复引号", "Doubled quotes"],
  "footnote": ["句中脚注", "Footnotes inside sentences"],
  "note-mark": ["注释标记", "Note marks"],
  "running-head": ["页眉", "Running heads"],
  "page-number": ["页码", "Page numbers"],
  "hard-wrap": ["硬换行", "Hard wraps"],
  "hyphenation": ["连字符断行", "Hyphenation"],
  "misplaced-block": ["错位段落", "Misplaced blocks"],
  "deleted-character": ["被删的字", "Deleted characters"],
  "font-glyph": ["字体误码", "Font glyphs"],
  "boilerplate-navigation": ["导航", "Navigation"],
  "boilerplate-spam": ["垃圾广告", "Spam"],
  "boilerplate-related": ["相关文章列表", "Related articles"],
  "boilerplate-notice": ["声明", "Notices"],
  "boilerplate-credit": ["编辑署名", "Editors"],
  "boilerplate-furniture": ["页面装饰", "Page furniture"],
  "byte-order-mark": ["字节顺序标记", "Byte order marks"],
  "second-code": ["异码字符", "Second codes"],
  "pseudonym": ["化名", "Pseudonyms"],
};
// Alarms begin with a name; its meaning in Chinese goes before the English line.
const ALARMS = {
  "missing-table": "正文提到的表不在", "missing-figure": "正文提到的图不在", "missing-title": "没有标题",
  "missing-character": "有的字从不出现，疑被删去", "unbalanced-quotes": "引号或括号不成对",
  "starts-mid-sentence": "开头是半句", "ends-mid-sentence": "结尾是半句", "replacement-character": "有字已丢失",
  "private-use": "有自造字符", "undecodable": "有无法解码的字节", "undecodable-byte": "有无法解码的字节",
  "lost-byte": "疑有丢失的字节", "short-text": "文本过短", "pictures": "图片没有读入", "tracked-changes": "含修订",
  "pages-without-text": "有的页没有文字", "decisions-unplaced": "有的决定已对不上", "rows-without-text": "有的行没有文本",
};
const STATES = ["applied", "accepted", "proposed", "refused"];
const SIGNS = { applied: "✓", accepted: "✓", proposed: "?", refused: "✗" };

/** Make an element; strings become text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

class Page {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.state = null; // the head of the page as the kernel sent it
    this.rule = null;
    this.edits = null; // the page of edits shown
    this.chosen = null; // edit_id
    this.passages = null;
    this.op = 0;
    this.status = "loading";
    this.note = "";
    this.timer = null;
    this.hear = (message) => this.receive(message);
    model.on("msg:custom", this.hear);
    this.ask({ type: "hello" });
    this.render();
  }

  get language() { return this.model.get("language") === "en" ? "en" : "zh"; }
  get words() { return WORDS[this.language]; }
  name(rule) { const known = RULES[rule]; return known ? known[this.language === "en" ? 1 : 0] : rule; }

  alarm(line) { const known = ALARMS[line.split(":")[0]]; return this.language === "zh" && known ? `${known}（${line}）` : line; }

  ask(message) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.status = "lost"; this.renderStatus(); }, 15000);
    this.model.send({ op: ++this.op, ...message });
  }

  close() { clearTimeout(this.timer); this.model.off("msg:custom", this.hear); }

  receive(message) {
    clearTimeout(this.timer);
    const handlers = {
      state: () => {
        this.state = message;
        if (this.status !== "saving") this.status = "";
        this.note = "";
        const rules = message.rules.map((r) => r.rule);
        if (!rules.includes(this.rule)) this.rule = rules.find((r) => message.rules.some((x) => x.rule === r && x.proposed)) ?? rules[0] ?? null;
        if (this.rule) this.page(this.edits?.rule === this.rule ? this.edits.offset : 0);
        else { this.edits = null; this.passages = null; }
        this.render();
      },
      edits: () => {
        this.edits = message;
        const ids = message.items.map((item) => item.edit_id);
        if (!ids.includes(this.chosen)) this.chosen = this.landing === "last" ? ids.at(-1) : ids[0] ?? null;
        this.landing = null;
        this.renderLeft();
        if (this.chosen) this.ask({ type: "show", edit_id: this.chosen });
      },
      passages: () => { if (message.edit_id === this.chosen) { this.passages = message; this.renderPanes(); } },
      more: () => { this.extend(message); },
      saved: () => { this.status = "saved"; this.renderStatus(); },
      error: () => { this.status = "error"; this.note = message.message; this.renderStatus(); },
    };
    handlers[message.type]?.();
  }

  page(offset) { this.ask({ type: "edits", rule: this.rule, offset }); }
  choose(editId) {
    this.chosen = editId;
    for (const row of this.left.querySelectorAll("[data-edit]")) {
      const on = row.dataset.edit === editId;
      row.setAttribute("aria-selected", on);
      if (on) row.scrollIntoView({ block: "nearest" });
    }
    this.ask({ type: "show", edit_id: editId });
  }
  decide(key, decision) {
    this.status = "saving";
    this.renderStatus();
    this.ask({ type: "decide", key, decision });
  }

  move(step) {
    if (!this.edits?.items.length) return;
    const at = this.edits.items.findIndex((item) => item.edit_id === this.chosen) + step;
    if (at >= 0 && at < this.edits.items.length) return this.choose(this.edits.items[at].edit_id);
    const offset = this.edits.offset + (step > 0 ? this.edits.items.length : -100);
    if (offset < 0 || offset >= this.edits.total) return;
    this.chosen = null;
    this.landing = step > 0 ? "first" : "last";
    this.page(offset);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
    const key = event.key === "Process" ? { KeyJ: "j", KeyK: "k", KeyA: "a", KeyR: "r", KeyU: "u" }[event.code] : event.key;
    const actions = {
      j: () => this.move(1), ArrowDown: () => this.move(1), k: () => this.move(-1), ArrowUp: () => this.move(-1),
      a: () => this.chosen && this.decide(this.chosen, "accept"),
      r: () => this.chosen && this.decide(this.chosen, "refuse"),
      u: () => this.chosen && this.decide(this.chosen, "undo"),
    };
    if (!actions[key]) return;
    actions[key]();
    event.preventDefault();
    event.stopPropagation();
  }

  render() {
    const w = this.words;
    const focused = this.root.contains(document.activeElement) || this.root.getRootNode().activeElement;
    this.head = make("header", { class: "wbr-head" });
    this.left = make("section", { class: "wbr-left", "aria-label": w.rules });
    this.panes = make("section", { class: "wbr-panes" });
    this.live = make("span", { class: "wbr-live", role: "status", "aria-live": "polite" });
    this.list = null;
    this.root.replaceChildren(
      make("div", { class: "wbr", lang: this.language === "en" ? "en" : "zh-CN", onkeydown: (e) => this.key(e), "data-lm-suppress-shortcuts": "true" },
        this.head, make("div", { class: "wbr-body" }, this.left, this.panes)));
    this.renderHead();
    this.renderLeft();
    this.renderPanes();
    this.renderStatus();
    if (focused) this.list?.focus();
  }

  renderHead() {
    const w = this.words, s = this.state;
    const title = make("div", { class: "wbr-title" },
      make("strong", {}, s ? s.title : "…"),
      s ? make("span", { class: "wbr-facts" }, [s.doc_id, s.reader, s.encoding + (s.confidence === null || s.confidence === undefined ? "" : ` (${w.certainty} ${Math.round(100 * s.confidence)} %)`), `${s.n_chars.toLocaleString()} ${w.chars}`].filter(Boolean).join(" · ")) : null,
      this.live,
      make("button", { type: "button", class: "wbr-link", onclick: () => { this.model.set("language", this.language === "en" ? "zh" : "en"); this.model.save_changes(); this.render(); } }, w.language));
    const alarms = s && s.alarms.length
      ? make("ul", { class: "wbr-alarms", "aria-label": w.alarms }, ...s.alarms.map((alarm) => make("li", {}, "⚠ ", this.alarm(alarm))))
      : make("p", { class: "wbr-quiet" }, s ? w.noAlarms : w.loading);
    this.head.replaceChildren(title, alarms);
  }

  renderStatus() {
    const w = this.words;
    const shown = { saved: `✓ ${w.saved}`, saving: w.saving, loading: w.loading, lost: `⚠ ${w.lost}`, error: `⚠ ${this.note}` }[this.status] ?? "";
    this.live.textContent = shown;
    this.live.dataset.status = this.status;
  }

  renderLeft() {
    const w = this.words, s = this.state;
    if (!s) return;
    if (!s.rules.length) { this.left.replaceChildren(make("p", { class: "wbr-quiet" }, w.noEdits)); return; }
    const rules = make("table", { class: "wbr-rules" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, w.rules), ...STATES.map((state) => make("th", { scope: "col" }, `${SIGNS[state]} ${w[state]}`)))),
      make("tbody", {}, ...s.rules.map((r) => make("tr", { "aria-selected": r.rule === this.rule },
        make("th", { scope: "row" }, make("button", { type: "button", title: r.rule, onclick: () => { this.rule = r.rule; this.chosen = null; this.passages = null; this.renderLeft(); this.page(0); } }, this.name(r.rule))),
        ...STATES.map((state) => make("td", {}, r[state] ? String(r[state]) : "·"))))));
    const all = this.rule ? make("div", { class: "wbr-all" }, make("span", {}, this.name(this.rule)),
      make("button", { type: "button", onclick: () => this.decide(this.rule, "accept") }, w.acceptAll),
      make("button", { type: "button", onclick: () => this.decide(this.rule, "refuse") }, w.refuseAll),
      make("button", { type: "button", onclick: () => this.decide(this.rule, "undo") }, w.undoAll)) : null;
    const had = this.list && (this.root.getRootNode().activeElement ?? document.activeElement) === this.list;
    const scroll = this.list?.scrollTop ?? 0;
    this.list = make("ol", { class: "wbr-edits", role: "listbox", tabindex: "0", "aria-label": `${this.name(this.rule)}. ${w.keys}`, "data-lm-suppress-shortcuts": "true" },
      ...(this.edits?.rule === this.rule ? this.edits.items.map((item) => this.row(item)) : []));
    this.left.replaceChildren(...[rules, all, this.list, this.pager(), make("p", { class: "wbr-quiet" }, w.keys)].filter(Boolean));
    this.list.scrollTop = scroll;
    if (had || this.wanted) { this.list.focus(); this.wanted = false; }
  }

  row(item) {
    const w = this.words;
    const button = (decision, sign) => make("button", { type: "button", tabindex: "-1", title: w[decision], "aria-label": w[decision], onclick: (e) => { e.stopPropagation(); this.choose(item.edit_id); this.decide(item.edit_id, decision); this.list.focus(); } }, sign);
    return make("li", { role: "option", "data-edit": item.edit_id, "data-state": item.state, "aria-selected": item.edit_id === this.chosen, onclick: () => { this.choose(item.edit_id); this.list.focus(); } },
      make("span", { class: "wbr-sign", title: w[item.state] }, SIGNS[item.state]),
      make("span", { class: "wbr-change" },
        make("del", {}, item.before || w.nothing), " → ", make("ins", {}, item.after || w.removed),
        make("small", {}, [item.place || w.line.replace("{}", item.line), item.reason].filter(Boolean).join(" · "))),
      make("span", { class: "wbr-buttons" }, button("accept", "✓"), button("refuse", "✗"), button("undo", "↺")));
  }

  pager() {
    const e = this.edits;
    if (!e || e.rule !== this.rule || e.total <= e.items.length) return null;
    const go = (offset, label, sign) => make("button", { type: "button", disabled: offset < 0 || offset >= e.total, "aria-label": label, onclick: () => { this.chosen = null; this.page(offset); } }, sign);
    return make("div", { class: "wbr-pager" }, go(e.offset - 100, "−100", "‹"), make("span", {}, `${e.offset + 1}–${e.offset + e.items.length} / ${e.total}`), go(e.offset + 100, "+100", "›"));
  }

  renderPanes() {
    const w = this.words, p = this.passages;
    if (!p) { this.panes.replaceChildren(make("p", { class: "wbr-quiet" }, this.state?.rules.length ? w.choose : "")); return; }
    this.panes.replaceChildren(...["original", "repaired"].map((side) => this.pane(side, p[side])));
    for (const pane of this.panes.querySelectorAll(".wbr-text")) {
      const mark = pane.querySelector("[data-current]");
      if (mark) pane.scrollTop = mark.offsetTop - pane.clientHeight / 2;
    }
  }

  pane(side, part) {
    const w = this.words;
    const more = (start, end) => make("button", { type: "button", class: "wbr-more", onclick: () => this.ask({ type: "more", side, start, end }) }, w.more);
    const runs = part.runs.map((run) => this.run(run));
    return make("article", { class: "wbr-pane", "aria-label": w[side] }, make("h4", {}, w[side]),
      make("div", { class: "wbr-text", tabindex: "0", lang: "zh-CN", "data-side": side, "data-lm-suppress-shortcuts": "true" },
        part.start > 0 ? more(Math.max(0, part.start - 6000), part.start) : null, ...runs, part.end < part.length ? more(part.end, part.end + 6000) : null));
  }

  run(run) {
    if (!run.edit_id) return document.createTextNode(run.text);
    const current = run.edit_id === this.chosen;
    return make("mark", { "data-state": run.state, "data-current": current || null, title: this.words[run.state], onclick: () => this.jump(run.edit_id) }, run.text || (current ? "▴" : ""));
  }

  jump(editId) { if (this.edits?.items.some((item) => item.edit_id === editId)) this.choose(editId); }

  extend(message) {
    const part = this.passages?.[message.side];
    if (!part) return;
    if (message.end === part.start) { part.runs = [...message.runs, ...part.runs]; part.start = message.start; }
    else if (message.start === part.end) { part.runs = [...part.runs, ...message.runs]; part.end = message.end; }
    const old = this.panes.querySelector(`[data-side=${message.side}]`);
    const fromEnd = old.scrollHeight - old.scrollTop, grown = message.end === part.end ? old.scrollTop : null;
    old.parentElement.replaceWith(this.pane(message.side, part));
    const pane = this.panes.querySelector(`[data-side=${message.side}]`);
    pane.scrollTop = grown ?? pane.scrollHeight - fromEnd;
  }
}

export default {
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.close();
  },
};
