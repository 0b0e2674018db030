"""Footnotes that a page end put into the middle of a sentence, and the marks that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.layout.beside import beside
from workbench.corpus.layout.furniture import is_page_furniture
from workbench.corpus.layout.lines import (
    SENTENCE_ENDS,
    Lines,
    breaks_off,
    glue,
    goes_on,
    open_lines,
    read_lines,
)
from workbench.corpus.layout.words import MIN_GAIN, word_gain

_MARK = (
    r"\\?\*{1,3}|[†‡※]|[①-⑳㉑-㉟]|<sup>[^<\n]{1,6}</sup>|[\[［【〔]\d{1,3}[\]］】〕]|[¹²³⁴-⁹]{1,3}"
    r"|\d{1,3}[.．、](?!\d)"
)
#: Without a line that begins with a mark a text has no block of notes.
_NOTE_LINE = re.compile(rf"\n\s*(?:{_MARK})")
_NOTE = re.compile(rf"(?P<mark>{_MARK})\s*\S")
#: What notes are made of: works with their year, publishers, issues, pages, places to read on.
_SOURCE = re.compile(
    r"《[^》]+》[^。]{0,40}(?:19|20)\d\d|\[[JMDNCRSPZ](?:/OL)?\]|出版社|第\s?\d+(?:\s?[-—–~]\s?\d+)?\s?[期页卷]|"
    r"(?:19|20)\d\d\s?年\s?(?:第\s?\d|版)|https?://|www\.|参见|详见|转引|引自|同上|另见|数据来源|资料来源|"
    r"\bpp?\.\s?\d|\bVol\.|\bIbid|\bPress\b|\bJournal\b|\bSee\b|\((?:19|20)\d\d\)"
)
#: What the note with a star says of the author.
_AUTHOR = re.compile(
    r"基金|项目|课题|阶段性成果|作者|教授|研究员|讲师|博士|硕士|研究生|大学|学院|收稿|Author|University"
)
#: A line that ends so announces a list.
_ANNOUNCES = re.compile(r"(?:包括|如下|以下|分别[是为]?|主要[有是]|例如|比如)\Z")
#: A note is over here; otherwise the next line may still belong to it.
_NOTE_ENDS = re.compile(r"[。．.！？!?）)\]】》”’页期版社年卷\d]\Z")
_HOW_FAR_BACK = 6000
_MAX_NOTES = 30  # on one page

_SUP = re.compile(r"<sup>\s{0,3}(?P<inside>[^<\n]{1,12}?)\s{0,3}</sup>", re.IGNORECASE)
_AS_IT_IS = re.compile(
    r"[①-⑳㉑-㉟]+|[\[［〔【][\d,，、\-–~]+[\]］〕】]|\\?\*{1,3}|[†‡※]|(?:st|nd|rd|th|TM|®)"
)
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")


def find_footnotes(text: str) -> list[Change]:
    r"""Find blocks of footnotes inside sentences ("footnote"), and note marks in markup ("note-mark").

    A block is taken out and its two halves joined, automatically where the line before breaks off, every
    line between is a whole note (it names a source or an office, or its mark stands in the text before),
    and the line after goes on. ``<sup>①</sup>`` becomes ①, ``<sup>2</sup>`` becomes ², so that no 10³
    turns into 103.

    Examples
    --------
    >>> text = "楼里的居民有事，首先找社\n\n① 陈默：《楼道议事》，2019年。\n\n区商量<sup>②</sup>。"
    >>> [(c.rule, c.after, c.automatic) for c in find_footnotes(text)]
    [('footnote', '', True), ('note-mark', '②', True)]
    """
    blocks = list(_blocks(text, read_lines(text))) if _NOTE_LINE.search(text) else []
    return beside(blocks, _note_marks(text))


def _note_marks(text: str) -> Iterator[Change]:
    if "<sup>" not in text and "<SUP>" not in text:
        return
    for match in _SUP.finditer(text):
        inside = match["inside"]
        raised = inside.translate(_RAISED)
        if _AS_IT_IS.fullmatch(inside):
            yield Change(*match.span(), inside, "note-mark")
        elif not any(char in inside for char in raised):
            yield Change(*match.span(), raised, "note-mark")
        else:
            reason = "raised text that plain characters cannot show as raised"
            yield Change(*match.span(), inside, "note-mark", automatic=False, reason=reason)


def _blocks(text: str, lines: Lines) -> Iterator[Change]:
    for i in open_lines(lines):
        if not breaks_off(lines.words(i)):
            continue
        notes, after = _notes_after(text, lines, i)
        if not notes or after is None:
            continue
        before, rest = lines.words(i), lines.words(after)
        if goes_on(rest):
            start, end = lines.span(i)[1], lines.span(after)[0]
            reason = _doubt(text, lines, i, notes, after)
            yield Change(start, end, glue(before, rest), "footnote", not reason, reason)


def _notes_after(text: str, lines: Lines, i: int) -> tuple[list[str], int | None]:
    """The notes after line `i`, each whole, and the first line after them; page numbers are passed over."""
    notes: list[str] = []
    at = lines.after(i)
    while at is not None and len(notes) <= _MAX_NOTES:
        line = lines.words(at)
        if _NOTE.match(line):
            notes.append(line)
        elif notes and _is_unclosed(notes[-1]) and not _is_unclosed(notes[-1] + line):
            notes[-1] += line  # a title or a bracket runs over the line end
        elif not (is_page_furniture(line) or (notes and _comes_back(text, line, lines.start(at)))):
            break
        at = lines.after(at)
    return notes, at


def _comes_back(text: str, line: str, at: int) -> bool:
    """Whether a short line comes again on the next pages, or came on those before."""
    if len(line) >= 30 or line[-1] in SENTENCE_ENDS or breaks_off(line):
        return False
    return text.count(f"\n{line}\n", max(0, at - _HOW_FAR_BACK), at + _HOW_FAR_BACK) > 1


def _is_unclosed(note: str) -> bool:
    return any(note.rfind(opener) > note.rfind(closer) for opener, closer in ("《》", "（）", "“”"))


def _doubt(text: str, lines: Lines, i: int, notes: list[str], after: int) -> str:
    """Why it is not certain that these lines are footnotes inside a sentence; empty if it is."""
    before, rest = lines.words(i), lines.words(after)
    earlier = text[max(0, lines.start(i) - _HOW_FAR_BACK) : lines.span(i)[1]]
    if not all(_NOTE_ENDS.search(note) and not _is_unclosed(note) for note in notes):
        return "the last line may go on as a note"
    if _ANNOUNCES.search(before) or not all(_is_note(note, earlier) for note in notes):
        return "the lines may be items of a list"
    if lines.is_indented(after) or (len(rest) < 20 and not any(mark in rest for mark in "，。；：！？,.;")):
        return "the line after may be a heading, a running head or a paragraph"
    if len(before) < 30 and word_gain(before, rest) < MIN_GAIN:
        return "the line before may be whole"
    return ""


def _is_note(line: str, earlier: str) -> bool:
    """Whether a line names a source or an office, or a mark in the running text before it calls it."""
    note = _NOTE.match(line)
    if note is None:
        return False
    mark = note["mark"].strip("\\")
    if _SOURCE.search(line) or (mark[0] in "*†‡※" and _AUTHOR.search(line)):
        return True
    # a number with a dot, or a mark after a comma or colon, counts items
    called = rf"<sup>{re.escape(mark)}|(?<![\s：:；;，,、。（(]){re.escape(mark)}"
    return mark[-1] not in ".．、" and re.search(called, earlier) is not None
