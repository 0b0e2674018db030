"""What a number rests on: a model, rows of a table, or quotations.

A basis is plain: ids, counts, hashes and texts. It can be written into a notebook and read back
(`record_of`, `basis_from`), and it says in one sentence of either language what it is (`describe`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from workbench.errors import ReportError
from workbench.evidence.language import Language, Text, pick

_IDS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage ``text[start:end]`` of a document, with a little of what stands around it."""

    doc_id: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    title: str = ""
    simulated: bool = False

    @property
    def place(self) -> str:
        """Document and positions, as one writes them down."""
        return f"{self.doc_id} [{self.start}, {self.end})"


@dataclass(frozen=True, slots=True)
class QuotesBasis:
    """Passages that were counted; `n_total` of them, of which some are quoted."""

    quotes: tuple[Quote, ...]
    n_total: int
    n_documents: int | None = None
    note: Text = ""

    def describe(self, lang: Language) -> str:
        """Say how many passages there are and how many of them are shown."""
        shown, total = len(self.quotes), self.n_total
        if lang == "zh":
            among = f"，来自 {self.n_documents} 份文档" if self.n_documents else ""
            text = f"编码片段 {total} 处{among}" + (f"，此处列出 {shown} 处" if shown < total else "")
            return _sentence_zh(text, self.note)
        among = f" from {self.n_documents} documents" if self.n_documents else ""
        text = f"{total} coded passages{among}" + (f", {shown} of them shown" if shown < total else "")
        return _sentence_en(text, self.note)


@dataclass(frozen=True, slots=True)
class RowsBasis:
    """Rows of a table: which file in which state, how many, and their ids where they have any."""

    n_rows: int
    data_file: str = ""
    data_hash: str = ""
    row_ids: tuple[str, ...] = ()
    unit: Text = ""
    note: Text = ""
    simulated: bool = False

    def describe(self, lang: Language) -> str:
        """Say which rows of which file."""
        unit = pick(self.unit, lang) or ("行" if lang == "zh" else "rows")
        parts = [f"{self.n_rows} {unit}", _file(self.data_file, self.data_hash, lang)]
        return _join([*parts, _ids(self.row_ids, lang)], self.note, lang)


@dataclass(frozen=True, slots=True)
class ModelBasis:
    """A fitted model: its formula, estimator, the rows it used, and the term a number belongs to."""

    formula: str
    estimator: str
    nobs: int
    n_dropped: int
    term: str = ""
    vcov: str = ""
    n_groups: int | None = None
    data_file: str = ""
    data_hash: str = ""
    row_ids: tuple[str, ...] = ()
    note: Text = ""
    simulated: bool = False

    def describe(self, lang: Language) -> str:
        """Say which model, which term, which rows."""
        say = _model_zh if lang == "zh" else _model_en
        parts = [*say(self), _file(self.data_file, self.data_hash, lang), _ids(self.row_ids, lang)]
        return _join(parts, self.note, lang)


Basis = QuotesBasis | RowsBasis | ModelBasis

_KINDS: dict[str, type[Any]] = {"quotes": QuotesBasis, "rows": RowsBasis, "model": ModelBasis}


def record_of(basis: Basis) -> dict[str, Any]:
    """Write a basis as plain JSON.

    >>> record_of(RowsBasis(3, "surveys/residents.csv"))["kind"]
    'rows'
    """
    kind = next(name for name, type_ in _KINDS.items() if isinstance(basis, type_))
    return {"kind": kind, **asdict(basis)}


def basis_from(record: Mapping[str, Any]) -> Basis:
    """Read a basis back from `record_of`; what it does not know is an error."""
    type_ = _KINDS.get(str(record.get("kind")))
    known = {field.name for field in fields(type_)} if type_ else set()
    values = {name: value for name, value in record.items() if name != "kind"}
    if type_ is None or not known.issuperset(values):
        raise ReportError(f"evidence of kind {record.get('kind')!r} is not known; run the notebook again")
    if type_ is QuotesBasis:
        values["quotes"] = tuple(Quote(**quote) for quote in values["quotes"])
    if "row_ids" in values:
        values["row_ids"] = tuple(values["row_ids"])
    result: Basis = type_(**values)
    return result


def is_simulated(basis: Basis) -> bool:
    """Whether any of the evidence is invented."""
    if isinstance(basis, QuotesBasis):
        return any(quote.simulated for quote in basis.quotes)
    return basis.simulated


def _model_zh(basis: ModelBasis) -> list[str]:
    errors = f"，标准误 {basis.vcov}" if basis.vcov else ""
    groups = f"，{basis.n_groups} 组" if basis.n_groups else ""
    return [
        f"模型 {basis.formula}（{basis.estimator}{errors}）",
        f"项 {basis.term}" if basis.term else "",
        f"使用 {basis.nobs} 行{groups}，因缺失未用 {basis.n_dropped} 行",
    ]


def _model_en(basis: ModelBasis) -> list[str]:
    errors = f", standard errors {basis.vcov}" if basis.vcov else ""
    groups = f" in {basis.n_groups} groups" if basis.n_groups else ""
    return [
        f"model {basis.formula} ({basis.estimator}{errors})",
        f"term {basis.term}" if basis.term else "",
        f"{basis.nobs} rows used{groups}, {basis.n_dropped} not used because a value was missing",
    ]


def _file(name: str, digest: str, lang: Language) -> str:
    if not name:
        return ""
    state = f" (SHA-256 {digest})" if digest else ""
    return f"数据 {name}{state}" if lang == "zh" else f"data {name}{state}"


def _ids(ids: tuple[str, ...], lang: Language) -> str:
    if not ids:
        return ""
    shown = ", ".join(map(str, ids[:_IDS_SHOWN])) + (" …" if len(ids) > _IDS_SHOWN else "")
    return f"编号 {shown}" if lang == "zh" else f"ids {shown}"


def _join(parts: list[str], note: Text, lang: Language) -> str:
    text = ("；" if lang == "zh" else "; ").join(part for part in parts if part)
    return _sentence_zh(text, note) if lang == "zh" else _sentence_en(text, note)


def _sentence_zh(text: str, note: Text) -> str:
    return "。".join(part.rstrip("。") for part in (pick(note, "zh"), text) if part) + "。"


def _sentence_en(text: str, note: Text) -> str:
    parts = (part.rstrip(".") for part in (pick(note, "en"), text) if part)
    return ". ".join(part[:1].upper() + part[1:] for part in parts) + "."
