"""Show the named numbers of a report with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from workbench.errors import ReportError
from workbench.evidence import Value, value_record
from workbench.report.display.mime import VALUES, Bundle


@dataclass(frozen=True, slots=True)
class CitedValues:
    """Values that the text may cite as ``[@val:name]``."""

    values: tuple[Value, ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        plain = "\n".join(f"{item.name} = {item.text}" for item in self.values)
        records = {"values": [value_record(item) for item in self.values]}
        return {"text/plain": plain, "text/html": self._html(), VALUES: records}, {}

    def _html(self) -> str:
        rows = "".join(_html_row(item) for item in self.values)
        return f"<table><tr><th>名称</th><th>数字</th><th>出处</th></tr>{rows}</table>"


def _html_row(item: Value) -> str:
    basis = "<br>".join(escape(basis.describe("zh")) for basis in item.basis)
    name, text = escape(item.name), escape(item.text)
    return (
        f"<tr><td><code>{name}</code></td><td><b>{text}</b></td><td style='text-align:left'>{basis}</td></tr>"
    )


def cite_values(*values: Value) -> CitedValues:
    """Show values as the last line of a cell, so that the text can cite them as ``[@val:name]``."""
    merged: dict[str, Value] = {}
    for item in values:
        merge_value(merged, item)
    return CitedValues(tuple(merged.values()))


def merge_value(known: dict[str, Value], item: Value) -> None:
    """Add a value under its name; the same name with another number is an error."""
    other = known.setdefault(item.name, item)
    if (other.number, other.text) != (item.number, item.text):
        raise ReportError(
            f"the value {item.name} is {other.text} in one place and {item.text} in another; "
            "give one of them another name"
        )
