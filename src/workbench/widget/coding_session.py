"""The kernel's side of the coding page: one message in, its answers out; nothing of Jupyter in it.

What the page is told is saved, is on the disk: the store commits, then the answer is written.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from time import perf_counter
from typing import Any

from workbench.codebook import Codebook, read_codebook
from workbench.corpus import Document
from workbench.corpus.document import hash_text
from workbench.errors import ConflictError, InputError, OptionError, WorkbenchError
from workbench.readers import read_registered
from workbench.readers.register import read_register
from workbench.store import Store, open_store
from workbench.store.changes import Change
from workbench.store.database import reading
from workbench.store.events import read, standing
from workbench.store.rows import Row
from workbench.store.tables import events
from workbench.study.settings import Study
from workbench.widget.coding_codebook import add_if_new, change, new_code
from workbench.widget.coding_marks import Mark, mark, mark_id, marks
from workbench.widget.coding_suggestions import KINDS, accepted, chosen, suggestion_rows, suggestions
from workbench.widget.coding_wire import (
    CODING_FIELDS,
    Answer,
    codebook_content,
    codings_rows,
    document_head,
    printable,
    text_buffer,
)

Message = Mapping[str, Any]
_LOG = logging.getLogger(__name__)
#: What the page may say of a coding; all else the kernel knows itself.
_SAID = ("coding_id", "start", "end", "code_id", "memo", "attributes")


@dataclass(slots=True)
class CodingSession:
    """One coder in one study. A message names its document: two tabs may have two of them open."""

    study: Study
    doc_id: str
    coder: str
    blind: bool = False
    epoch: str = field(default_factory=lambda: secrets.token_hex(8))
    _store: Store | None = None
    _codebook: Codebook | None = None
    _documents_read: dict[str, Document] = field(default_factory=dict)
    _suggested: dict[str, list[Row]] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)  # kernels answer messages in several threads

    def __post_init__(self) -> None:
        known = [entry.doc_id for entry in read_register(self.study.corpus_path)]
        if not any(self.doc_id == doc_id or self.doc_id.startswith(f"{doc_id}-") for doc_id in known):
            raise OptionError(f"no document {self.doc_id} in documents.csv; it has {', '.join(known)}")

    def answer(self, message: Message) -> list[Answer]:
        """Answer one message of the page; what goes wrong is an answer too.

        ``invalid`` and ``conflict`` are final; after ``store`` the page sends the same message again.
        """
        answers: dict[str, Callable[[Message], list[Answer]]] = {
            "hello": self._welcome,
            "apply": self._apply,
            "accept": self._accept,
            "refuse": self._mark,
            "finish": self._mark,
            "reopen": self._mark,
            "create": self._create,
            "vivo": self._create,
            "codebook": self._change_codebook,
            "undo": self._undo,
            "redo": self._undo,
            "poll": self._poll,
            "documents": self._documents,
            "suggestions": self._suggestions,
        }
        about = {name: message.get(name) for name in ("client", "op_id", "doc_id")}
        try:
            with self._lock:
                [answer] = answers[str(message.get("type"))](message)
            return [Answer({**about, **answer.content}, answer.buffers)]
        except ConflictError as error:
            current = self._current(_coding_ids(message))
            return [Answer({"type": "conflict", **about, "message": str(error), "current": current})]
        except WorkbenchError as error:
            kind = "store" if isinstance(error, InputError) and error.__cause__ is not None else "invalid"
            return [Answer({"type": kind, **about, "message": str(error)})]
        except (KeyError, TypeError, ValueError):
            return [Answer({"type": "invalid", **about, "message": "a message that nobody understands"})]
        except Exception as error:  # whatever it was: not saved, kept by the page, sent again
            _LOG.error("the coding page asked for %s: %s", message.get("type"), type(error).__name__)
            return [Answer({"type": "store", **about, "message": type(error).__name__})]

    # --- what the page asks -------------------------------------------------------------------------

    def _welcome(self, message: Message) -> list[Answer]:
        self._codebook = None  # it may have been changed since
        self._suggested.clear()
        start = perf_counter()
        document, store = self._document(message), self.store
        read_ms = 1000 * (perf_counter() - start)
        seq = store.last_event
        rows = self._standing(document.doc_id)
        shown = [row for row in rows if row["text_hash"] == document.text_hash]
        done, undone = store.can_undo(actor=self.coder, doc_id=document.doc_id)
        content = {
            "type": "welcome",
            "epoch": self.epoch,
            "seq": seq,
            "study": self._study_key(),
            "coder": self.coder,
            "blind": self.blind,
            "doc": document_head(document),
            "finished": self._is_finished(document.doc_id),
            "codebook": codebook_content(self.codebook),
            "codings": codings_rows(shown),
            "n_of_older_text": len(rows) - len(shown),
            "history": [done, undone],
            "read_ms": read_ms,
        }
        has_text = message.get("have_hash") == document.text_hash
        return [Answer(content, () if has_text else (text_buffer(document),))]

    def _apply(self, message: Message) -> list[Answer]:
        document, op_id = self._document(message), str(message["op_id"])
        asked = [self._change(document, change, op_id, n) for n, change in enumerate(message["changes"])]
        saved = self.store.apply(asked, actor=self.coder, document=document)
        return [self._ack(message, [one.event_id for one in saved], [c.coding for c in asked])]

    def _accept(self, message: Message) -> list[Answer]:
        document, op_id = self._document(message), str(message["op_id"])
        rows = chosen(self._suggestions_of(document), set(message["ids"]), coder=self.coder)
        changes = [
            Change(
                "add",
                accepted(row, codebook=self.codebook) | {"coding_id": mark_id(row, op_id)[5:]},
                op_id=f"{op_id}-{mark_id(row, self.coder)[5:21]}",
            )
            for row in rows
        ]
        origin = ", ".join(sorted({f"{row['coder_id']} {row['codebook_version']}".strip() for row in rows}))
        why = f"suggested by {origin}" if origin else ""
        saved = self.store.apply(changes, actor=self.coder, document=document, reason=why)
        self._suggested.pop(document.doc_id, None)
        return [self._ack(message, [one.event_id for one in saved], [c.coding for c in changes])]

    def _create(self, message: Message) -> list[Answer]:
        """Make a code, and with it the coding it was made for."""
        document = self._document(message)
        code = new_code(self.codebook, message, document)
        add_if_new(self.study, self.codebook, code, by=self.coder, reason=f"coding {document.doc_id}")
        self._codebook = None
        place = {name: message[name] for name in ("coding_id", "start", "end") if name in message}
        coding = {"action": "add", "coding": {**place, "code_id": code.code_id}}
        changes = [coding] if len(place) == len(("coding_id", "start", "end")) else []
        [ack] = self._apply({**message, "changes": changes})
        new = {"code_id": code.code_id, "codebook": codebook_content(self.codebook)}
        return [Answer({**ack.content, **new})]

    def _change_codebook(self, message: Message) -> list[Answer]:
        """Change a code; the codings follow it, in this document and in all others."""
        before = self.store.last_event
        change(self.study, self.codebook, message, by=self.coder)
        self._codebook = None
        self._suggested.clear()
        changes = self._changes_since(self._document(message), before)
        content = codebook_content(self.codebook)
        return [Answer({"type": "ack", **changes, "codebook": content})]

    def _mark(self, message: Message) -> list[Answer]:
        document = self._document(message)
        what: Mark = message["type"]
        rows = (
            chosen(self._suggestions_of(document), set(message["ids"]), coder=self.coder)
            if what == "refuse"
            else [_whole(document.doc_id)]
        )
        mark(self.store, rows, what=what, actor=self.coder, op_id=str(message["op_id"]))
        self._suggested.pop(document.doc_id, None)
        finished = self._is_finished(document.doc_id)
        return [self._ack(message, [self.store.last_event], [], finished=finished)]

    def _undo(self, message: Message) -> list[Answer]:
        document, before = self._document(message), self.store.last_event
        doc_id = document.doc_id
        move = self.store.undo if message["type"] == "undo" else self.store.redo
        n = move(actor=self.coder, doc_id=doc_id, op_id=str(message["op_id"]))
        self._suggested.pop(doc_id, None)
        changes = self._changes_since(document, before)
        history = list(self.store.can_undo(actor=self.coder, doc_id=doc_id))
        about = {"op_id": message.get("op_id"), "n": n, "history": history}
        return [Answer({"type": "undone", **about, **changes, "finished": self._is_finished(doc_id)})]

    def _poll(self, message: Message) -> list[Answer]:
        since = int(message["since"])
        if self.store.last_event == since:
            return [Answer({"type": "changes", "seq": since, "items": [], "gone": []})]
        return [Answer({"type": "changes", **self._changes_since(self._document(message), since)})]

    def _documents(self, _: Message) -> list[Answer]:
        codings = self.store.codings(coder_id=self.coder)
        count = codings[codings["coder_kind"] == "human"].groupby("doc_id").size().to_dict()
        said = marks(self.store, actor=self.coder)
        titles = {entry.doc_id: entry.title for entry in read_register(self.study.corpus_path)}
        titles |= {str(doc_id): "" for doc_id in [*count, self.doc_id] if doc_id not in titles}
        items = [
            {"doc_id": doc_id, "title": title or doc_id, "n": int(count.get(doc_id, 0))}
            | {"finished": said.get(mark_id(_whole(doc_id), self.coder)) == "finish"}
            for doc_id, title in titles.items()
        ]
        return [Answer({"type": "documents", "items": items})]

    def _suggestions(self, message: Message) -> list[Answer]:
        document = self._document(message)
        rows = [] if self.blind else suggestion_rows(self._suggestions_of(document), coder=self.coder)
        return [Answer({"type": "suggestions", "items": rows})]

    # --- what the session knows ---------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """The study's store, opened when it is first needed."""
        self._store = self._store or open_store(self.study.store_url)
        return self._store

    @property
    def codebook(self) -> Codebook:
        """The study's codebook, read when it is first needed."""
        self._codebook = self._codebook or read_codebook(self.study.corpus_path / "codebook.yaml")
        return self._codebook

    def _document(self, message: Message) -> Document:
        """The document a message is about, read once; a message about an older text is refused."""
        doc_id = str(message.get("doc_id") or self.doc_id)
        if doc_id not in self._documents_read:
            self._documents_read[doc_id] = read_registered(self.study.corpus_path, doc_id)
        document = self._documents_read[doc_id]
        if message.get("text_hash") not in (None, document.text_hash):
            raise OptionError(f"{doc_id}: the text has changed since; run the cell again")
        return document

    def _study_key(self) -> str:
        """Name of the study by which a browser keeps what is not saved; it tells nothing of the folder."""
        return hash_text(f"{self.study.path}\n{self.store.url}")

    def _suggestions_of(self, document: Document) -> list[Row]:
        if document.doc_id not in self._suggested:
            self._suggested[document.doc_id] = suggestions(
                self.study, self.store, document, self.codebook, coder=self.coder
            )
        return self._suggested[document.doc_id]

    def _standing(self, doc_id: str) -> list[Row]:
        columns = (*CODING_FIELDS, "coder_kind", "text_hash")
        with reading(self.store.engine) as connection:
            rows = read(connection, standing(doc_id=doc_id, columns=columns).where(events.c.stands))
        return [row for row in rows if self._is_shown(row)]

    def _is_shown(self, row: Mapping[str, Any]) -> bool:
        is_own = row["coder_id"] == self.coder
        return row["coder_kind"] not in KINDS and (is_own or not self.blind)

    def _current(self, coding_ids: list[str]) -> list[Any]:
        """How codings stand now that somebody has changed them; those that do not stand are left out."""
        with reading(self.store.engine) as connection:
            rows = read(connection, standing(coding_ids=coding_ids))
        return codings_rows(row for row in rows if row["stands"])

    def _changes_since(self, document: Document, since: int) -> dict[str, Any]:
        """Codings of a document that have changed since an event, and ids of those that are gone."""
        seq = self.store.last_event
        after = self.store.events(doc_id=document.doc_id, since=since)
        last: list[Any] = after.drop_duplicates("coding_id", keep="last").to_dict("records")
        shown = [row for row in last if self._is_shown(row) and row["event_id"] <= seq]
        stands = [row for row in shown if row["stands"] and row["text_hash"] == document.text_hash]
        gone = [row["coding_id"] for row in shown if not row["stands"]]
        return {"seq": seq, "items": codings_rows(stands), "gone": gone}

    def _is_finished(self, doc_id: str) -> bool:
        said = marks(self.store, actor=self.coder, doc_id=doc_id)
        return said.get(mark_id(_whole(doc_id), self.coder)) == "finish"

    # --- what is checked before anything is saved ---------------------------------------------------

    def _change(self, document: Document, asked: Message, op_id: str, n: int) -> Change:
        action = asked["action"]
        if action not in ("add", "change", "retract"):
            raise OptionError(f"action {action!r} is not possible; it is add, change or retract")
        said = {name: asked["coding"][name] for name in _SAID if name in asked["coding"]}
        if "code_id" in said and said["code_id"] not in self.codebook:
            raise OptionError(f"code {said['code_id']} is not in the codebook any more; run the cell again")
        if "start" in said:
            _check_place(document, said, quote=asked["coding"].get("quote"))
        if action == "add":
            self._check_rule(document, said)
            said |= {"coder_id": self.coder, "coder_kind": "human"}
        else:
            current = self._own(str(said["coding_id"]))
            if action == "change" and current and ("start" in said or "code_id" in said):
                self._check_rule(document, {**current, **said})
        if action != "retract":
            said["codebook_version"] = self.codebook.version
        base = asked.get("base_event")
        name = op_id if n == 0 else f"{op_id}-{n}"
        return Change(action, said, op_id=name, base_event=None if base is None else int(base))

    def _check_rule(self, document: Document, coding: Mapping[str, Any]) -> None:
        """Refuse a further code of a family whose rule allows no more of them on one place."""
        family = self.codebook.family(self.codebook[str(coding["code_id"])].family)
        if family.max_per_segment is None:
            return
        codes = {code.code_id for code in self.codebook.codes_of(family.family_id)}
        others = [row for row in self._own_over(document, coding) if row["code_id"] in codes]
        places = [int(coding["start"]), *(int(row["start"]) for row in others)]
        at_each = [{row["code_id"] for row in others if row["start"] <= at < row["end"]} for at in places]
        most = max(at_each, key=len)
        if len(most) >= family.max_per_segment:
            raise OptionError(
                f"family {family.family_id} allows {family.max_per_segment} code(s) on one place, "
                f"which has {', '.join(sorted(most))}; delete one or choose another passage"
            )

    def _own_over(self, document: Document, coding: Mapping[str, Any]) -> list[Row]:
        """The coder's other codings that overlap a passage, with other codes."""
        start, end = int(coding["start"]), int(coding["end"])
        table = events.c
        near = events.select().where(table.doc_id == document.doc_id, table.coder_id == self.coder)
        with reading(self.store.engine) as connection:
            found = read(connection, near.where(table.start < end, table.end > start))
            rows = read(connection, standing(coding_ids={row["coding_id"] for row in found}))
        return [
            row
            for row in rows
            if row["stands"]
            and row["coder_kind"] == "human"
            and row["text_hash"] == document.text_hash
            and row["start"] < end
            and row["end"] > start
            and row["code_id"] != coding["code_id"]
            and row["coding_id"] != coding.get("coding_id")
        ]

    def _own(self, coding_id: str) -> Row | None:
        """A coding that the coder may change, as it is now."""
        with reading(self.store.engine) as connection:
            rows = read(connection, standing(coding_ids=[coding_id]))
        if rows and rows[0]["coder_id"] != self.coder:
            raise OptionError(f"this coding is {rows[0]['coder_id']}'s; only its coder changes it here")
        return rows[0] if rows else None

    def _ack(self, message: Message, numbers: list[int], codings: list[Any], **further: Any) -> Answer:
        """What has been saved, as it stands in the store now."""
        ids = [str(coding["coding_id"]) for coding in codings if coding.get("coding_id")]
        items = self._current(ids) if ids else []
        stands = {item[0] for item in items}
        return Answer(
            {
                "type": "ack",
                "op_id": message["op_id"],
                "seq": max(numbers, default=self.store.last_event),
                "items": items,
                "gone": [coding_id for coding_id in ids if coding_id not in stands],
                **further,
            }
        )


def _whole(doc_id: str) -> Row:
    """A whole document as what a mark is about."""
    return {
        "doc_id": doc_id,
        "start": 0,
        "end": 1,
        "code_id": "document",
        "coder_id": "document",
        "coder_kind": "mark",
    }


def _coding_ids(message: Message) -> list[str]:
    changes = message.get("changes") or []
    return [str(change["coding"].get("coding_id", "")) for change in changes]


def _check_place(document: Document, said: Mapping[str, Any], *, quote: str | None) -> None:
    """Refuse positions outside the text, and a quote that is not what the page shows there."""
    text, doc_id = document.text, document.doc_id
    start, end = int(said["start"]), int(said["end"])
    if not 0 <= start < end <= len(text):
        raise OptionError(f"{doc_id}: {start} to {end} is no passage of its {len(text)} characters")
    if quote is not None and printable(text[start:end]) != quote:
        raise OptionError(f"{doc_id}: the quote is not what stands at {start} to {end}; reload the page")
