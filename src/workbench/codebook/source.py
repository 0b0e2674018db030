"""YAML files whose every entry remembers its line, so that an error can say where to look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workbench.errors import DefinitionError, UnreadableFileError

Place = tuple[str | int, ...]  # ("codes", 3, "label", "zh")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at one place of a file."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """The content of a YAML file and the line each entry starts at."""

    path: Path
    content: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """Line of the entry, or of the nearest entry around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def refuse(self, faults: Iterator[Fault]) -> None:
        """Raise the first fault in the order of the file, if there is one.

        Raises
        ------
        DefinitionError
            With file, line and the number of further faults.
        """
        found = sorted(faults, key=lambda fault: self.line(fault.place))
        if not found:
            return
        more = f" ({len(found) - 1} more in this file)" if len(found) > 1 else ""
        raise DefinitionError(f"{self.path}, line {self.line(found[0].place)}: {found[0].message}{more}")


def read_source(path: str | Path) -> Source:
    """Read a YAML file as plain values with the lines they stand on.

    Raises
    ------
    UnreadableFileError
        If the file is absent or not UTF-8.
    DefinitionError
        If it is not YAML, or a key occurs twice in one entry.
    """
    path = Path(path)
    text = _read_text(path)
    try:
        node, content = _parse(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise DefinitionError(f"{path}, line {line}: a control character; delete it") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DefinitionError(
            f"{path}, line {line}: this is not YAML ({error.problem}); check indents, colons, quotes"
        ) from error
    source = Source(path, content, {} if node is None else dict(_lines(node, ())))
    source.refuse(_repeated_keys(node, ()))
    return source


def _parse(text: str) -> tuple[yaml.Node | None, Any]:
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from error
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}; check the path") from error


def _lines(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*place, str(key.value)))
            yield (*place, str(key.value)), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*place, index))


def _repeated_keys(node: yaml.Node | None, place: Place) -> Iterator[Fault]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield Fault(
                    (*place, str(key.value)), f"key {key.value} occurs twice in one entry; delete one"
                )
            seen.add(str(key.value))
            yield from _repeated_keys(value, (*place, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _repeated_keys(item, (*place, index))
