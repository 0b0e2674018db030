"""The key of a study: which words stand for whom, and texts with pseudonyms in their place.

The key is never a part of a text or a result; it is kept apart (`readers.key`), and what this module gives
back names kinds and positions, never the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, get_args

from workbench.corpus.changes import Change
from workbench.corpus.identifiers.mention import Kind
from workbench.corpus.identifiers.surnames import ADDRESS, OFFICE
from workbench.corpus.matching import Matcher, fold
from workbench.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

Decision = Literal["replace", "keep", "undecided"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
RULE = "pseudonym"

#: What a pseudonym says of what it stands for.
LABELS: dict[str, str] = {
    "person": "人",
    "place": "地",
    "organisation": "机构",
    "phone": "电话",
    "id_number": "证件",
    "plate": "车牌",
    "address": "住址",
    "wechat": "微信",
    "qq": "QQ",
    "e-mail": "邮箱",
    "bank_card": "账号",
    "passport": "护照",
    "url": "网页",
}
_TITLES = "|".join(sorted({*ADDRESS, *OFFICE}, key=len, reverse=True))
_BARE_SURNAME = re.compile(rf"(?P<before>姓)?(?P<surname>.{{1,2}}?)(?P<after>家?(?:{_TITLES}))?")
_NUMBERED = re.compile(r"【(?P<label>\D+?)(?P<number>[0-9]+)】")


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What one expression becomes, who decided it and why."""

    kind: Kind
    text: str = field(repr=False)
    pseudonym: str = ""
    decision: Decision = "undecided"
    reason: str = ""
    by: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        if not fold(self.text):
            raise InputError(f"an entry of the key ({self.kind}) has no text; fill it in or delete its row")
        if self.decision == "replace" and not self.pseudonym.strip():
            raise InputError(f"an entry of the key ({self.kind}) is to be replaced and has no pseudonym")


@dataclass(frozen=True, slots=True)
class Key:
    """All expressions that were looked at, and the last number given to each label.

    The last numbers outlive the entries, so that a pseudonym never comes to mean somebody else.
    """

    entries: tuple[KeyEntry, ...] = ()
    last: tuple[tuple[str, int], ...] = ()
    _replacing: Matcher = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "last", tuple(sorted(_last_numbers(self.entries, self.last).items())))
        object.__setattr__(self, "_replacing", _matcher(self.entries))

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, kind: str, text: str) -> KeyEntry | None:
        """The entry of an expression, however it is spaced."""
        wanted = fold(text)
        return next((e for e in self.entries if e.kind == kind and fold(e.text) == wanted), None)

    def having(self, decision: Decision) -> tuple[KeyEntry, ...]:
        """The entries with that decision."""
        return tuple(e for e in self.entries if e.decision == decision)

    def with_entries(self, entries: Iterable[KeyEntry]) -> Key:
        """The key with these entries added or, where the expression is there already, put in its place."""
        merged = {(e.kind, fold(e.text)): e for e in self.entries}
        merged |= {(e.kind, fold(e.text)): e for e in entries}
        return Key(tuple(merged.values()), self.last)

    def without(self, kind: str, text: str) -> Key:
        """The key without an expression; its pseudonym is not given again."""
        gone = self.get(kind, text)
        return Key(tuple(e for e in self.entries if e is not gone), self.last)


@dataclass(frozen=True, slots=True)
class NameFound:
    """Where an expression that is to be replaced stands in a text; the expression itself is not said."""

    start: int
    end: int
    kind: Kind
    certain: bool = True


def suggest_pseudonyms(found: pd.DataFrame, key: Key) -> Key:
    """Give every expression that the key does not know a pseudonym, undecided.

    Numbers go up in the order of first appearance, what strong rules found before what only the part of
    speech suggests. One expression has one pseudonym in every document. A title stays readable: 张书记
    becomes 【人01】书记. That 王阿姨 is 王秀英 only a person knows: give both the same pseudonym by hand.

    Parameters
    ----------
    found
        See `find_identifiers`.
    key
        The key so far; its entries stay as they are.
    """
    weak = found["rule"].eq("part-of-speech")
    rows = found.assign(weak=weak).sort_values("weak", kind="stable")[["kind", "text"]]
    known = {(e.kind, fold(e.text)) for e in key.entries}
    last = dict(key.last)
    new: list[KeyEntry] = []
    for kind, text in rows.itertuples(index=False, name=None):
        if (kind, fold(text)) not in known:
            known.add((kind, fold(text)))
            new.append(KeyEntry(kind, text, _next(kind, text, last)))
    return Key(key.entries + tuple(new), tuple(last.items()))


def next_pseudonym(key: Key, kind: Kind, text: str) -> str:
    """The first pseudonym of a kind that was never given."""
    return _next(kind, text, dict(key.last))


def pseudonymise(text: str, key: Key) -> list[Change]:
    """Changes that put pseudonyms in the place of the expressions decided so: the last step of a repair.

    The longest expression goes first; one with the decision ``keep`` protects what it covers. Full width,
    capitals, traditional characters, and spaces, hyphens or a line break inside an expression are seen
    through. Two characters that may be cut out of other words (小文 in 小文件) become a proposal only.

    Examples
    --------
    >>> key = Key((KeyEntry("person", "王秀英", "【人01】", "replace"),))
    >>> pseudonymise("我叫王 秀英。", key)
    [Change(start=2, end=6, after='【人01】', rule='pseudonym', automatic=True, reason='')]
    """
    return [
        Change(hit.start, hit.end, key._replacing.values[hit.index], RULE, *_doubt(hit.certain))
        for hit in key._replacing.find(text)
    ]


def _doubt(certain: bool) -> tuple[bool, str]:
    return (True, "") if certain else (False, "may be a part of other words")


def replace_names(text: str, key: Key) -> str:
    """Return a short text, such as a title or a speaker's mark, with every expression replaced.

    >>> replace_names("王秀英", Key((KeyEntry("person", "王秀英", "【人01】", "replace"),)))
    '【人01】'
    """
    for change in reversed(pseudonymise(text, key)):
        if change.automatic:
            text = text[: change.start] + change.after + text[change.end :]
    return text


def names_in(text: str, key: Key) -> list[NameFound]:
    """Where expressions that are to be replaced stand in a text, for a refusal that does not repeat them."""
    kinds = key._replacing.kinds
    return [NameFound(hit.start, hit.end, kinds[hit.index], hit.certain) for hit in key._replacing.find(text)]


def _matcher(entries: tuple[KeyEntry, ...]) -> Matcher:
    decided: dict[str, KeyEntry] = {}
    for number, entry in enumerate(entries, start=1):
        folded, other = fold(entry.text), decided.get(fold(entry.text))
        if entry.decision == "undecided" or (entry.decision == "keep" and other is not None):
            continue
        if other and other.decision == "replace" and other.pseudonym != entry.pseudonym:
            raise InputError(
                f"entry {number} of the key ({entry.kind}) has the same text as another ({other.kind}) and "
                "another pseudonym; give both one pseudonym or keep one of them"
            )
        decided[folded] = entry
    kept = tuple(e for e in decided.values() if e.decision == "keep")
    replaced = tuple(e for e in decided.values() if e.decision == "replace")
    return Matcher(
        texts=tuple(e.text for e in replaced),
        values=tuple(e.pseudonym for e in replaced),
        kinds=tuple(e.kind for e in replaced),
        kept=tuple(e.text for e in kept),
    )


def _next(kind: str, text: str, last: dict[str, int]) -> str:
    label = LABELS[kind]
    last[label] = last.get(label, 0) + 1
    bare = _BARE_SURNAME.fullmatch(text) if kind == "person" else None
    before, after = (bare["before"] or "", bare["after"] or "") if bare else ("", "")
    return f"{before}【{label}{last[label]:02d}】{after}"


def _last_numbers(entries: Iterable[KeyEntry], last: Iterable[tuple[str, int]]) -> dict[str, int]:
    numbers = dict(last)
    for label, number in _numbers(entries):
        numbers[label] = max(numbers.get(label, 0), number)
    return numbers


def _numbers(entries: Iterable[KeyEntry]) -> Iterator[tuple[str, int]]:
    for entry in entries:
        for m in _NUMBERED.finditer(entry.pseudonym):
            yield m["label"], int(m["number"])


def decide(
    entry: KeyEntry, decision: Decision, *, pseudonym: str = "", reason: str = "", by: str = "", at: str = ""
) -> KeyEntry:
    """Return the entry with a decision, who made it and when."""
    return replace(
        entry, decision=decision, pseudonym=pseudonym or entry.pseudonym, reason=reason, by=by, at=at
    )
