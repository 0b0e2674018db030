"""A number of a report: its name, its one printed form, and what it rests on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, SupportsFloat

from workbench.errors import OptionError, ReportError
from workbench.evidence.basis import Basis, basis_from, record_of
from workbench.evidence.trace import basis_of

_DIGITS = 8  # significant; libraries of linear algebra differ in the last ones
_NAME = re.compile(r"(?!(fig|tbl|sec|eq)-)[^\W_][\w.-]*")


@dataclass(frozen=True, slots=True)
class Value:
    """A named number; `text` is the one form in which every report prints it."""

    name: str
    number: float
    text: str
    basis: tuple[Basis, ...]


def value(name: str, number: SupportsFloat, *, of: object, format: str = ".2f") -> Value:
    """Name a number and say what it rests on.

    Parameters
    ----------
    name
        How the report calls it: ``value("alpha_RES", …)`` is printed where it says ``[@val:alpha_RES]``.
    number
        Full precision; only `format` rounds it.
    of
        What it rests on: see `basis_of`.
    format
        A format of Python (``".2f"``, ``",d"``, ``".1%"``); ``"p"`` for a p value (0.012, <0.001), ``"=p"``
        for the same with its sign (= 0.012, < 0.001).

    Examples
    --------
    >>> from workbench.evidence import RowsBasis
    >>> value("alpha_RES", 0.8125, of=RowsBasis(120)).text
    '0.81'
    """
    if not _NAME.fullmatch(name) or name[-1] in ".-":
        raise OptionError(
            f"name={name!r} cannot name a value; use letters, digits and _ . - and begin with a letter "
            "(fig-, tbl-, sec- and eq- are taken)"
        )
    basis = basis_of(of)
    if not basis:
        raise ReportError(f"the value {name} rests on nothing; say of= what")
    return Value(name, float(number), format_number(number, format, name=name), basis)


def format_number(number: Any, spec: str, *, name: str) -> str:
    """Print a number with a true minus sign.

    >>> format_number(-0.1234, ".2f", name="b"), format_number(0.0004, "p", name="p")
    ('−0.12', '<0.001')
    """
    as_float = float(number)
    if not math.isfinite(as_float):
        raise ReportError(f"the value {name} is {as_float}; a report can only print a number")
    if spec in {"p", "=p"}:
        below, number_text = as_float < 0.001, f"{as_float:.3f}"
        sign = ("< " if below else "= ") if spec == "=p" else ("<" if below else "")
        return sign + ("0.001" if below else number_text)
    try:
        text = format(round(as_float) if spec.endswith("d") else as_float, spec)
    except ValueError as error:
        raise OptionError(
            f'format={spec!r} of the value {name} is no number format; use ".2f", "d" or "p"'
        ) from error
    return _unsigned_zero(text).replace("-", "−")


def _unsigned_zero(text: str) -> str:
    return text.lstrip("-") if text.startswith("-") and not re.search("[1-9]", text) else text


def value_record(item: Value) -> dict[str, Any]:
    """Write a value as plain JSON, its number with the digits that are the same on every machine."""
    return {
        "name": item.name,
        "number": float(f"{item.number:.{_DIGITS}g}"),
        "text": item.text,
        "basis": [record_of(basis) for basis in item.basis],
    }


def value_from(record: Mapping[str, Any]) -> Value:
    """Read a value back from `value_record`."""
    basis = tuple(basis_from(part) for part in record["basis"])
    return Value(str(record["name"]), float(record["number"]), str(record["text"]), basis)
