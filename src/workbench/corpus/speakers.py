"""Who speaks in a transcript: the marks of the speakers, how much each says, and who asks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.corpus.document import Corpus, Document
from workbench.corpus.speaker_words import Role, looks_like_name, names_no_speaker, names_talker, role_of
from workbench.corpus.turn_heads import TurnHead, find_heads, heads_of, turn_ends

if TYPE_CHECKING:
    import pandas as pd

#: A text with fewer turns is no conversation.
MIN_TURNS = 2
#: Names that are no words for a speaker (张三) need so many turns together.
MIN_NAMED_TURNS = 4
#: … and a turn must begin at one in so many lines at least.
MAX_LINES_PER_TURN = 12
#: Where nearly every line begins a turn, also a word that is no known name and occurs once is a speaker's.
DENSE_LINES_PER_TURN = 1.4
#: Share of turns that end in a question from which one of two speakers is taken to be the interviewer.
MIN_QUESTIONS = 0.5
#: … if both have so many turns.
MIN_TURNS_OF_EACH = 5

_QUESTION = re.compile(r"[？?][”’」』）)\s]*\Z")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks: the mark before the turns, the part taken, turns and characters of speech."""

    mark: str
    role: Role
    n_turns: int
    n_chars: int


def find_speakers(text: str) -> tuple[Speaker, ...]:
    r"""Find who speaks in a transcript, from the beginnings of its lines.

    Parameters
    ----------
    text : str
        A transcript: ``张三：…``, ``问：…``, ``Q1: …``, ``【主持人】…``, ``受访者1（女，65岁）：…``, or a
        name alone on a line with a colon or a time (``说话人1 00:03``) and the words below it.

    Returns
    -------
    tuple of Speaker
        In the order of their first turn; empty if the text is no conversation.

    Notes
    -----
    Words that only speakers have (访谈者, 答, 说话人1) count from two turns. Other words count if they stand
    as most heads of turns in the text do and look like the name of a person or a body; where heads stand
    alone on their lines, or nearly every line has one, also words that come back or are short. Names need
    four turns together, two speakers or more, and a turn in every twelve lines at least. 例如, 一是,
    访谈时间, 责任单位 and their kind never count, nor do the fields in the heading of an interview; where
    such fields are frequent the text is a form.

    The role is what the word says (访谈者, 受访者). Of two speakers without such words, the one who ends at
    least half of the turns with a question, and twice as often as the other, is the interviewer.

    Examples
    --------
    >>> find_speakers("问：停水几天？\n答：三天。\n问：后来呢？\n答：例如：借水。\n")
    (Speaker(mark='问', role='interviewer', n_turns=2, n_chars=9),
     Speaker(mark='答', role='respondent', n_turns=2, n_chars=9))
    """
    return _count(text, find_turns(text))


def find_turns(text: str) -> list[TurnHead]:
    """Beginnings of the turns of the speakers that are found in the text."""
    heads = find_heads(text)
    marks = _choose(text, heads)
    return [head for head in heads if head.mark in marks]


def count_speakers(text: str, marks: Sequence[str]) -> tuple[Speaker, ...]:
    """Count the turns of speakers whose marks are known."""
    return _count(text, heads_of(text, marks))


def speakers_table(corpus: Corpus) -> pd.DataFrame:
    """Register of speakers of a study: one row a document and speaker.

    Parameters
    ----------
    corpus : Corpus
        Speakers are those of the register (``speaker_marks``, ``interviewer_marks``), else those found.

    Returns
    -------
    DataFrame
        ``doc_id, speaker, role, n_turns, n_chars``; the mark itself is not counted.
    """
    import pandas as pd

    rows = [
        (document.doc_id, s.mark, s.role, s.n_turns, s.n_chars)
        for document in corpus
        for s in speakers_of(document)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "speaker", "role", "n_turns", "n_chars"])


def speakers_of(document: Document) -> tuple[Speaker, ...]:
    """Speakers of a document: those of the register, else those found in the text."""
    if not document.speaker_marks:
        return find_speakers(document.text)
    counted = count_speakers(document.text, document.speaker_marks)
    if not document.interviewer_marks:
        return counted
    asks = document.interviewer_marks
    return tuple(
        replace(s, role="interviewer" if s.mark in asks else "" if s.role == "interviewer" else s.role)
        for s in counted
    )


def _choose(text: str, heads: list[TurnHead]) -> set[str]:
    """Marks that are speakers' in this text."""
    marks = [head.mark for head in heads]
    n_of = Counter(marks)
    talkers = {mark for mark in n_of if names_talker(mark) and (mark != "A" or "Q" in n_of)}
    fields = set(filter(names_no_speaker, n_of)) - talkers
    first = dict(zip(reversed(marks), reversed(heads), strict=True))
    layout_of = {mark: _layout(text, head) for mark, head in first.items() if mark not in fields}
    chosen = talkers | _names_in_usual_layout(text, n_of, layout_of, talkers)
    n_turns = sum(n_of[mark] for mark in chosen)
    if sum(n_of[mark] for mark in talkers) >= MIN_TURNS or (talkers and n_turns > MIN_TURNS):
        return chosen
    n_fields = sum(n_of[mark] for mark in fields)
    is_conversation = n_turns >= max(MIN_NAMED_TURNS, 3 * n_fields) and _take_turns(
        text, [mark for mark in marks if mark in chosen]
    )
    return chosen if is_conversation else set()


def _names_in_usual_layout(
    text: str, n_of: Counter[str], layout_of: dict[str, tuple[str, bool, bool]], talkers: set[str]
) -> set[str]:
    """Marks that stand as those do that come back, and are names or so dense that they are no accident."""
    usual: Counter[tuple[str, bool, bool]] = Counter()
    for mark, layout in layout_of.items():
        usual[layout] += n_of[mark] if n_of[mark] > 1 or mark in talkers else 0
    if not usual.total():
        return set()
    common = usual.most_common(1)[0][0]
    seen = {mark for mark, layout in layout_of.items() if layout == common}
    again = {mark for mark, layout in layout_of.items() if n_of[mark] > 1 and layout[0] == common[0]}
    n_turns = sum(n_of[mark] for mark in seen)
    is_dense = common[0] in ("alone", "time") or _n_lines(text) <= DENSE_LINES_PER_TURN * n_turns
    short = {mark for mark in seen if n_of[mark] > 1 or len(mark) <= 4} if is_dense else set()
    return short | set(filter(looks_like_name, seen | again))


def _layout(text: str, head: TurnHead) -> tuple[str, bool, bool]:
    """Form of the head, and for one that stands alone whether the lines above and below are blank."""
    if head.form not in ("alone", "time"):
        return head.form, False, False
    end = text.find("\n", head.start)
    below = text[end + 1 : head.body] if end >= 0 else ""
    return head.form, text[max(0, head.start - 2) : head.start] == "\n\n" or head.start == 0, "\n" in below


def _take_turns(text: str, marks: list[str]) -> bool:
    """Whether marks that could be anything come back, often enough, and are no list of answers to tick."""
    count = sorted(Counter(marks).values(), reverse=True)
    return (
        len(count) > 1
        and count[0] > 1
        and (count[1] > 1 or len(count) > 2)
        and _n_lines(text) <= MAX_LINES_PER_TURN * len(marks)
        and not _is_list_of_options(marks)
    )


def _n_lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def _is_list_of_options(marks: list[str]) -> bool:
    """Whether the marks are A, B, C … that begin at A again and again: answers to tick, no speakers."""
    if not all(len(mark) == 1 and mark.isascii() for mark in marks) or len(set(marks)) < 3:
        return False
    return all(b == "A" or ord(b) == ord(a) + 1 for a, b in pairwise(marks))


def _count(text: str, turns: list[TurnHead]) -> tuple[Speaker, ...]:
    words: dict[str, list[str]] = defaultdict(list)
    for turn, end in zip(turns, turn_ends(text, turns), strict=True):
        words[turn.mark].append(text[turn.body : end].rstrip())
    asks = _who_asks(words)
    return tuple(
        Speaker(mark, _role(mark, asks, "Q" in words), len(said), sum(map(len, said)))
        for mark, said in words.items()
    )


def _who_asks(words: dict[str, list[str]]) -> set[str]:
    """The interviewer of two who speak without words for their parts, if one asks and the other does not."""
    if len(words) != 2 or any(map(role_of, words)) or min(map(len, words.values())) < MIN_TURNS_OF_EACH:
        return set()
    share = {
        mark: sum(bool(_QUESTION.search(said)) for said in turns) / len(turns)
        for mark, turns in words.items()
    }
    first, second = sorted(share, key=lambda mark: share[mark], reverse=True)
    return {first} if share[first] >= max(MIN_QUESTIONS, 2 * share[second]) else set()


def _role(mark: str, asks: set[str], with_questions: bool) -> Role:
    if asks:
        return "interviewer" if mark in asks else "respondent"
    return role_of(mark) if mark != "A" or with_questions else ""
