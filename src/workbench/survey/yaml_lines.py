"""YAML values that know the line they stand on, so that a mistake in a definition can be found."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from workbench.errors import DefinitionError, UnreadableFileError


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a YAML file, with the file's name and its line."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """Line of the file on which the value begins, counted from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def value(self) -> object:
        """The value as Python has it: text, number, list or dict."""
        return yaml.constructor.SafeConstructor().construct_document(self.node)

    def error(self, message: str) -> DefinitionError:
        """Return the error to raise for this value: file, line, message."""
        return DefinitionError(f"{self.file}, line {self.line}: {message}")

    def keys(self) -> dict[str, Entry]:
        """Return the values of a mapping by their key."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("key: value pairs are expected here")
        return {str(key.value): Entry(self.file, value) for key, value in self.node.value}

    def get(self, key: str) -> Entry | None:
        """Return the value of a key, or None."""
        return self.keys().get(key)

    def __getitem__(self, key: str) -> Entry:
        entry = self.get(key)
        if entry is None:
            raise self.error(f"the key {key!r} is missing; add it ({_hint(key, self.keys())})")
        return entry

    def __iter__(self) -> Iterator[Entry]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("a list is expected here, one '- ' a line")
        return iter([Entry(self.file, node) for node in self.node.value])

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the entries of the list under a key, none if the key is absent."""
        entry = self.get(key)
        return () if entry is None else tuple(entry)

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under a key; without a default the key must be there."""
        if default is not None and self.get(key) is None:
            return default
        return self[key].as_text()

    def as_text(self) -> str:
        """Return the value, which must be text that is not empty."""
        value = self.value
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"text is expected here, not {value!r}; put quotes around numbers, yes and no")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false under a key; without a default the key must be there."""
        if default is not None and self.get(key) is None:
            return default
        value = self[key].value
        if not isinstance(value, bool):
            raise self[key].error(f"{key} must be true or false, not {value!r}")
        return value

    def as_integer(self) -> int:
        """Return the value, which must be a whole number."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(f"a whole number is expected here, not {value!r}")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return the text under a key, which must be one of those allowed."""
        value = self.text(key, default)
        if value not in allowed:
            message = f"{key} {value!r} is unknown; allowed are {', '.join(allowed)}"
            raise self[key].error(message)
        return value

    def refuse_unknown_keys(self, allowed: Collection[str]) -> None:
        """Raise if the mapping has a key that means nothing, so that a misspelt key is not passed over."""
        for key, entry in self.keys().items():
            if key not in allowed:
                raise entry.error(f"the key {key!r} is unknown ({_hint(key, allowed)})")


def read_yaml(path: Path) -> Entry:
    """Read the root of a YAML file.

    Raises
    ------
    UnreadableFileError
        If there is no such file.
    DefinitionError
        If it is not YAML in UTF-8, is empty, or has a key twice in one mapping.
    """
    text = _read_utf8(path)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise DefinitionError(f"{path.name}, line {_line_of(error, text)}: {_problem(error)}") from None
    if node is None:
        raise DefinitionError(f"{path.name}, line 1: the file is empty")
    _refuse_repeated_keys(path.name, node, seen=set())
    return Entry(path.name, node)


def _read_utf8(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFileError(f"{path.name} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"{path.name}, line {line}: the file is not UTF-8; save it as UTF-8"
        raise DefinitionError(message) from None


def _line_of(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    return text.count("\n", 0, int(getattr(error, "position", 0))) + 1


def _problem(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unknown problem"
    return f"not valid YAML ({problem}); look at indents, colons and quotes on this line and the one before"


def _refuse_repeated_keys(file: str, node: yaml.Node, *, seen: set[int]) -> None:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys: set[object] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in keys:
                raise Entry(file, key).error(f"the key {key.value!r} occurs twice; remove one")
            keys.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
            _refuse_repeated_keys(file, value, seen=seen)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeated_keys(file, value, seen=seen)


def _hint(key: str, allowed: Collection[str]) -> str:
    near = get_close_matches(key, allowed, n=1)
    return f"is {near[0]!r} the same?" if near else f"there are: {', '.join(allowed) or 'none'}"
