"""Colours of codes and families: as written, else a default that stays the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.errors import OptionError

if TYPE_CHECKING:
    from workbench.codebook.codes import Codebook

#: Told apart with every kind of colour blindness: Okabe & Ito (2008), then two of Tol's "muted" scheme
#: (2021). Further families begin again; patterns tell them apart.
PALETTE = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#f0e442",
    "#332288",
    "#882255",
)
_PATTERN = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: object) -> bool:
    """Whether a value is a colour that may be written into a page: # and six hexadecimal digits.

    >>> is_colour("#0072B2"), is_colour("red"), is_colour("#fff;background:url(x)")
    (True, False, False)
    """
    return isinstance(text, str) and _PATTERN.fullmatch(text) is not None


def check_colour(text: str) -> str:
    """Return a colour in small letters, or refuse it."""
    if not is_colour(text):
        raise OptionError(f"{text!r} is no colour; write # and six hexadecimal digits, such as #0072b2")
    return text.lower()


def colours(codebook: Codebook) -> dict[str, str]:
    """Return a colour for every family and every code.

    A code has its own colour, else that of the nearest code above it, else that of its family; a family
    without one has that of its place in `PALETTE`, so adding, merging or moving codes changes no other.
    """
    found = {
        family.family_id: family.colour or PALETTE[position % len(PALETTE)]
        for position, family in enumerate(codebook.families)
    }
    own = {code.code_id: code.colour for code in codebook if code.colour}
    for code in codebook:
        above = (own[up] for up in (code.code_id, *codebook.ancestors(code.code_id)) if up in own)
        found[code.code_id] = next(above, found[code.family])
    return {name: colour.lower() for name, colour in found.items()}
