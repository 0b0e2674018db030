"""From the things an analysis makes (a fit, codings, a table) to the basis of a number."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import OptionError
from workbench.evidence.basis import Basis, ModelBasis, Quote, QuotesBasis, RowsBasis
from workbench.evidence.language import Text
from workbench.schemas import CODINGS, check

if TYPE_CHECKING:
    import pandas as pd

    from workbench.corpus import Corpus, Document

_AROUND = 20  # characters shown on either side of a quotation


def basis_of(source: object) -> tuple[Basis, ...]:
    """Return what something is as evidence.

    Parameters
    ----------
    source
        A basis, a `Fit`, an `Agreement`, a table of codings, any other table, or a tuple or list of these.

    Examples
    --------
    >>> basis_of((RowsBasis(12), RowsBasis(3)))[1].n_rows
    3
    """
    if isinstance(source, ModelBasis | RowsBasis | QuotesBasis):
        return (source,)
    if isinstance(source, tuple | list):
        return tuple(basis for part in source for basis in basis_of(part))
    if hasattr(source, "formula") and hasattr(source, "n_dropped"):
        return (model_basis(source),)
    if hasattr(source, "coders") and hasattr(source, "n_units"):
        return (_agreement_basis(source),)
    if hasattr(source, "columns"):
        return (_table_basis(source),)
    raise OptionError(
        f"of= is {type(source).__name__}, which is no evidence; give a fit, an agreement, a table of "
        "codings, another table, or wb.model_basis, wb.rows_basis or wb.quotes_basis"
    )


def model_basis(
    fit: Any,
    *,
    term: str = "",
    file: str | os.PathLike[str] | None = None,
    note: Text = "",
    simulated: bool = False,
) -> ModelBasis:
    """Return a fit as evidence, for one of its terms if that is named; `file` is the data it read."""
    return ModelBasis(
        formula=fit.formula,
        estimator=str(fit.estimator),
        nobs=int(fit.nobs),
        n_dropped=int(fit.n_dropped),
        term=term,
        vcov=str(getattr(fit, "vcov", "") or ""),
        n_groups=getattr(fit, "n_groups", None),
        data_file=shown_path(file) if file else str(getattr(fit, "data_name", "")),
        data_hash=hash_file(file) if file else "",
        row_ids=tuple(map(str, fit.row_ids)),
        note=note,
        simulated=simulated,
    )


def rows_basis(
    rows: pd.DataFrame | int,
    *,
    file: str | os.PathLike[str] | None = None,
    unit: Text = "",
    note: Text = "",
    simulated: bool = False,
) -> RowsBasis:
    """Return rows of a table as evidence: a frame (its ids are kept) or only their number."""
    return RowsBasis(
        n_rows=rows if isinstance(rows, int) else len(rows),
        data_file=shown_path(file) if file else "",
        data_hash=hash_file(file) if file else "",
        row_ids=() if isinstance(rows, int) else _ids(rows),
        unit=unit,
        note=note,
        simulated=simulated,
    )


def quotes_basis(
    codings: pd.DataFrame, *, corpus: Corpus | None = None, limit: int = 5, note: Text = ""
) -> QuotesBasis:
    """Return codings as evidence, with the first `limit` passages quoted.

    Parameters
    ----------
    codings
        Table of codings; with a column ``quote``, or else with the corpus to read the passages from.
    corpus
        Gives the passages, a few characters around them, the titles, and what is simulated.
    limit
        How many passages are quoted; one of each document before a second of any.
    """
    codings = check(codings, CODINGS, name="codings")
    if corpus is None and "quote" not in codings.columns:
        raise OptionError("codings has no column quote; give quotes_basis(…, corpus=corpus) as well")
    turn = codings.groupby("doc_id", sort=False).cumcount()
    shown = codings.assign(_turn=turn).sort_values("_turn", kind="stable").head(limit)
    rows: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in shown.to_dict("records")]
    quotes = tuple(_quote(row, corpus) for row in rows)
    return QuotesBasis(quotes, len(codings), int(codings["doc_id"].nunique()), note)


def hash_file(path: str | os.PathLike[str]) -> str:
    """First 16 hex digits of the SHA-256 of a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]


def shown_path(path: str | os.PathLike[str]) -> str:
    """Path as a report prints it: from the study's folder, never from the root of the machine."""
    full = Path(path).resolve()
    for parent in full.parents:
        if (parent / "study.toml").is_file():
            return full.relative_to(parent).as_posix()
    return full.name


def _agreement_basis(agreement: Any) -> RowsBasis:
    coders = ", ".join(map(str, agreement.coders))
    return RowsBasis(
        n_rows=int(agreement.n_units),
        row_ids=tuple(map(str, agreement.doc_ids)),
        unit={"zh": f"个分析单元（{agreement.unit}）", "en": f"units ({agreement.unit})"},
        note={"zh": f"编码员 {coders}", "en": f"coders {coders}"},
    )


def _table_basis(frame: Any) -> Basis:
    if {"doc_id", "start", "end", "code_id", "quote"}.issubset(frame.columns):
        return quotes_basis(frame)
    return rows_basis(frame)


def _ids(frame: pd.DataFrame) -> tuple[str, ...]:
    for name in ("respondent_id", "doc_id", "case_id"):
        if name in frame.columns:
            return tuple(dict.fromkeys(map(str, frame[name])))
    return ()


def _quote(row: dict[str, Any], corpus: Corpus | None) -> Quote:
    doc_id, start, end = str(row["doc_id"]), int(row["start"]), int(row["end"])
    document = corpus[doc_id] if corpus is not None else None
    if document is None:
        return Quote(doc_id, start, end, str(row["quote"]))
    before, text, after = _passage(document, start, end)
    return Quote(doc_id, start, end, text, before, after, document.title, document.is_simulated)


def _passage(document: Document, start: int, end: int) -> Iterable[str]:
    text = document.text
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return before, text[start:end], after
