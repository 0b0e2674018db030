"""A text in the two languages of a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from workbench.errors import ReportError

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

Text = str | Mapping[str, str]
"""One text for both languages, or ``{"zh": …, "en": …}``."""


def in_both(text: Text, *, name: str) -> dict[str, str]:
    """Return the text as ``{"zh": …, "en": …}``; a plain string stands for both.

    >>> in_both("OLS", name="caption")
    {'zh': 'OLS', 'en': 'OLS'}
    """
    if isinstance(text, str):
        return {"zh": text, "en": text}
    missing = [lang for lang in LANGUAGES if not isinstance(text.get(lang), str)]
    if missing:
        raise ReportError(
            f'{name} has no text for {" and ".join(missing)}; write {name}={{"zh": "…", "en": "…"}}'
        )
    return {lang: text[lang] for lang in LANGUAGES}


def pick(text: Text, lang: Language) -> str:
    """Return the text of one language."""
    return text if isinstance(text, str) else text.get(lang, "")
