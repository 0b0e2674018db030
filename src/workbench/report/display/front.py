"""Title, authors and keywords of a report, shown at the top of its notebook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape

from workbench.errors import OptionError
from workbench.evidence import LANGUAGES, Text, in_both
from workbench.report.display.mime import FRONT, Bundle

SIMULATED = {"zh": "模拟数据 · Simulated data", "en": "模拟数据 · Simulated data"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the text; every entry is ``{"zh": …, "en": …}``."""

    title: dict[str, str]
    subtitle: dict[str, str]
    authors: tuple[dict[str, str], ...] = ()
    affiliation: dict[str, str] | None = None
    keywords: tuple[dict[str, str], ...] = ()
    date: str = ""
    simulated: bool = False
    notice: dict[str, str] | None = None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return {"text/plain": self._text(), "text/html": self._html(), FRONT: asdict(self)}, {}

    def _text(self) -> str:
        return " / ".join(self.title[lang] for lang in LANGUAGES)

    def _html(self) -> str:
        lines = [f"<h1>{escape(self.title['zh'])}</h1>", f"<p><b>{escape(self.title['en'])}</b></p>"]
        for lang in LANGUAGES:
            names = [author[lang] for author in self.authors]
            words = [word[lang] for word in self.keywords]
            lines.append(f"<p>{escape(' · '.join([self.subtitle[lang], *names, *words]).strip(' ·'))}</p>")
        mark = f"<p><mark>{escape(SIMULATED['zh'])}</mark></p>" if self.simulated else ""
        return "".join(lines) + mark


def front_matter(
    *,
    title: Text,
    subtitle: Text = "",
    authors: Sequence[Text] = (),
    affiliation: Text = "",
    keywords: Sequence[Text] = (),
    date: str = "",
    simulated: bool = False,
    notice: Text = "",
) -> FrontMatter:
    """Give a report its title page; the abstract is a markdown cell tagged ``abstract``.

    Parameters
    ----------
    title, subtitle, authors, affiliation, keywords
        In both languages: ``{"zh": …, "en": …}``, or one text for both.
    date
        Of the study, as ``2026-07-20``; never read from the clock.
    simulated
        Whether the data are invented; every page then says so.
    notice
        A sentence printed in a box on the title page, such as what exactly is simulated.
    """
    if date and not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        raise OptionError(f"date={date!r} is not a date; write it as 2026-07-20, 2026-07 or 2026")
    return FrontMatter(
        title=in_both(title, name="title"),
        subtitle=in_both(subtitle, name="subtitle"),
        authors=tuple(in_both(author, name="authors") for author in authors),
        affiliation=in_both(affiliation, name="affiliation") if affiliation else None,
        keywords=tuple(in_both(word, name="keywords") for word in keywords),
        date=date,
        simulated=simulated,
        notice=in_both(notice, name="notice") if notice else None,
    )
