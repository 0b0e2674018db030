"""Write src/workbench/corpus/characters.tsv: how usual characters are in modern written Chinese.

    python tools/count_characters.py FOLDER

FOLDER holds `cn_community_regs` (statutes), `cn_gov_reports` (reports of government and party),
`opengov_transcripts` (minutes of meetings) and `usts_zh` (sentences from talks and news); jieba's word list
stands for general prose. The table has, for every character that is frequent in each of them,

- `probability`: its share of all characters where it is rarest (statutes left out: their vocabulary is too
  narrow to say what must occur),
- `alone`: per character of text, how often a character or a pair that is left over when a word loses one
  character stands in no word of the list, in the kind of text where that is most frequent,
- `common`: characters that often are a word by themselves in at least two kinds of text,
- `least`: half a sighting in all texts together, for what was never seen.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from workbench.corpus.letters import HAN
from workbench.corpus.missing import remnants_by_character
from workbench.corpus.remnants import find_remnants
from workbench.corpus.repair import repair
from workbench.corpus.wordlist import word_counts

TABLE = Path(__file__).resolve().parent.parent / "src/workbench/corpus/characters.tsv"
N_FREQUENT = 600
MIN_ALONE = 3e-4
_HAN = re.compile(f"[{HAN}]")


def main(folder: Path) -> None:
    sources = {
        "statutes": list(statutes(folder)),
        "reports": list(reports(folder)),
        "minutes": list(minutes(folder)),
        "sentences": list(sentences(folder)),
    }
    characters = {name: count(texts) for name, texts in sources.items()}
    probability = least_shares({**characters, "general": general()})
    singles = set().union(*characters.values())
    common = common_words({name: alone(texts, singles, frozenset()) for name, texts in sources.items()})
    wanted: set[str] = set().union(*(remnants_by_character(c) for c in probability))
    rates: dict[str, float] = {}
    for texts in sources.values():
        for remnant, rate in alone(texts, wanted, common).items():
            rates[remnant] = max(rates.get(remnant, 0), rate)
    total = sum(sum(c.values()) for c in characters.values())
    write(probability, rates, common, 0.5 / total)


def statutes(folder: Path) -> Iterable[str]:
    for file in sorted((folder / "cn_community_regs").rglob("*.md")):
        if file.name != "SOURCE.md":
            yield file.read_text(encoding="utf-8")


def reports(folder: Path) -> Iterable[str]:
    for file in sorted((folder / "cn_gov_reports").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield repair(json.loads(line)["content"]).text


def minutes(folder: Path) -> Iterable[str]:
    for file in sorted((folder / "opengov_transcripts" / "md").glob("*.md")):
        yield repair(file.read_text(encoding="utf-8")).text


def sentences(folder: Path) -> Iterable[str]:
    for file in sorted((folder / "usts_zh").glob("*.json")):
        for pair in json.loads(file.read_text(encoding="utf-8")).values():
            yield f"{pair['s1']}\n{pair['s2']}"


def count(texts: Iterable[str]) -> Counter[str]:
    characters: Counter[str] = Counter()
    for text in texts:
        characters.update(_HAN.findall(text))
    return characters


def general() -> Counter[str]:
    characters: Counter[str] = Counter()
    for word, n in word_counts().items():
        for character in _HAN.findall(word):
            characters[character] += n
    return characters


def least_shares(characters: dict[str, Counter[str]]) -> dict[str, float]:
    kinds = [c for name, c in characters.items() if name != "statutes"]
    totals = [sum(c.values()) for c in kinds]
    shares = {
        character: min(c[character] / total for c, total in zip(kinds, totals, strict=True))
        for character in kinds[0]
    }
    frequent = sorted(shares, key=lambda character: -shares[character])[:N_FREQUENT]
    return {character: shares[character] for character in frequent}


def alone(texts: list[str], wanted: set[str], common: frozenset[str]) -> dict[str, float]:
    """Sightings in different surroundings of one document, per character of all."""
    seen: Counter[str] = Counter()
    n = 0
    for text in texts:
        n += len(_HAN.findall(text))
        places = {(r.text, r.context) for r in find_remnants(text, wanted.__contains__, common=common)}
        seen.update(remnant for remnant, _ in places)
    return {remnant: k / n for remnant, k in seen.items()}


def common_words(rates: dict[str, dict[str, float]]) -> frozenset[str]:
    characters = set().union(*rates.values())
    return frozenset(
        c for c in characters if sorted(rate.get(c, 0.0) for rate in rates.values())[-2] > MIN_ALONE
    )


def write(
    probability: dict[str, float], rates: dict[str, float], common: frozenset[str], least: float
) -> None:
    rows = ["# written by tools/count_characters.py, which says what the columns mean"]
    rows += [f"probability\t{c}\t{p:.3g}" for c, p in probability.items()]
    rows += [f"common\t{c}\t1" for c in sorted(common)]
    rows += [f"alone\t{r}\t{rate:.3g}" for r, rate in sorted(rates.items())]
    rows += [f"least\t\t{least:.3g}"]
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
