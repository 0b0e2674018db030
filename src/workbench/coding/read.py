"""Read a dictionary: the terms of the codebook and what the project adds to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.codebook import Codebook
from workbench.codebook.check import term_faults, text_list_faults
from workbench.coding.dictionary import Dictionary, Pattern
from workbench.sources.yaml_lines import Fault, Place, read_yaml

KEYS = ("terms", "stop_contexts", "words")


def read_dictionary(path: str | Path | None, codebook: Codebook) -> Dictionary:
    """Join the terms of a codebook with those that a project adds.

    Parameters
    ----------
    path
        YAML file with any of ``terms`` (code id: list of terms), ``stop_contexts`` and ``words``
        (words for the tokenizer that suggest no code); None for the codebook alone.
    codebook
        Codes, their terms, compound terms and stop contexts.

    Raises
    ------
    DefinitionError
        One line with file and line number: an unknown entry or code, a term of two codes.
    UnreadableFileError
        If the file is absent or not UTF-8.
    """
    added: dict[str, Any] = {}
    if path is not None:
        root = read_yaml(path, name=str(path))
        content = root.value
        root.refuse(_faults(content, codebook))
        added = content or {}
    terms = added.get("terms") or {}
    return Dictionary(
        patterns=(*_compounds(codebook), *_singles(codebook, terms)),
        stop_contexts=tuple(dict.fromkeys([*codebook.stop_contexts, *(added.get("stop_contexts") or ())])),
        version=codebook.version,
        further_words=tuple(added.get("words") or ()),
    )


def _compounds(codebook: Codebook) -> Iterator[Pattern]:
    for compound in codebook.compound_terms:
        if any(codebook[code_id].retired for code_id in compound.code_ids):
            continue
        families = tuple(codebook[code_id].family for code_id in compound.code_ids)
        yield Pattern(compound.term, compound.code_ids, families, is_compound=True)


def _singles(codebook: Codebook, added: dict[str, list[str]]) -> Iterator[Pattern]:
    for code in codebook:
        if code.retired:
            continue
        for term in (*code.terms_zh, *code.terms_en, *added.get(code.code_id, ())):
            yield Pattern(term, (code.code_id,), (code.family,))


def _faults(content: Any, codebook: Codebook) -> Iterator[Fault]:
    if content is None:
        return
    if not isinstance(content, dict) or not isinstance(content.get("terms") or {}, dict):
        yield Fault((), f"a dictionary has the entries {', '.join(KEYS)}, and terms has a list per code id")
        return
    for key in content:
        if key not in KEYS:
            yield Fault((key,), f"unknown entry {key}; a dictionary has {', '.join(KEYS)}")
    for key in ("stop_contexts", "words"):
        yield from text_list_faults(content.get(key) or [], (key,), key)
    shape = list(_term_shape_faults(content.get("terms") or {}, codebook))
    yield from shape or term_faults(_added_terms(content.get("terms") or {}), _terms_held(codebook))


def _term_shape_faults(terms: dict[str, Any], codebook: Codebook) -> Iterator[Fault]:
    for code_id, words in terms.items():
        if code_id not in codebook:
            yield Fault(("terms", code_id), f"{code_id} is no code of the codebook; correct the id")
        yield from text_list_faults(words, ("terms", code_id), f"terms of code {code_id}")


def _added_terms(terms: dict[str, list[str]]) -> list[tuple[str, str, Place]]:
    return [
        (term, code_id, ("terms", code_id, position))
        for code_id, words in terms.items()
        for position, term in enumerate(words)
    ]


def _terms_held(codebook: Codebook) -> dict[str, str]:
    return {term.lower(): code.code_id for code in codebook for term in (*code.terms_zh, *code.terms_en)}
