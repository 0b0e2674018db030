"""The title page as variables of pandoc's templates."""

from __future__ import annotations

from datetime import datetime

from workbench.report.display.front import SIMULATED
from workbench.report.render.draft import Draft
from workbench.report.render.elements import Element, meta_blocks, meta_list, meta_text
from workbench.report.render.wording import OTHER, WORDING


def front_meta(draft: Draft, abstract: list[Element]) -> dict[str, Element]:
    """Return what stands before the text, in the language of the draft."""
    lang, front, wording = draft.lang, draft.front, WORDING[draft.lang]
    texts = {
        "lang": wording.code,
        "title": front.title[lang],
        "pagetitle": front.title[lang],
        "second-title": front.title[OTHER[lang]] if front.title[OTHER[lang]] != front.title[lang] else "",
        "second-lang": WORDING[OTHER[lang]].code,
        "subtitle": front.subtitle[lang],
        "affiliation": front.affiliation[lang] if front.affiliation else "",
        "date": front.date,
        "simulated": SIMULATED[lang] if draft.simulated else "",
        "notice": front.notice[lang] if front.notice else "",
        "keywords": wording.keyword_mark.join(word[lang] for word in front.keywords),
        "abstract-title": wording.abstract,
        "keywords-title": wording.keywords,
        "toc-title": wording.contents,
    }
    meta = {name: meta_text(text) for name, text in texts.items() if text}
    meta["author"] = meta_list(meta_text(author[lang]) for author in front.authors)
    if abstract:
        meta["abstract"] = meta_blocks(abstract)
    return meta


def iso_date(date: str) -> str:
    """Fill a date up to the day; without one it is the earliest that a zip archive can hold.

    >>> iso_date("2026-07"), iso_date("")
    ('2026-07-01', '1980-01-01')
    """
    return date + "-01-01"[len(date) - 4 :] if date else "1980-01-01"


def epoch(date: str) -> int:
    """Seconds of a date for the time stamps of files; never the clock.

    >>> epoch("2026-07-20"), epoch("")
    (1784505600, 315532800)
    """
    return int(datetime.fromisoformat(f"{iso_date(date)}T00:00:00+00:00").timestamp())
