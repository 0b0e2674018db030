"""Word segmentation of Chinese as an explicit value, and counts of words."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from workbench.corpus import Corpus, Segment
from workbench.errors import OptionError
from workbench.schemas import Column, Table, check
from workbench.text.stop_words import STOP_WORDS

TOKENS = Table(
    "tokens",
    "one word at one place of a text",
    (
        Column("doc_id", "document"),
        Column("start", "first code point of the word in the document's text"),
        Column("end", "first code point after it"),
        Column("word", "the word as it is written"),
        Column("is_stop", "True if the word carries grammar or talk only, or is a number"),
    ),
)


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """Cuts Chinese text into words: jieba's dictionary and the project's own words.

    Each value has its own copy of the dictionary (building it takes about a second), so that the
    words of one project never change the results of another, and reads no cache file, which others
    could have written.

    Parameters
    ----------
    words
        Words kept whole, such as ``codebook.terms`` or ``dictionary.words``.
    stop_words
        Words marked as carrying grammar only.

    Examples
    --------
    >>> Tokenizer(words=("五社联动",)).cut("推进五社联动")
    ['推进', '五社联动']
    """

    words: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = STOP_WORDS
    _engine: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for word in self.words:
            if not word.strip() or any(c.isspace() for c in word):
                raise OptionError(
                    f"{word!r} is no word for the tokenizer; a word has characters and no spaces"
                )
        object.__setattr__(self, "words", tuple(self.words))
        object.__setattr__(self, "stop_words", tuple(self.stop_words))
        object.__setattr__(self, "_engine", _build_engine(self.words))

    def cut(self, text: str) -> list[str]:
        """Return the pieces of the text in order: words, punctuation and spaces; nothing is lost."""
        return list(self._engine.cut(text))


def _build_engine(words: tuple[str, ...]) -> Any:
    """A jieba tokenizer filled here, so that it neither logs nor touches a cache file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own: escapes in its patterns, pkg_resources
        import jieba
    engine = jieba.Tokenizer()
    engine.FREQ, engine.total = engine.gen_pfdict(engine.get_dict_file())
    engine.initialized = True
    for word in words:
        engine.add_word(word)
    return engine


def tokenize(
    corpus: Corpus, tokenizer: Tokenizer, *, within: Sequence[Segment] | None = None
) -> pd.DataFrame:
    """Cut every document into words.

    Parameters
    ----------
    corpus
        Texts.
    tokenizer
        The words of the project.
    within
        Only these segments, such as what respondents say without the interviewer's questions; by
        default the whole texts.

    Returns
    -------
    DataFrame
        Tokens: ``doc_id, start, end, word, is_stop``, in the order of the texts. Punctuation and
        spaces are no words; stop words are there, marked.
    """
    stop_words = frozenset(tokenizer.stop_words)
    rows = [
        (doc_id, start, start + len(word), word, word in stop_words or not any(map(str.isalpha, word)))
        for doc_id, first, text in _stretches(corpus, within)
        for start, word in _words(text, first, tokenizer)
    ]
    frame = pd.DataFrame(rows, columns=TOKENS.names)
    types = {"doc_id": "str", "start": "int64", "end": "int64", "word": "str", "is_stop": "bool"}
    return frame.astype(types)


def _stretches(corpus: Corpus, within: Sequence[Segment] | None) -> Iterator[tuple[str, int, str]]:
    if within is None:
        yield from ((document.doc_id, 0, document.text) for document in corpus)
        return
    texts = {document.doc_id: document.text for document in corpus}
    for segment in within:
        if segment.doc_id in texts:
            yield segment.doc_id, segment.start, texts[segment.doc_id][segment.start : segment.end]


def _words(text: str, first: int, tokenizer: Tokenizer) -> Iterator[tuple[int, str]]:
    start = first
    for piece in tokenizer.cut(text):
        if any(character.isalnum() for character in piece):
            yield start, piece
        start += len(piece)


def count_words(
    tokens: pd.DataFrame,
    *,
    groups: Mapping[str, str] | None = None,
    top: int | None = None,
    min_length: int = 2,
) -> pd.DataFrame:
    """Count the words of all documents or of groups of them.

    Parameters
    ----------
    tokens
        See `tokenize`.
    groups
        Document id to group, such as ``{d.doc_id: d.kind for d in corpus}``; documents it does not
        name form the group ``(other)``.
    top
        Keep so many words of each group.
    min_length
        Shorter words are not listed, nor are stop words; both count in the total of ``per_10k``.

    Returns
    -------
    DataFrame
        ``group, word, n, n_documents, per_10k``: most frequent first within each group.
    """
    check(tokens, TOKENS, name="tokens")
    group = tokens["doc_id"].map(lambda doc_id: "(all)" if groups is None else groups.get(doc_id, "(other)"))
    frame = tokens.assign(group=group.astype(str))
    totals = frame.groupby("group").size()
    listed = frame[~frame["is_stop"] & (frame["word"].str.len() >= min_length)]
    counts = (
        listed.groupby(["group", "word"])
        .agg(n=("word", "size"), n_documents=("doc_id", "nunique"))
        .reset_index()
    )
    counts["per_10k"] = counts["n"] / counts["group"].map(totals) * 10_000
    counts = counts.sort_values(["group", "n", "word"], ascending=[True, False, True], ignore_index=True)
    return counts if top is None else counts.groupby("group").head(top).reset_index(drop=True)
