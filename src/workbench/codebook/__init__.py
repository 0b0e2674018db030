"""Codes: what each means, when it applies, which words suggest it, and how all this came to be."""

from workbench.codebook.appendix import codebook_attributes, codebook_rules, codebook_versions
from workbench.codebook.change import (
    add_code,
    change_code,
    move_code,
    recolour,
    rename_code,
    restore_code,
    retire_code,
)
from workbench.codebook.codes import (
    AmbiguousTerm,
    Attribute,
    Code,
    Codebook,
    CompoundTerm,
    Family,
    Group,
)
from workbench.codebook.colours import PALETTE, colours
from workbench.codebook.diff import diff_codebooks
from workbench.codebook.history import Revision
from workbench.codebook.lineage import Successors, merge_codes, split_code, successors
from workbench.codebook.read import read_codebook
from workbench.codebook.remap import Remapped, remap_codings
from workbench.codebook.rules import ADJUDICATION, check_rules
from workbench.codebook.table import codebook_table, contained_terms
from workbench.codebook.tree import children, descendants, in_order
from workbench.codebook.write import write_codebook

__all__ = [
    "ADJUDICATION",
    "PALETTE",
    "AmbiguousTerm",
    "Attribute",
    "Code",
    "Codebook",
    "CompoundTerm",
    "Family",
    "Group",
    "Remapped",
    "Revision",
    "Successors",
    "add_code",
    "change_code",
    "check_rules",
    "children",
    "codebook_attributes",
    "codebook_rules",
    "codebook_table",
    "codebook_versions",
    "colours",
    "contained_terms",
    "descendants",
    "diff_codebooks",
    "in_order",
    "merge_codes",
    "move_code",
    "read_codebook",
    "recolour",
    "remap_codings",
    "rename_code",
    "restore_code",
    "retire_code",
    "split_code",
    "successors",
    "write_codebook",
]
