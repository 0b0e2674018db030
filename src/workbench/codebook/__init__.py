"""Codes: what each means, when it applies, which words suggest it."""

from workbench.codebook.codes import AmbiguousTerm, Code, Codebook, CompoundTerm, Family
from workbench.codebook.read import read_codebook
from workbench.codebook.table import codebook_table, contained_terms

__all__ = [
    "AmbiguousTerm",
    "Code",
    "Codebook",
    "CompoundTerm",
    "Family",
    "codebook_table",
    "contained_terms",
    "read_codebook",
]
