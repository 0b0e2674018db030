"""A document and its changes as the review page shows them: counts by rule, pages of edits, passages."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from workbench.corpus import Document
from workbench.corpus.edits import changes_table, name_spans

#: Characters of text shown before and after a change, and fetched with each scroll beyond.
CONTEXT = 1_500
STATES = ("applied", "accepted", "proposed", "refused")
#: A longer change is shown shortened in the list; the passages beside it show it whole.
_LONGEST = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


class ChangesView:
    """What the page asks of one reading of a document; it never changes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.changes = changes_table(document.trail)
        self.original = _mask(document.trail.original, name_spans(document.trail))

    def state(self) -> dict[str, Any]:
        """The head of the page: the document, its alarms, and the changes of each rule by state."""
        counts = pd.crosstab(self.changes["rule"], self.changes["state"]) if len(self.changes) else None
        rules = [
            {"rule": rule, **{state: int(row.get(state, 0)) for state in STATES}}
            for rule, row in (counts.iterrows() if counts is not None else ())
        ]
        document = self.document
        return {
            "type": "state",
            "title": document.title or document.doc_id,
            "doc_id": document.doc_id,
            "file": document.file,
            "encoding": document.encoding,
            "confidence": document.confidence,
            "reader": document.reader,
            "n_chars": len(document.text),
            "alarms": list(document.alarms),
            "rules": rules,
        }

    def edits(self, rule: str, offset: int, limit: int) -> dict[str, Any]:
        """Some of a rule's changes, in the order of the original."""
        chosen = self.changes[self.changes["rule"] == rule]
        page = chosen.iloc[offset : offset + limit]
        items = [
            {
                "edit_id": row["edit_id"],
                "state": row["state"],
                "automatic": bool(row["automatic"]),
                "line": int(row["line"]),
                "place": row["place"],
                "before": _short(row["before"]),
                "after": _short(row["after"]),
                "reason": row["reason"],
            }
            for row in page.to_dict("records")
        ]
        return {"type": "edits", "rule": rule, "offset": offset, "total": len(chosen), "items": items}

    def passages(self, edit_id: str) -> dict[str, Any]:
        """The stretch of both texts around one change."""
        row = self.changes[self.changes["edit_id"] == edit_id].iloc[0]
        before = (int(row.start) - CONTEXT, int(row.end) + CONTEXT)
        after = (int(row.text_start) - CONTEXT, int(row.text_end) + CONTEXT)
        sides = {"original": self._runs("original", *before), "repaired": self._runs("repaired", *after)}
        return {"type": "passages", "edit_id": edit_id, **sides}

    def more(self, side: str, start: int, end: int) -> dict[str, Any]:
        """A further stretch of one text."""
        return {"type": "more", "side": side, **self._runs(side, start, min(end, start + 4 * CONTEXT))}

    def _runs(self, side: str, start: int, end: int) -> dict[str, Any]:
        """A stretch cut where changes begin and end, so that the page need not count characters."""
        first, last = ("start", "end") if side == "original" else ("text_start", "text_end")
        text = self.original if side == "original" else self.document.text
        start, end = max(0, start), min(end, len(text))
        near = self.changes[(self.changes[last] >= start) & (self.changes[first] < end)]
        near = near.sort_values([first, last])
        runs: list[dict[str, str]] = []
        at = start
        for row in near.to_dict("records"):
            a, b = max(int(row[first]), at), min(int(row[last]), end)
            if a > at:
                runs.append({"text": text[at:a]})
            if a <= b and (a < b or side == "repaired"):
                runs.append({"text": text[a:b], "edit_id": row["edit_id"], "state": row["state"]})
            at = max(at, b)
        runs.append({"text": text[at:end]})
        return {"start": start, "end": end, "length": len(text), "runs": _printable(runs)}


def _mask(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with a block in place of every character of a name."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        pieces += (text[at : max(at, start)], "█" * (end - max(at, start)))
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … ({len(text)})"


def _printable(runs: list[dict[str, str]]) -> list[dict[str, str]]:
    """Lone surrogates stand for bytes that could not be read; a page shows them as U+FFFD."""
    return [{**run, "text": _SURROGATE.sub("\ufffd", run["text"])} for run in runs]
