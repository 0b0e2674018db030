"""What a number came from: models, rows, quotations, and the named values of a report."""

from workbench.evidence.basis import (
    Basis,
    ModelBasis,
    Quote,
    QuotesBasis,
    RowsBasis,
    basis_from,
    is_simulated,
    record_of,
)
from workbench.evidence.language import LANGUAGES, Language, Text, in_both, pick
from workbench.evidence.trace import basis_of, hash_file, model_basis, quotes_basis, rows_basis
from workbench.evidence.values import Value, format_number, value, value_from, value_record

__all__ = [
    "LANGUAGES",
    "Basis",
    "Language",
    "ModelBasis",
    "Quote",
    "QuotesBasis",
    "RowsBasis",
    "Text",
    "Value",
    "basis_from",
    "basis_of",
    "format_number",
    "hash_file",
    "in_both",
    "is_simulated",
    "model_basis",
    "pick",
    "quotes_basis",
    "record_of",
    "rows_basis",
    "value",
    "value_from",
    "value_record",
]
