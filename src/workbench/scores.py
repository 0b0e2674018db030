"""From codings to scores of cases, and from scores to the table of residents or of cases that models read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.coding import check_codings
from workbench.corpus import Corpus
from workbench.errors import OptionError, TableError
from workbench.schemas import CASE_SCORES, CASES, check

_NOT_AVERAGED = ["case_id", "respondent_id", "wave", "weight"]


@dataclass(frozen=True, slots=True)
class Joined:
    """Tables joined by case, with what found no partner.

    Attributes
    ----------
    frame
        Every row of the left table, in its order, with the columns of its case (missing if there are none).
    cases
        One row per case of any table: ``n_respondents`` (rows of the left table), means of the left table's
        numeric columns, and the columns of the right tables.
    unmatched
        ``case_id, side, table, n_rows``: rows of the left table that have no case in right table 1, 2, …,
        and rows of that table that have none on the left. A missing ``case_id`` is one of them.
    n_left, n_right
        Rows of the left table; cases of each right table.
    """

    frame: pd.DataFrame
    cases: pd.DataFrame
    unmatched: pd.DataFrame
    n_left: int
    n_right: tuple[int, ...]


def score_cases(
    codings: pd.DataFrame, corpus: Corpus, *, per_chars: int = 1000, codes: Sequence[str] = ()
) -> pd.DataFrame:
    r"""Count the codings of each code in the texts of each case, relative to the length of those texts.

    Parameters
    ----------
    codings
        Table of codings, all on texts of the corpus. Every row counts: select one coder first if several
        coded the same texts.
    corpus
        The texts. Those without a coding count with their length.
    per_chars
        Score = codings per so many characters.
    codes
        Codes that get rows even where nobody used them, such as those of the codebook.

    Returns
    -------
    pandas.DataFrame
        ``case_id, code_id, n_codings, n_chars, score``, one row for every case and code, zeros included.
        Texts that belong to no case form rows whose ``case_id`` is missing, last, so that no coding is lost.

    Notes
    -----
    :math:`s_{jc} = L \, k_{jc} / n_j`, with k codings of code c, n characters of text of case j, and
    L = `per_chars`. `codings_of` lists the codings behind a score.

    Examples
    --------
    >>> from workbench.coding import make_codings
    >>> from workbench.corpus import Document
    >>> corpus = Corpus((Document("d1", "电梯坏了没人修", case_id="a"), Document("d2", "很好", case_id="b")))
    >>> at = {"doc_id": "d1", "start": 0, "end": 2, "code_id": "repair", "text_hash": corpus["d1"].text_hash}
    >>> score_cases(make_codings([at]), corpus, per_chars=7)
      case_id code_id  n_codings  n_chars  score
    0       a  repair          1        7    1.0
    1       b  repair          0        2    0.0
    """
    if per_chars <= 0:
        raise OptionError(f"per_chars={per_chars} must be above 0, such as 1000")
    check_codings(codings, corpus)
    n_chars = _chars_by_case(corpus)
    columns = list(dict.fromkeys([*codes, *sorted(codings["code_id"].unique())]))
    found = pd.Series(list(zip(_case_ids(codings, corpus), codings["code_id"], strict=True)), dtype=object)
    counts = found.value_counts().to_dict()
    rows = [(case, code, counts.get((case, code), 0), n_chars[case]) for case in n_chars for code in columns]
    frame = pd.DataFrame(rows, columns=CASE_SCORES.names[:4]).astype({"n_codings": int, "n_chars": int})
    return frame.assign(score=per_chars * frame["n_codings"] / frame["n_chars"])


def codings_of(codings: pd.DataFrame, corpus: Corpus, *, case_id: str | None, code_id: str) -> pd.DataFrame:
    """Return the codings behind one score, with the index they have in the table.

    ``case_id=None`` asks for those in texts that belong to no case.
    """
    check_codings(codings, corpus)
    of_case = [case == case_id for case in _case_ids(codings, corpus)]
    return codings[pd.Series(of_case, index=codings.index, dtype=bool) & (codings["code_id"] == code_id)]


def widen(case_scores: pd.DataFrame) -> pd.DataFrame:
    """Turn scores into one row per case and one column per code; texts without a case have no row.

    >>> rows = [("a", "repair", 1, 500, 2.0), ("a", "trust", 0, 500, 0.0)]
    >>> widen(pd.DataFrame(rows, columns=CASE_SCORES.names))
      case_id  repair  trust
    0       a     2.0    0.0
    """
    scores = check(case_scores, CASE_SCORES, name="case_scores").dropna(subset="case_id")
    twice = scores[scores.duplicated(["case_id", "code_id"])]
    if len(twice):
        case_id, code_id = twice[["case_id", "code_id"]].iloc[0]
        raise TableError(
            f"case_scores has case {case_id} and code {code_id} twice; score one coder at a time"
        )
    cases, codes = scores["case_id"].unique(), scores["code_id"].unique()
    wide = scores.pivot(index="case_id", columns="code_id", values="score").loc[cases, codes]
    return wide.rename_axis(columns=None).reset_index()


def join_cases(left: pd.DataFrame, *right: pd.DataFrame) -> Joined:
    """Join residents with what is known of their cases: scores, records, the register.

    Parameters
    ----------
    left
        Rows with a ``case_id``, several per case, such as residents.
    *right
        Tables with one row per case, or the long table of `score_cases`, which is widened.

    Returns
    -------
    Joined
        No row of the left table is lost; whatever finds no partner is counted in ``unmatched``.

    Raises
    ------
    TableError
        If a right table has a case twice, has no case in common with the left one, or shares a column.

    Examples
    --------
    >>> residents = pd.DataFrame({"case_id": ["a", "a", "b"], "RES": [3.0, 4.0, 5.0]})
    >>> records = pd.DataFrame({"case_id": ["a", "c"], "drills": [12, 2]})
    >>> joined = join_cases(residents, records)
    >>> joined.cases
      case_id  n_respondents  RES  drills
    0       a              2  3.5    12.0
    1       b              1  5.0     NaN
    2       c              0  NaN     2.0
    >>> joined.unmatched
      case_id   side  table  n_rows
    0       b   left      1       1
    1       c  right      1       1
    """
    check(left, CASES, name="the left table")
    tables = [_one_row_per_case(table, f"right table {k}") for k, table in enumerate(right, 1)]
    frame, cases = left.reset_index(drop=True), _means(left)
    for k, table in enumerate(tables, 1):
        _check_columns(frame, cases, table, f"right table {k}")
        _check_common(left, table, f"right table {k}")
        frame = frame.merge(table, on="case_id", how="left", validate="many_to_one")
        cases = cases.merge(table, on="case_id", how="outer", sort=False)
    cases["n_respondents"] = cases["n_respondents"].fillna(0).astype(int)
    return Joined(
        frame=frame,
        cases=cases,
        unmatched=_unmatched(left, right, tables),
        n_left=len(left),
        n_right=tuple(len(table) for table in tables),
    )


def _chars_by_case(corpus: Corpus) -> dict[str | None, int]:
    """Characters of text per case, in the order of the corpus, texts without a case last."""
    ordered = sorted(corpus, key=lambda document: not document.case_id)
    chars: dict[str | None, int] = {document.case_id or None: 0 for document in ordered}
    for document in corpus:
        chars[document.case_id or None] += len(document.text)
    return chars


def _case_ids(codings: pd.DataFrame, corpus: Corpus) -> list[str | None]:
    case_of = {document.doc_id: document.case_id or None for document in corpus}
    return [case_of[doc_id] for doc_id in codings["doc_id"]]


def _one_row_per_case(table: pd.DataFrame, name: str) -> pd.DataFrame:
    check(table, CASES, name=name)
    if set(CASE_SCORES.names) <= set(table.columns):
        return widen(table)
    known = table.dropna(subset="case_id")
    twice = known.loc[known["case_id"].duplicated(), "case_id"]
    if len(twice):
        raise TableError(
            f"{name} has case {twice.iloc[0]} in more than one row; it must have one row per case"
        )
    return known.reset_index(drop=True)


def _check_columns(frame: pd.DataFrame, cases: pd.DataFrame, table: pd.DataFrame, name: str) -> None:
    taken = [column for column in table.columns if column != "case_id" and column in {*frame, *cases}]
    if taken:
        columns = ", ".join(map(str, taken))
        raise TableError(f"{name} has {columns}, and so has a table before it; rename or drop one of them")


def _check_common(left: pd.DataFrame, table: pd.DataFrame, name: str) -> None:
    ours, theirs = left["case_id"].dropna().unique(), table["case_id"].unique()
    if len(ours) and len(theirs) and not set(ours) & set(theirs):
        raise TableError(
            f"{name} has no case in common with the left table: there {theirs[0]!r}, here {ours[0]!r}; "
            "write case_id the same way in both"
        )


def _means(left: pd.DataFrame) -> pd.DataFrame:
    numbers = left.select_dtypes(["number", "bool"]).columns.difference(_NOT_AVERAGED, sort=False)
    by_case = left.groupby("case_id", sort=False)
    counts = by_case.size().rename("n_respondents")
    return pd.concat([counts, by_case[list(numbers)].mean()], axis=1).reset_index()


def _unmatched(
    left: pd.DataFrame, right: Sequence[pd.DataFrame], tables: Sequence[pd.DataFrame]
) -> pd.DataFrame:
    rows = [
        (case_id, side, k, n_rows)
        for k, (given, table) in enumerate(zip(right, tables, strict=True), 1)
        for side, ours, theirs in (("left", left, table), ("right", given, left))
        for case_id, n_rows in _count_strangers(ours["case_id"], theirs["case_id"])
    ]
    return pd.DataFrame(rows, columns=["case_id", "side", "table", "n_rows"])


def _count_strangers(ours: pd.Series, theirs: pd.Series) -> Iterator[tuple[object, int]]:
    strangers = ours[ours.isna() | ~ours.isin(theirs.dropna())]
    yield from strangers.value_counts(sort=False, dropna=False).items()
