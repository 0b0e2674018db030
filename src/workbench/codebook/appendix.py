"""The further tables of a codebook's appendix: attributes, rules, and what changed in each version."""

from __future__ import annotations

import pandas as pd

from workbench.codebook.codes import LANGUAGES, Codebook, Family, Language
from workbench.codebook.history import Operation
from workbench.schemas import check_option

_OPERATIONS: dict[Operation, tuple[str, str]] = {
    "add": ("新增", "added"),
    "change": ("修改", "changed"),
    "rename": ("改名", "renamed"),
    "merge": ("合并", "merged"),
    "split": ("拆分", "split"),
    "move": ("移动", "moved"),
    "retire": ("停用", "retired"),
    "restore": ("恢复", "restored"),
    "recolour": ("换色", "recoloured"),
}


def codebook_rules(codebook: Codebook, lang: Language = "zh") -> pd.DataFrame:
    """Return one row per family: its question, its rule in words, how many codes a place may have.

    Returns
    -------
    DataFrame
        ``family_id, label, question, rule, max_per_segment`` (missing: any number), ``n_codes`` (in use).
    """
    check_option(lang, LANGUAGES, name="lang")
    rows = [
        (
            family.family_id,
            family.label(lang),
            family.question_zh if lang == "zh" else family.question_en,
            _rule(family, lang),
            family.max_per_segment,
            sum(not code.retired for code in codebook.codes_of(family.family_id)),
        )
        for family in codebook.families
    ]
    columns = ["family_id", "label", "question", "rule", "max_per_segment", "n_codes"]
    return pd.DataFrame(rows, columns=columns).astype({"max_per_segment": "Int64"})


def _rule(family: Family, lang: Language) -> str:
    if family.rule or family.max_per_segment is None:
        return family.rule
    n = family.max_per_segment
    return f"每段至多 {n} 个" if lang == "zh" else f"at most {n} per segment"


def codebook_attributes(codebook: Codebook, lang: Language = "zh") -> pd.DataFrame:
    """Return one row per attribute of a coding: ``attribute, label, values, required``."""
    check_option(lang, LANGUAGES, name="lang")
    between = "、" if lang == "zh" else ", "
    rows = [(a.name, a.label(lang), between.join(a.values), a.required) for a in codebook.attributes]
    return pd.DataFrame(rows, columns=["attribute", "label", "values", "required"])


def codebook_versions(codebook: Codebook, lang: Language = "zh") -> pd.DataFrame:
    """Return one row per change of the codebook, oldest first.

    Returns
    -------
    DataFrame
        ``version, at, by, operation, codes`` (with an arrow to what they became), ``reason``.
    """
    check_option(lang, LANGUAGES, name="lang")
    between = "、" if lang == "zh" else ", "
    rows = [
        (
            revision.version,
            revision.at,
            revision.by,
            _OPERATIONS[revision.operation][lang == "en"],
            " → ".join(filter(None, [between.join(revision.ids), between.join(revision.into)])),
            revision.reason,
        )
        for revision in codebook.history
    ]
    return pd.DataFrame(rows, columns=["version", "at", "by", "operation", "codes", "reason"])
