"""Read a codebook from its YAML file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.codebook.check import codebook_faults
from workbench.codebook.check_further import make_group
from workbench.codebook.codes import AmbiguousTerm, Attribute, Code, Codebook, CompoundTerm, Family
from workbench.codebook.history import Revision
from workbench.sources.yaml_lines import read_yaml


def read_codebook(path: str | Path) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    path
        YAML file with the entries ``codebook``, ``families``, ``codes`` and, if wanted, ``groups``,
        ``compound_terms``, ``ambiguous_terms`` and ``history``.

    Raises
    ------
    DefinitionError
        One line with file and line number: not YAML, a code or family id that occurs twice,
        a term of two codes, an unknown family or parent, a missing label, a colour that is none.
    UnreadableFileError
        If the file is absent or not UTF-8.
    """
    root = read_yaml(path, name=str(path))
    content: dict[str, Any] = root.value
    root.refuse(codebook_faults(content))
    about = content["codebook"]
    targets = about.get("agreement_targets") or {}
    return Codebook(
        codes=tuple(_code(entry) for entry in content["codes"]),
        families=tuple(_family(entry) for entry in content["families"]),
        version=str(about["version"]),
        title_zh=_text(about, "title", "zh"),
        title_en=_text(about, "title", "en"),
        stop_contexts=tuple(about.get("stop_contexts") or ()),
        compound_terms=tuple(
            CompoundTerm(entry["term"], tuple(entry["codes"]))
            for entry in content.get("compound_terms") or ()
        ),
        ambiguous_terms=tuple(_ambiguous(entry) for entry in content.get("ambiguous_terms") or ()),
        accept=float(targets.get("accept", 0.8)),
        tentative=float(targets.get("tentative", 0.667)),
        groups=tuple(make_group(entry) for entry in content.get("groups") or ()),
        attributes=tuple(_attribute(*pair) for pair in (about.get("attributes") or {}).items()),
        history=tuple(_revision(entry) for entry in content.get("history") or ()),
    )


def _text(entry: dict[str, Any], key: str, lang: str) -> str:
    return str((entry.get(key) or {}).get(lang) or "")


def _family(entry: dict[str, Any]) -> Family:
    return Family(
        entry["id"],
        entry["zh"],
        entry["en"],
        question_zh=entry.get("question_zh", ""),
        question_en=entry.get("question_en", ""),
        rule=entry.get("rule", ""),
        max_per_segment=1 if entry.get("exclusive") else entry.get("max_per_segment"),
        colour=entry.get("colour") or "",
    )


def _attribute(name: str, entry: Any) -> Attribute:
    """An attribute is the list of its values, or has labels beside them."""
    if isinstance(entry, list):
        return Attribute(name, tuple(entry))
    return Attribute(
        name,
        tuple(entry["values"]),
        label_zh=str(entry.get("zh") or ""),
        label_en=str(entry.get("en") or ""),
        required=bool(entry.get("required", False)),
    )


def _revision(entry: dict[str, Any]) -> Revision:
    return Revision(
        version=entry["version"],
        previous=entry["previous"],
        operation=entry["operation"],
        ids=tuple(entry.get("ids") or ()),
        into=tuple(entry.get("into") or ()),
        fields=tuple(entry.get("fields") or ()),
        at=entry.get("at", ""),
        by=entry.get("by", ""),
        reason=entry.get("reason", ""),
    )


def _code(entry: dict[str, Any]) -> Code:
    terms, examples = entry.get("terms") or {}, entry.get("examples") or {}
    return Code(
        code_id=entry["id"],
        family=entry["family"],
        label_zh=_text(entry, "label", "zh"),
        label_en=_text(entry, "label", "en"),
        definition_zh=_text(entry, "definition", "zh"),
        definition_en=_text(entry, "definition", "en"),
        include_zh=_text(entry, "include", "zh"),
        include_en=_text(entry, "include", "en"),
        exclude_zh=_text(entry, "exclude", "zh"),
        exclude_en=_text(entry, "exclude", "en"),
        terms_zh=tuple(terms.get("zh") or ()),
        terms_en=tuple(terms.get("en") or ()),
        example_zh=entry.get("example_zh") or "",
        parent=entry.get("parent") or "",
        sources=tuple(entry.get("sources") or ()),
        confusable_with=tuple(entry.get("confusable_with") or ()),
        core=bool(entry.get("core", False)),
        colour=entry.get("colour") or "",
        retired=bool(entry.get("retired", False)),
        examples_zh=tuple(examples.get("zh") or ()),
        examples_en=tuple(examples.get("en") or ()),
    )


def _ambiguous(entry: dict[str, Any]) -> AmbiguousTerm:
    return AmbiguousTerm(
        entry["term"], entry.get("issue_zh", ""), entry.get("issue_en", ""), entry.get("rule", "")
    )
