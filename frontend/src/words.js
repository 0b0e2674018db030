// Everything the page says, in both languages.

export const WORDS = {
  zh: {
    page: "编码页面", text: "文本：{}。选中一段，按 1 到 9 赋予编码。", codes: "编码", coding: "当前编码记录", language: "English",
    saved: "已保存 #{}", saving: "保存中 {}", waiting: "等待内核 {}", unsaved: "{} 条未保存：请重新运行此单元格", loading: "读取中 …",
    away: "已保存 #{} · 内核没有应答", editing: "尚未提交", lost: "内核没有应答：请重新运行此单元格",
    search: "在文本中查找", hits: "{} / {}", noHits: "没有", find: "查找或新建编码", noCode: "没有这样的编码",
    documents: "文档", done: "完成", markDone: "标为完成", reopen: "重新打开", nCodings: "{} 条", chars: "{} 字",
    memo: "备忘", memoHint: "写下想法 …（Ctrl+Enter 返回文本）", by: "{} · {}", remove: "删除", passage: "第 {}–{} 字，共 {} 字",
    overlaps: "此处共 {} 条（O 切换）", nothing: "选中一段文字，按数字键编码；或点按已编码的文字。", others: "由 {} 编码，只能查看",
    list: "编码列表", suggestions: "建议", detail: "详情", all: "全部", ofCode: "编码", ofCoder: "编码员", allCodes: "所有编码", allCoders: "所有编码员",
    accept: "采纳", refuse: "拒绝", acceptAll: "全部采纳", refuseAll: "全部拒绝", noSuggestions: "没有建议。", blind: "盲编：看不到他人的编码，也没有建议。",
    more: "另有 {} 条", undo: "撤销", redo: "重做", help: "按键", close: "关闭",
    coded: "已编码：{}", already: "这一段已有编码 {}", removed: "已删除：{}", undone: "已撤销 {} 条", redone: "已重做 {} 条", nothingToUndo: "没有可撤销的", nothingToRedo: "没有可重做的",
    selected: "已选 {} 字", chooseFirst: "请先选中一段文字", noDigit: "数字 {} 没有编码", noCurrent: "请先选择一条编码记录", noLast: "还没有用过编码",
    conflict: "这条编码已被改动，现显示存储中的内容。", refused: "没有保存：{}", storeLater: "存储暂时写不进去，会再试：{}", restored: "上次未保存的 {} 条正在保存", elsewhere: "其他文档还有 {} 条未保存", older: "{} 条未保存的编码属于旧文本",
    stale: "{} 条编码属于旧文本，此处不显示", simulated: "模拟", hide: "隐藏此编码", show: "显示此编码", pin: "固定到数字键", none: "—", required: "必填", waitSave: "等全部保存后再切换文档",
    create: "新建“{}”于", made: "已新建编码：{}", menu: "修改编码 {}", labelZh: "中文名", labelEn: "英文名", colour: "颜色", under: "移到…之下", mergeInto: "并入", reason: "理由（必填）", change: "修改", retire: "停用", needReason: "请写明修改编码手册的理由", changing: "正在修改编码手册 …", pinned: "“{}”现在是数字 {}", digit: "数字键",
    keyList: [["1–9", "赋予编码"], ["/", "查找编码"], ["Q", "重复上一个编码"], ["V", "原话编码"], ["O", "切换重叠"], ["N P", "下一条 上一条"], ["M", "备忘"], ["A", "属性"], ["E", "修改编码"], ["[ ]", "移动结尾"], ["{ }", "移动开头"], ["Del", "删除"], ["Ctrl+Z", "撤销"], ["Ctrl+Shift+Z", "重做"], ["Ctrl+F", "查找文字"], ["S", "下一条建议"], ["Y X", "采纳 拒绝建议"], ["?", "全部按键"]],
  },
  en: {
    page: "Coding page", text: "Text: {}. Select a passage, press 1 to 9 to give it a code.", codes: "Codes", coding: "Current coding", language: "中文",
    saved: "saved #{}", saving: "saving {}", waiting: "waiting for the kernel {}", unsaved: "{} unsaved: run this cell again", loading: "loading …",
    away: "saved #{} · the kernel does not answer", editing: "not yet entered", lost: "The kernel does not answer: run this cell again",
    search: "Find in the text", hits: "{} / {}", noHits: "none", find: "Find or create a code", noCode: "No such code",
    documents: "Texts", done: "done", markDone: "Mark as done", reopen: "Open again", nCodings: "{} codings", chars: "{} characters",
    memo: "Memo", memoHint: "What comes to mind … (Ctrl+Enter: back to the text)", by: "{} · {}", remove: "Delete", passage: "characters {}–{}, {} in all",
    overlaps: "{} here (O: next)", nothing: "Select a passage and press a digit, or click on coded text.", others: "{}'s coding, to look at only",
    list: "Codings", suggestions: "Suggestions", detail: "Detail", all: "all", ofCode: "Code", ofCoder: "Coder", allCodes: "all codes", allCoders: "all coders",
    accept: "Accept", refuse: "Refuse", acceptAll: "Accept all", refuseAll: "Refuse all", noSuggestions: "No suggestions.", blind: "Blind: no codings of others, no suggestions.",
    more: "{} more", undo: "Undo", redo: "Redo", help: "Keys", close: "Close",
    coded: "Coded: {}", already: "This passage has code {} already", removed: "Deleted: {}", undone: "Undone: {}", redone: "Redone: {}", nothingToUndo: "Nothing to undo", nothingToRedo: "Nothing to redo",
    selected: "{} characters selected", chooseFirst: "Select a passage first", noDigit: "Digit {} has no code", noCurrent: "Choose a coding first", noLast: "No code used yet",
    conflict: "This coding was changed meanwhile; the store's version is shown.", refused: "Not saved: {}", storeLater: "The store cannot write just now; it will be tried again: {}", restored: "{} unsaved from last time are being saved", elsewhere: "{} more unsaved in other documents", older: "{} unsaved codings belong to an older text",
    stale: "{} codings belong to an older text and are not shown", simulated: "simulated", hide: "Hide this code", show: "Show this code", pin: "Pin to a digit", none: "—", required: "required", waitSave: "Wait until all is saved, then change documents",
    create: "New code “{}” in", made: "New code: {}", menu: "Change code {}", labelZh: "Chinese label", labelEn: "English label", colour: "Colour", under: "Move under", mergeInto: "Merge into", reason: "Reason (needed)", change: "Change", retire: "Retire", needReason: "Say why the codebook is changed", changing: "Changing the codebook …", pinned: "“{}” is digit {} now", digit: "Digit",
    keyList: [["1–9", "assign code"], ["/", "find code"], ["Q", "repeat last code"], ["V", "in-vivo code"], ["O", "cycle overlaps"], ["N P", "next, previous"], ["M", "memo"], ["A", "attributes"], ["E", "change code"], ["[ ]", "move end"], ["{ }", "move start"], ["Del", "delete"], ["Ctrl+Z", "undo"], ["Ctrl+Shift+Z", "redo"], ["Ctrl+F", "find text"], ["S", "next suggestion"], ["Y X", "accept, refuse it"], ["?", "all keys"]],
  },
};

/** Fill the places of a sentence. @param {string} sentence @param {...(string|number)} values */
export function fill(sentence, ...values) {
  let n = 0;
  return sentence.replace(/\{\}/g, () => String(values[n++] ?? ""));
}
