"""One mention of somebody or something by which a respondent could be recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "person",
    "place",
    "organisation",
    "phone",
    "id_number",
    "plate",
    "address",
    "wechat",
    "qq",
    "e-mail",
    "bank_card",
    "passport",
    "url",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
PERSON: Kind = "person"


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` is of that kind by that rule; what is not certain waits for a person."""

    start: int
    end: int
    kind: Kind
    rule: str
    certain: bool = False


def settle_mentions(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in reading order without overlap: a certain one goes before a guess, then the longer one.

    What only the part of speech suggests gives way to every other rule.

    >>> [m.rule for m in settle_mentions([Mention(0, 3, "place", "part-of-speech"),
    ...                                   Mention(2, 4, "person", "title")])]
    ['title']
    """
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=_rank):
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _rank(mention: Mention) -> tuple[bool, bool, int, int]:
    weak = mention.rule == "part-of-speech"
    return not mention.certain, weak, mention.start - mention.end, mention.start
