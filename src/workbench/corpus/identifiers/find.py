"""Find what could identify a respondent, in one text or a whole corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from workbench.corpus.document import Corpus, Document
from workbench.corpus.identifiers.mention import PERSON, Kind, Mention, settle_mentions
from workbench.corpus.identifiers.numbers import find_numbers
from workbench.corpus.identifiers.people import find_people
from workbench.corpus.identifiers.places import find_places
from workbench.corpus.identifiers.words import stands_as_word, tag_words
from workbench.schemas import Column, Table

if TYPE_CHECKING:
    import pandas as pd

IDENTIFIERS = Table(
    "identifiers",
    "one mention of what could identify a respondent",
    (
        Column("doc_id", "document"),
        Column("start", "first code point of the mention in the document's text"),
        Column("end", "first code point after it"),
        Column("text", "the mention as it is written"),
        Column("kind", "person, place, organisation, phone, id_number …"),
        Column("rule", "what found it"),
        Column("certain", "True: by its form it can be nothing else; False: a person decides"),
    ),
)
#: Rules strong enough that the same words are looked for everywhere else.
_STRONG = frozenset({"title", "name-and-title", "familiar", "introduction", "after-role", "speaker", "list"})


def find_identifiers(
    texts: Corpus | Document, *, names: Iterable[str] | Mapping[str, Kind] = ()
) -> pd.DataFrame:
    """Find people, places, organisations, numbers and addresses; all but a few are suggestions.

    Everything it is given is looked at. Office holders in a published policy are no respondents, so
    give it the study's own fieldwork: ``find_identifiers(corpus.select(status="fieldwork"))``.

    Parameters
    ----------
    texts
        Repaired texts in simplified script.
    names
        The study's own list; a mapping says the kind of each, otherwise they are persons.

    Returns
    -------
    DataFrame
        One row a mention: ``doc_id, start, end, text, kind, rule, certain``; mentions do not overlap.
        Identity numbers with a right check character, telephone numbers, plates, e-mail addresses and the
        study's own list are certain.

    Examples
    --------
    >>> interview = Document("i1", "受访者：网格员孙姐给了我她的电话13800012345。")
    >>> find_identifiers(interview)[["text", "kind", "certain"]].values.tolist()
    [['孙姐', 'person', False], ['13800012345', 'phone', True]]
    """
    documents = (texts,) if isinstance(texts, Document) else tuple(texts)
    listed: dict[str, Kind] = dict(names) if isinstance(names, Mapping) else dict.fromkeys(names, PERSON)
    first = {d.doc_id: [*_mentions(d), *_listed(d.text, listed)] for d in documents}
    known = _known_people(documents, first)
    found = {d.doc_id: settle_mentions([*first[d.doc_id], *_again(d.text, known)]) for d in documents}
    return _frame(documents, found)


def _mentions(document: Document) -> Iterator[Mention]:
    words = tag_words(document.text)
    yield from find_numbers(document.text)
    yield from find_people(document.text, words, speaker_marks=document.speaker_marks)
    yield from find_places(document.text, words)


def _known_people(documents: tuple[Document, ...], found: dict[str, list[Mention]]) -> set[str]:
    """Persons that a strong rule found somewhere: the same words are sought in every document."""
    return {
        document.text[m.start : m.end]
        for document in documents
        for m in found[document.doc_id]
        if m.kind == "person" and m.rule in _STRONG and m.end - m.start >= 2
    }


def _again(text: str, known: set[str]) -> Iterator[Mention]:
    for start, end in _places(text, known):
        if end - start > 2 or stands_as_word(text, start, end):
            yield Mention(start, end, "person", "seen-elsewhere")


def _listed(text: str, names: Mapping[str, Kind]) -> Iterator[Mention]:
    for start, end in _places(text, names):
        yield Mention(start, end, names[text[start:end]], "list", certain=True)


def _places(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where names stand, those that overlap included."""
    from ahocorasick_rs import AhoCorasick

    patterns = sorted({name for name in names if name})
    if patterns:
        hits = AhoCorasick(patterns).find_matches_as_indexes(text, overlapping=True)
        yield from ((start, end) for _, start, end in hits)


def _frame(documents: tuple[Document, ...], found: dict[str, list[Mention]]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (d.doc_id, m.start, m.end, d.text[m.start : m.end], m.kind, m.rule, m.certain)
        for d in documents
        for m in found[d.doc_id]
    ]
    types = {"doc_id": "str", "start": "int64", "end": "int64", "text": "str", "kind": "str", "rule": "str"}
    return pd.DataFrame(rows, columns=IDENTIFIERS.names).astype({**types, "certain": "bool"})
