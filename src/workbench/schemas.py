"""The tables that cross a function border: each column means one thing everywhere and is declared here.

`check` is called where a frame enters (readers, store, public functions), not between private ones.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import OptionError, TableError

if TYPE_CHECKING:
    import pandas as pd

#: Where a document comes from: invented, printed elsewhere, or the study's own fieldwork.
STATUSES = ("simulated", "published", "fieldwork")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its values are, and whether the table may do without it."""

    name: str
    meaning: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Many rows of one kind."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Names of all columns, in their order."""
        return [column.name for column in self.columns]


CODINGS = Table(
    "codings",
    "one application of a code to a passage",
    (
        Column("doc_id", "document"),
        Column("start", "first code point of the passage in the document's repaired text"),
        Column("end", "first code point after it"),
        Column("code_id", "code of the codebook"),
        Column("coder_id", "who or what coded"),
        Column("coder_kind", "human, consensus, dictionary, machine, or sample (made for the example)"),
        Column("codebook_version", "version the coding was made under"),
        Column("text_hash", "hash of the text that start and end point into"),
        Column("confidence", "probability a machine gives, missing for others"),
        Column("quote", "the passage itself", required=False),
    ),
)

PLACES = Table(
    "passages",
    "one passage of a document",
    (
        Column("doc_id", "document"),
        Column("start", "first code point of the passage in the document's repaired text"),
        Column("end", "first code point after it"),
    ),
)

EDITS = Table(
    "edits",
    "one change of a text, made or proposed",
    tuple(
        Column(name, meaning)
        for name, meaning in (
            ("edit_id", "name of the change, the same at every run; decisions refer to it"),
            ("rule", "name of the rule"),
            ("state", "applied, accepted (a proposal a person wanted), proposed, or refused"),
            ("automatic", "True: the rule is certain; False: a guess"),
            ("start", "first code point of the change in the original"),
            ("end", "first code point after it"),
            ("byte_start", "first byte of the change in the file; missing for packed files"),
            ("byte_end", "first byte after it"),
            ("line", "line of the original, from 1"),
            ("place", "page, row or time in the original, if it has them"),
            ("text_start", "where the change stands in the repaired text"),
            ("text_end", "first code point after it"),
            ("before", "the characters as the step found them; withheld for names"),
            ("after", "the characters as the step leaves them"),
            ("reason", "why a change is only proposed"),
        )
    ),
)

RESPONSES = Table(
    "responses",
    "one respondent; further columns are the items",
    (
        Column("respondent_id", "respondent"),
        Column("case_id", "community"),
        Column("weight", "survey weight", required=False),
    ),
)

CASE_SCORES = Table(
    "case_scores",
    "one case and code",
    (
        Column("case_id", "case"),
        Column("code_id", "code"),
        Column("n_codings", "codings counted"),
        Column("n_chars", "characters of text of the case"),
        Column("score", "codings per `per_chars` characters"),
    ),
)

CASES = Table("cases", "one case; further columns are scores", (Column("case_id", "case"),))

ESTIMATES = Table(
    "estimates",
    "one term of a model",
    (
        Column("term", "name of the term"),
        Column("estimate", "point estimate"),
        Column("std_error", "standard error"),
        Column("statistic", "estimate / std_error"),
        Column("p_value", "two-sided p value"),
        Column("conf_low", "lower limit of the confidence interval"),
        Column("conf_high", "upper limit"),
        Column("df", "degrees of freedom of t; infinite for a z test", required=False),
    ),
)

FIT_SUMMARY = Table(
    "fit_summary",
    "one model",
    tuple(
        Column(name, meaning)
        for name, meaning in (
            ("nobs", "rows used"),
            ("n_dropped", "rows removed because a value was missing"),
            ("n_groups", "groups or clusters, missing if there are none"),
            ("r_squared", "share of variance explained, missing where it has no meaning"),
            ("aic", "Akaike information criterion"),
            ("bic", "Bayesian information criterion"),
            ("log_lik", "log likelihood"),
            ("icc", "intraclass correlation, missing without a random intercept"),
            ("converged", "True if the estimator reports convergence"),
        )
    ),
)


def check(frame: pd.DataFrame, table: Table, *, name: str) -> pd.DataFrame:
    """Return the frame if it has the columns that the table requires.

    Raises
    ------
    TableError
        Naming the frame, the missing columns and the columns that are there.
    """
    missing = [
        column.name for column in table.columns if column.required and column.name not in frame.columns
    ]
    if missing:
        raise TableError(
            f"{name} has no column {', '.join(missing)} (a table of {table.name} has {table.row} a row); "
            f"its columns are {', '.join(map(str, frame.columns))}"
        )
    return frame


def check_option(value: str, allowed: Collection[str], *, name: str) -> str:
    """Return the value if it is one of those allowed, else say which are."""
    if value not in allowed:
        raise OptionError(f"{name}={value!r} is not possible; choose one of {', '.join(map(repr, allowed))}")
    return value
