"""A codebook as the entries of its file: the opposite of reading."""

from __future__ import annotations

from typing import Any

from workbench.codebook.codes import AmbiguousTerm, Attribute, Code, Codebook, CompoundTerm, Family, Group
from workbench.codebook.history import Revision

Entry = dict[str, Any]


def sections(codebook: Codebook) -> dict[str, list[Entry]]:
    """Return the lists of the file by their name, each with the entries of its values."""
    return {
        "families": [_family(family) for family in codebook.families],
        "groups": [_group(group) for group in codebook.groups],
        "codes": [_code(code) for code in codebook.codes],
        "compound_terms": [_compound(compound) for compound in codebook.compound_terms],
        "ambiguous_terms": [_ambiguous(term) for term in codebook.ambiguous_terms],
        "history": [_revision(revision) for revision in codebook.history],
    }


def about(codebook: Codebook) -> Entry:
    """Return the entry ``codebook`` of the file."""
    return _filled(
        {
            "version": codebook.version,
            "title": _both(codebook.title_zh, codebook.title_en),
            "attributes": {attribute.name: _attribute(attribute) for attribute in codebook.attributes},
            "agreement_targets": {"accept": codebook.accept, "tentative": codebook.tentative},
            "stop_contexts": list(codebook.stop_contexts),
        }
    )


def _filled(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if value not in ("", [], {}, None, False)}


def _both(zh: Any, en: Any) -> Entry:
    return _filled({"zh": zh, "en": en})


def _family(family: Family) -> Entry:
    return _filled(
        {
            "id": family.family_id,
            "zh": family.label_zh,
            "en": family.label_en,
            "question_zh": family.question_zh,
            "question_en": family.question_en,
            "rule": family.rule,
            "exclusive": family.exclusive,
            "max_per_segment": None if family.exclusive else family.max_per_segment,
            "colour": family.colour,
        }
    )


def _group(group: Group) -> Entry:
    names = {"id": group.group_id, "family": group.family, "parent": group.parent}
    return _filled({**names, "zh": group.label_zh, "en": group.label_en})


def _attribute(attribute: Attribute) -> Any:
    values = list(attribute.values)
    further = _filled({"zh": attribute.label_zh, "en": attribute.label_en, "required": attribute.required})
    return {"values": values, **further} if further else values


def _code(code: Code) -> Entry:
    return _filled(
        {
            "id": code.code_id,
            "family": code.family,
            "parent": code.parent,
            "label": _both(code.label_zh, code.label_en),
            "definition": _both(code.definition_zh, code.definition_en),
            "include": _both(code.include_zh, code.include_en),
            "exclude": _both(code.exclude_zh, code.exclude_en),
            "terms": _both(list(code.terms_zh), list(code.terms_en)),
            "example_zh": code.example_zh,
            "examples": _both(list(code.examples_zh), list(code.examples_en)),
            "sources": list(code.sources),
            "confusable_with": list(code.confusable_with),
            "core": code.core,
            "colour": code.colour,
            "retired": code.retired,
        }
    )


def _compound(compound: CompoundTerm) -> Entry:
    return {"term": compound.term, "codes": list(compound.code_ids)}


def _ambiguous(term: AmbiguousTerm) -> Entry:
    issue = {"term": term.term, "issue_zh": term.issue_zh, "issue_en": term.issue_en, "rule": term.rule}
    return _filled(issue)


def _revision(revision: Revision) -> Entry:
    return _filled(
        {
            "version": revision.version,
            "previous": revision.previous,
            "at": revision.at,
            "by": revision.by,
            "operation": revision.operation,
            "ids": list(revision.ids),
            "into": list(revision.into),
            "fields": list(revision.fields),
            "reason": revision.reason,
        }
    )
