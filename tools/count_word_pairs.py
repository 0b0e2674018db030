"""Write src/workbench/corpus/frame_slip/word_pairs.tsv: which words follow which in written Chinese.

    python tools/count_word_pairs.py FOLDER

FOLDER holds `cn_community_regs` (statutes), `cn_gov_reports` (reports of government and party) and `usts_zh`
(sentences from talks and news). A row of the table is a word or mark, its count, how often something follows
it in the line, then the words and marks that do, each with its count; a line break is written \\n, a number
0, a Latin word a. The first row is the number of words counted. Rare pairs are left out.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, pairwise
from pathlib import Path

from count_characters import reports, sentences, statutes

from workbench.corpus.frame_slip.language import divide, plain
from workbench.corpus.frame_slip.usage import is_word

TABLE = Path(__file__).resolve().parent.parent / "src/workbench/corpus/frame_slip/word_pairs.tsv"
MIN_WITH_MARK = 2
MIN_OF_WORDS = 12


def main(folder: Path) -> None:
    write(*count(chain(statutes(folder), reports(folder), sentences(folder))))


def count(texts: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for line in filter(None, (line.strip() for line in plain(text).split("\n"))):
            sequence = ["\n", *divide(line)]
            words.update(sequence)
            pairs.update(pairwise(sequence))
    return words, pairs


def write(words: Counter[str], pairs: Counter[tuple[str, str]], *, to: Path = TABLE) -> None:
    followed: Counter[str] = Counter()
    for (before, _), n in pairs.items():
        followed[before] += n
    following: dict[str, list[str]] = defaultdict(list)
    for (before, word), n in pairs.most_common():
        if n >= (MIN_OF_WORDS if is_word(before) and is_word(word) else MIN_WITH_MARK):
            following[before] += [word, str(n)]
    kept = sorted(following, key=lambda word: (-words[word], word))
    rows = ["\t".join((word, str(words[word]), str(followed[word]), *following[word])) for word in kept]
    lines = ["# written by tools/count_word_pairs.py, which says what the columns mean", str(words.total())]
    text = "\n".join(lines + [row.replace("\n", "\\n") for row in rows]) + "\n"
    to.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
