"""Codes on text: the table of codings and coding by dictionary."""

from workbench.coding.dictionary import Dictionary, Pattern, code_with_dictionary
from workbench.coding.double import agreed_codings, disagreements, plan_double_coding
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
    "agreed_codings",
    "check_codings",
    "code_with_dictionary",
    "codes_in_units",
    "combine_codings",
    "disagreements",
    "make_codings",
    "plan_double_coding",
    "read_codings",
    "read_dictionary",
    "select_codings",
    "write_codings",
]
