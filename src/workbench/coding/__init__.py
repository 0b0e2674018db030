"""Codes on text: the table of codings and coding by dictionary."""

from workbench.coding.dictionary import Dictionary, Pattern, code_with_dictionary
from workbench.coding.read import read_dictionary
from workbench.coding.table import (
    check_codings,
    combine_codings,
    make_codings,
    read_codings,
    select_codings,
    write_codings,
)
from workbench.coding.units import codes_in_units

__all__ = [
    "Dictionary",
    "Pattern",
    "check_codings",
    "code_with_dictionary",
    "codes_in_units",
    "combine_codings",
    "make_codings",
    "read_codings",
    "read_dictionary",
    "select_codings",
    "write_codings",
]
