"""What can be wrong with a codebook file: each check yields the faults it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.codebook.check_further import further_faults, further_shape_faults
from workbench.sources.yaml_lines import Fault, Place

CODE_KEYS = [
    "id",
    "family",
    "parent",
    "level",
    "label",
    "definition",
    "include",
    "exclude",
    "terms",
    "example_zh",
    "sources",
    "confusable_with",
    "core",
    "colour",
    "retired",
    "examples",
]


def codebook_faults(content: Any) -> Iterator[Fault]:
    """Everything wrong with the content of a codebook file; later checks need the earlier ones."""
    shape = list(_shape_faults(content)) or list(further_shape_faults(content))
    yield from shape
    if shape:
        return
    yield from _id_faults(content)
    yield from _reference_faults(content)
    yield from further_faults(content)
    yield from term_faults(term_places(content))


def term_places(content: dict[str, Any]) -> list[tuple[str, str, Place]]:
    """Term, code and place of every term of every code."""
    return [
        (term, code["id"], ("codes", index, "terms", lang, position))
        for index, code in enumerate(content["codes"])
        for lang, terms in (code.get("terms") or {}).items()
        for position, term in enumerate(terms)
    ]


def term_faults(
    terms: Iterable[tuple[str, str, Place]], held: Mapping[str, str] | None = None
) -> Iterator[Fault]:
    """Terms that occur twice, in two codes or in one; capitals do not tell terms apart.

    `held` are terms, in small letters, that already belong to a code.
    """
    owners = dict(held or {})
    for term, code_id, place in terms:
        owner = owners.setdefault(term.lower(), "")
        if owner == code_id:
            yield Fault(place, f"term {term} occurs twice in {code_id}; delete one")
        elif owner:
            yield Fault(place, f"term {term} belongs to {owner} and to {code_id}; keep it in one of them")
        else:
            owners[term.lower()] = code_id


def text_list_faults(value: Any, place: Place, what: str) -> Iterator[Fault]:
    """Whatever is not a list of non-empty texts (YAML reads a bare no or 12 as something else)."""
    if not isinstance(value, list):
        yield Fault(place, f"{what} must be a list: [a, b]")
        return
    for position, item in enumerate(value):
        if not isinstance(item, str) or not item.strip():
            yield Fault((*place, position), f"{what} holds {item!r}, which is not a text; put it in quotes")
        elif item != item.strip():
            yield Fault(
                (*place, position), f"{what} holds {item!r} with a space at its edge; delete the space"
            )


def _shape_faults(content: Any) -> Iterator[Fault]:
    if not isinstance(content, dict):
        yield Fault((), "a codebook has the entries codebook, families and codes")
        return
    if not isinstance(content.get("codebook"), dict) or "version" not in content["codebook"]:
        yield Fault(("codebook",), "the codebook has no version; write codebook: {version: 0.1.0}")
    else:
        stops = content["codebook"].get("stop_contexts") or []
        yield from text_list_faults(stops, ("codebook", "stop_contexts"), "stop_contexts")
    for section in ("families", "codes"):
        yield from _section_faults(content.get(section), section)
    yield from _compound_shape_faults(content.get("compound_terms") or [])


def _section_faults(entries: Any, section: str) -> Iterator[Fault]:
    if not isinstance(entries, list) or not entries:
        yield Fault((section,), f"{section} must be a list with at least one entry")
        return
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            yield Fault((section, index), f"this entry of {section} has no id; write - id: name")
        elif section == "codes":
            yield from _code_shape_faults(entry, ("codes", index))
        elif not all(isinstance(entry.get(lang), str) for lang in ("zh", "en")):
            yield Fault((section, index), f"family {entry['id']} has no label; write zh: and en:")


def _code_shape_faults(code: dict[str, Any], place: Place) -> Iterator[Fault]:
    for key in code:
        if key not in CODE_KEYS:
            known = ", ".join(CODE_KEYS)
            yield Fault((*place, key), f"code {code['id']} has an unknown entry {key}; entries are {known}")
    for key in ("definition", "include", "exclude", "terms", "examples"):
        if not isinstance(code.get(key) or {}, dict):
            yield Fault((*place, key), f"{key} of code {code['id']} must have the entries zh and en")
    yield from _label_faults(code, place)
    for key in ("terms", "examples"):
        texts = code.get(key)
        for lang, words in texts.items() if isinstance(texts, dict) else ():
            yield from text_list_faults(words or [], (*place, key, lang), f"{key} of code {code['id']}")


def _label_faults(code: dict[str, Any], place: Place) -> Iterator[Fault]:
    label = code.get("label")
    for lang in ("zh", "en"):
        text = label.get(lang) if isinstance(label, dict) else None
        if not isinstance(text, str) or not text.strip():
            message = f"code {code['id']} has no label in {lang}; write label: {{zh: …, en: …}}"
            yield Fault((*place, "label"), message)


def _compound_shape_faults(entries: Any) -> Iterator[Fault]:
    if not isinstance(entries, list):
        yield Fault(("compound_terms",), "compound_terms must be a list")
        return
    for index, entry in enumerate(entries):
        place = ("compound_terms", index)
        if not isinstance(entry, dict) or not isinstance(entry.get("term"), str):
            yield Fault(place, "this compound term has no term; write - term: word")
        else:
            yield from text_list_faults(entry.get("codes"), (*place, "codes"), f"codes of {entry['term']}")


def _id_faults(content: dict[str, Any]) -> Iterator[Fault]:
    for section, key in (("families", "id"), ("codes", "id"), ("compound_terms", "term")):
        seen: set[str] = set()
        for index, entry in enumerate(content.get(section) or []):
            if entry[key] in seen:
                message = f"{key} {entry[key]} occurs twice in {section}; make it unique"
                yield Fault((section, index, key), message)
            seen.add(entry[key])


def _reference_faults(content: dict[str, Any]) -> Iterator[Fault]:
    families = [family["id"] for family in content["families"]]
    codes = {code["id"] for code in content["codes"]}
    for index, code in enumerate(content["codes"]):
        if code.get("family") not in families:
            yield Fault(
                ("codes", index, "family"),
                f"code {code['id']} names family {code.get('family')}; families are {', '.join(families)}",
            )
        for position, other in enumerate(code.get("confusable_with") or []):
            if other not in codes:
                place = ("codes", index, "confusable_with", position)
                yield Fault(place, f"code {code['id']} is confusable with {other}, which is no code")
    for index, compound in enumerate(content.get("compound_terms") or []):
        for position, code_id in enumerate(compound["codes"]):
            if code_id not in codes:
                place = ("compound_terms", index, "codes", position)
                yield Fault(place, f"compound term {compound['term']} names {code_id}, which is no code")
