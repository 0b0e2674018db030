"""A codebook as tables: for the appendix, and for the eye that looks for terms within terms."""

from __future__ import annotations

import pandas as pd

from workbench.codebook.codes import LANGUAGES, Code, Codebook, Language
from workbench.codebook.tree import in_order
from workbench.schemas import check_option


def codebook_table(codebook: Codebook, lang: Language = "zh") -> pd.DataFrame:
    """Return one row per code, in the language asked for, ready to print as an appendix.

    A code is followed by those below it, whose labels begin with its label; a retired code says so.

    Returns
    -------
    DataFrame
        ``family, code_id, label, definition, include, exclude, terms, example, core``; the
        example is always Chinese, as the passages are, unless there are English ones.
    """
    check_option(lang, LANGUAGES, name="lang")
    rows = [_row(codebook, code, lang) for code in in_order(codebook)]
    columns = ["family", "code_id", "label", "definition", "include", "exclude", "terms", "example", "core"]
    return pd.DataFrame(rows, columns=columns)


def _row(codebook: Codebook, code: Code, lang: Language) -> tuple[object, ...]:
    zh = lang == "zh"
    return (
        codebook.family(code.family).label(lang),
        code.code_id,
        _label(codebook, code, lang),
        code.definition_zh if zh else code.definition_en,
        code.include_zh if zh else code.include_en,
        code.exclude_zh if zh else code.exclude_en,
        "、".join(code.terms_zh) if zh else ", ".join(code.terms_en),
        _examples(code, lang),
        code.core,
    )


def _label(codebook: Codebook, code: Code, lang: Language) -> str:
    above = [codebook[up].label(lang) for up in codebook.ancestors(code.code_id) if up in codebook]
    label = " › ".join([*reversed(above), code.label(lang)])
    return label + {"zh": "（已停用）", "en": " (retired)"}[lang] if code.retired else label


def _examples(code: Code, lang: Language) -> str:
    if lang == "en" and code.examples_en:
        return "\n".join(code.examples_en)
    return "\n".join(filter(None, [code.example_zh, *code.examples_zh]))


def contained_terms(codebook: Codebook) -> pd.DataFrame:
    """Return the Chinese terms that lie inside longer terms, where longest match decides.

    Returns
    -------
    DataFrame
        ``term, code_id, within, within_code_id, same_family``; in one family only the longer
        term is counted at one place, in two families both are.
    """
    owners = [(term, code) for code in codebook for term in code.terms_zh]
    rows = [
        (term, code.code_id, longer, other.code_id, code.family == other.family)
        for term, code in owners
        for longer, other in owners
        if term != longer and term in longer
    ]
    return pd.DataFrame(rows, columns=["term", "code_id", "within", "within_code_id", "same_family"])
