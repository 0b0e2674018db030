"""Read a questionnaire from its YAML file; a mistake in the file is answered with its line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbench.sources.yaml_lines import Entry, read_yaml
from workbench.survey.questionnaire import AttentionCheck, Choice, Field, Item, Questionnaire, Scale

SCHEMA = "crg-instrument/1"
ROLES = ("governance-factor", "mediator", "outcome", "marker")
KINDS = ("perception", "self-report-behaviour")
FIELD_TYPES = (
    "id", "code", "text", "single", "multi", "ordinal", "number", "month", "date-range", "category",
)  # fmt: skip
_ITEM_KEYS = ("id", "zh", "en", "reverse", "kind", "capacity")
_SCALE_KEYS = ("id", "zh", "en", "role", "codes", "props", "dont_know", "items", "score")


def read_questionnaire(path: str | Path) -> Questionnaire:
    """Read a questionnaire from its YAML file.

    Raises
    ------
    DefinitionError
        Naming the file and the line: broken YAML, a missing or unknown key, an id that occurs twice, a
        value that is not possible.
    UnreadableFileError
        If the file is absent or not UTF-8.
    """
    root = read_yaml(path)
    root.choice("schema", (SCHEMA,))
    low, high = _range_of_answers(root["scale"])
    scales = [_read_scale(entry, low=low, high=high) for entry in root["constructs"]]
    if (participation := root.get("participation")) is not None:
        scales.append(_read_participation(participation))
    if (marker := root.get("marker")) is not None:
        scales.append(_read_scale(marker, low=low, high=high, role="marker"))
    _refuse_repeated_ids(root)
    return Questionnaire(
        title_zh=root["title"].text("zh"),
        title_en=root["title"].text("en"),
        version=root.text("version"),
        scales=tuple(scales),
        missing=_read_numbered(root["scale"].entries("missing")),
        anchors=_read_numbered(root["scale"].entries("anchors")),
        attention_checks=tuple(_read_check(e, low=low, high=high) for e in root.entries("attention_checks")),
        demographics=_read_fields(root.entries("demographics")),
        incident=_read_fields(_under(root, "incident", "items")),
        record_sheet=_read_fields(_under(root, "community_record_sheet", "fields")),
    )


def _under(root: Entry, key: str, inner: str) -> tuple[Entry, ...]:
    entry = root.get(key)
    return () if entry is None else entry.entries(inner)


def _range_of_answers(scale: Entry) -> tuple[int, int]:
    anchors = [entry["value"].as_integer() for entry in scale["anchors"]]
    if len(anchors) < 2 or anchors != list(range(anchors[0], anchors[0] + len(anchors))):
        raise scale["anchors"].error("the anchors must be whole numbers in their order, such as 1 to 5")
    return anchors[0], anchors[-1]


def _read_scale(entry: Entry, *, low: int, high: int, role: str | None = None) -> Scale:
    entry.refuse_unknown_keys(_SCALE_KEYS)
    scale_id = entry.text("id")
    items = tuple(_read_item(e, construct=scale_id, low=low, high=high) for e in entry["items"])
    if not items:
        raise entry.error(f"the scale {scale_id} has no items")
    return Scale(
        scale_id=scale_id,
        label_zh=entry.text("zh"),
        label_en=entry.text("en"),
        items=items,
        role=role or entry.choice("role", ROLES),  # type: ignore[arg-type]
        dont_know=entry.flag("dont_know", default=False),
        codes=_texts(entry.entries("codes")),
        props=_texts(entry.entries("props")),
    )


def _read_item(entry: Entry, *, construct: str, low: int, high: int) -> Item:
    entry.refuse_unknown_keys(_ITEM_KEYS)
    return Item(
        item_id=entry.text("id"),
        construct=construct,
        text_zh=entry.text("zh"),
        text_en=entry.text("en"),
        reverse=entry.flag("reverse"),
        low=low,
        high=high,
        kind=entry.choice("kind", KINDS, default="perception"),
        capacity=entry.text("capacity", ""),
    )


def _read_participation(entry: Entry) -> Scale:
    entry.refuse_unknown_keys(_SCALE_KEYS)
    scale_id = entry.text("id")
    rows = [(row, _texts(row)) for row in entry["items"]]
    for row, texts in rows:
        if len(texts) != 3:
            raise row.error("three texts are expected: [id, Chinese, English]")
    items = tuple(
        Item(item_id, scale_id, zh, en, low=0, high=1, kind="self-report-behaviour")
        for _, (item_id, zh, en) in rows
    )
    return Scale(
        scale_id=scale_id,
        label_zh=entry.text("zh"),
        label_en=entry.text("en"),
        items=items,
        role=entry.choice("role", ROLES),  # type: ignore[arg-type]
        scoring="count",
        codes=_texts(entry.entries("codes")),
        props=_texts(entry.entries("props")),
    )


def _read_check(entry: Entry, *, low: int, high: int) -> AttentionCheck:
    expected = entry["expected"].value
    if expected is not None and entry["expected"].as_integer() not in range(low, high + 1):
        raise entry["expected"].error(f"expected must be from {low} to {high}, or null, not {expected}")
    number = None if expected is None else entry["expected"].as_integer()
    return AttentionCheck(entry.text("id"), entry.text("zh"), entry.text("en"), number)


def _read_fields(entries: Iterable[Entry]) -> tuple[Field, ...]:
    return tuple(_read_field(entry) for entry in entries)


def _read_field(entry: Entry) -> Field:
    kind, _, categories = entry.text("type").partition(":")
    if kind not in FIELD_TYPES:
        raise entry["type"].error(f"type {kind!r} is unknown; allowed are {', '.join(FIELD_TYPES)}")
    low, high = _read_range(entry)
    return Field(
        field_id=entry.text("id"),
        text_zh=entry.text("zh", ""),
        text_en=entry.text("en", ""),
        type=kind,
        choices=_read_categories(categories) or _read_options(entry.entries("options")),
        low=low,
        high=high,
        unit=entry.text("unit", ""),
        form=entry.text("form", ""),
        show_if=entry.text("show_if", ""),
    )


def _read_range(entry: Entry) -> tuple[int | None, int | None]:
    limits = [limit.as_integer() for limit in entry.entries("range")]
    if not limits:
        return None, None
    if len(limits) != 2 or limits[0] >= limits[1]:
        raise entry["range"].error("range must be two numbers, the lower first: [0, 10]")
    return limits[0], limits[1]


def _read_categories(categories: str) -> tuple[Choice, ...]:
    labels = [label.strip() for label in categories.split("|") if label.strip()]
    return tuple(Choice(label, label, label) for label in labels)


def _read_options(options: Iterable[Entry]) -> tuple[Choice, ...]:
    choices = []
    for option in options:
        texts = _texts(option)
        if len(texts) != 3:
            raise option.error("three texts are expected: [value, Chinese, English]; put quotes around Yes")
        choices.append(Choice(*texts))
    return tuple(choices)


def _read_numbered(entries: Iterable[Entry]) -> tuple[Choice, ...]:
    return tuple(Choice(str(e["value"].as_integer()), e.text("zh"), e.text("en")) for e in entries)


def _texts(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.as_text() for entry in entries)


def _refuse_repeated_ids(root: Entry) -> None:
    """Items, scales, fields and checks become columns of one table, so their ids must differ."""
    seen: dict[str, int] = {}
    for entry in _ids(root):
        name = entry.as_text()
        if name in seen:
            raise entry.error(f"the id {name!r} occurs twice (first in line {seen[name]}); give it another")
        seen[name] = entry.line


def _ids(root: Entry) -> list[Entry]:
    likert = [*root["constructs"], *(e for key in ("marker",) if (e := root.get(key)))]
    fields = [*root.entries("demographics"), *_under(root, "incident", "items")]
    named = [*likert, *(item for scale in likert for item in scale["items"]), *fields]
    ticked = [next(iter(row)) for row in _under(root, "participation", "items")]
    return [*(e["id"] for e in (*named, *root.entries("attention_checks"))), *ticked]
