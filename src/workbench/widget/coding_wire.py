"""How documents, codes and codings are written into messages; positions are code points throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.codebook import Codebook
from workbench.codebook.colours import colours
from workbench.codebook.tree import in_order
from workbench.corpus import Document

_SURROGATE = re.compile("[\ud800-\udfff]")
#: Of each coding, in this order.
CODING_FIELDS = (
    "coding_id",
    "start",
    "end",
    "code_id",
    "coder_id",
    "event_id",
    "memo",
    "attributes",
    "at",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One message to the page; its buffers go beside it, unread by anything between."""

    content: dict[str, Any]
    buffers: tuple[bytes, ...] = ()


def text_buffer(document: Document) -> bytes:
    """The text in UTF-8."""
    return printable(document.text).encode("utf-8")


def printable(text: str) -> str:
    """The text as a page can show it: lone surrogates, bytes nobody could read, become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def document_head(document: Document) -> dict[str, Any]:
    """What the page shows and checks of a document beside its text."""
    return {
        "doc_id": document.doc_id,
        "title": document.title or document.doc_id,
        "status": document.status,
        "text_hash": document.text_hash,
        "n_code_points": len(document.text),
    }


def codings_rows(events: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """Codings as rows of `CODING_FIELDS`: names once, not ten thousand times."""
    return [[event[name] for name in CODING_FIELDS] for event in events]


def codebook_content(codebook: Codebook) -> dict[str, Any]:
    """Codes in their order, with both labels, colours, families and what may be said of a coding."""
    colour_of = colours(codebook)
    return {
        "version": codebook.version,
        "families": [
            {"id": f.family_id, "zh": f.label_zh, "en": f.label_en, "colour": colour_of[f.family_id]}
            | {"question_zh": f.question_zh, "question_en": f.question_en, "max": f.max_per_segment}
            for f in codebook.families
        ],
        "codes": [
            {"id": c.code_id, "family": c.family, "zh": c.label_zh, "en": c.label_en, "core": c.core}
            | {"definition_zh": c.definition_zh, "definition_en": c.definition_en, "retired": c.retired}
            | {"colour": colour_of[c.code_id], "parent": c.parent if c.parent in codebook else ""}
            | {"depth": sum(up in codebook for up in codebook.ancestors(c.code_id))}
            for c in in_order(codebook)
        ],
        "groups": [
            {"id": g.group_id, "family": g.family, "zh": g.label_zh, "en": g.label_en}
            for g in codebook.groups
        ],
        "attributes": [
            {"name": a.name, "values": list(a.values), "zh": a.label("zh"), "en": a.label("en")}
            | {"required": a.required}
            for a in codebook.attributes
        ],
    }
