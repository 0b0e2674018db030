"""Copies of one text and passages taken over, so that one source is not counted twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

from workbench.corpus.document import Corpus
from workbench.errors import OptionError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Reuse", "count_works", "find_reuse", "read_fixed_phrases"]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Copies, shared passages, and which documents are one work.

    Attributes
    ----------
    copies : DataFrame
        One row a pair of linked documents: ``doc_a, doc_b, containment, jaccard, same_title``.
    passages : DataFrame
        One row a shared passage: ``doc_a, start_a, end_a, doc_b, start_b, end_b, n_chars, same_work,
        is_fixed_phrase``.
    works : DataFrame
        One row a document: ``doc_id, work_id``; the work is named after its first document.
    """

    copies: pd.DataFrame = field(repr=False)
    passages: pd.DataFrame = field(repr=False)
    works: pd.DataFrame = field(repr=False)


def find_reuse(
    corpus: Corpus,
    *,
    min_chars: int = 13,
    min_containment: float = 0.8,
    min_with_title: float = 0.5,
    max_works: int | None = None,
    phrases: Iterable[str] | None = None,
) -> Reuse:
    r"""Find copies of documents and passages that documents share.

    Parameters
    ----------
    corpus : Corpus
    min_chars : int
        Chinese characters, words and numbers of a passage at least.
    min_containment : float
        Documents are linked as one work from this containment on …
    min_with_title : float
        … and from this one on if they have the same title (the first line, if the register gives none),
        dates and notes in brackets left out: two versions of one statute.
    max_works : int, optional
        A window of `min_chars` letters in more works than this is a fixed phrase; by default in more than
        five and more than a tenth of the works.
    phrases : iterable of str, optional
        Fixed phrases; by default `read_fixed_phrases`, official names and political formulas.

    Returns
    -------
    Reuse
        Nothing is dropped: what only repeats fixed phrases is marked ``is_fixed_phrase``, passages between
        versions of one work ``same_work``. A passage that is a phrase of many works from its first window
        to its last, or has more than fifty places, is listed between its first document and each other.

    Notes
    -----
    Compared are letters and digits: spaces, punctuation, width and case do not count, but places are those
    of the text, and a mark that both texts have after the passage belongs to it. ``n_chars`` leaves out
    spaces and quotation marks.

    With :math:`G` the distinct runs of five letters of a text (Broder 1997),

    .. math:: \mathrm{containment} = \frac{|G_a \cap G_b|}{\min(|G_a|, |G_b|)}, \quad
              \mathrm{jaccard} = \frac{|G_a \cap G_b|}{|G_a \cup G_b|}

    The thresholds come from 116 Chinese statutes on community matters: half of their 6,670 pairs have a
    containment under .04, 99.9 % under .49; different cities' regulations on one subject reach .43, a
    province's rules for carrying out a law .73 of that law. Versions of one statute have .78 (a revision
    that added half as much again) to .98; two scans of one paper .94. Thirteen characters in a row are
    what Chinese plagiarism checks commonly count.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. *Proceedings of Compression and
    Complexity of SEQUENCES 1997*, 21–29.

    Karp, R. M., & Rabin, M. O. (1987). Efficient randomized pattern-matching algorithms. *IBM Journal of
    Research and Development*, 31(2), 249–260.

    Examples
    --------
    >>> from workbench.corpus import Document
    >>> one = Document("a", "会上说：“楼道里不许停放电动车，违者由物业登记。”")
    >>> two = Document("b", "通知:楼道里不许停放电动车,违者由物业登记并公示。")
    >>> find_reuse(Corpus((one, two))).passages[["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b"]]
      doc_a  start_a  end_a doc_b  start_b  end_b
    0     a        5     23     b        3     21
    """
    import numpy as np
    import pandas as pd

    from workbench.corpus.reuse.copies import copies_table, works_of
    from workbench.corpus.reuse.letters import letters_of
    from workbench.corpus.reuse.passages import passages_table

    if min_chars < 5:
        raise OptionError(f"min_chars={min_chars} is not possible; a passage has five characters or more")
    documents = corpus.documents
    letters = letters_of([document.text for document in documents])
    copies = copies_table(documents, letters, min_containment=min_containment, min_with_title=min_with_title)
    works = works_of([document.doc_id for document in documents], copies)
    work_ids, work_of = np.unique(list(works.values()), return_inverse=True)
    passages = passages_table(
        documents,
        letters,
        work_of,
        min_chars=min_chars,
        max_works=max(5, len(work_ids) // 10) if max_works is None else max_works,
        phrases=tuple(read_fixed_phrases() if phrases is None else phrases),
    )
    return Reuse(copies, passages, pd.DataFrame(list(works.items()), columns=["doc_id", "work_id"]))


def read_fixed_phrases() -> tuple[str, ...]:
    """Official names and political formulas that come with the workbench (``corpus/fixed_phrases.txt``)."""
    lines = resources.files("workbench.corpus").joinpath("fixed_phrases.txt").read_text(encoding="utf-8")
    return tuple(line for line in lines.splitlines() if line.strip() and not line.startswith("#"))


def count_works(doc_ids: Iterable[str], reuse: Reuse) -> int:
    """How many different works the documents are, copies and versions counted once.

    A document that was not compared is a work of its own.
    """
    work_of = dict(zip(reuse.works["doc_id"], reuse.works["work_id"], strict=True))
    return len({work_of.get(doc_id, doc_id) for doc_id in doc_ids})
