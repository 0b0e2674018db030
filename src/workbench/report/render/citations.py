"""Set citations and the list of references through citeproc, each reference in its own language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import ReportError
from workbench.report.render.draft import Draft
from workbench.report.render.elements import (
    Element,
    attributes,
    div,
    document,
    each,
    header,
    is_wide,
    span,
    text_of,
    walk,
    words,
)
from workbench.report.render.pandoc import run_pandoc, template
from workbench.report.render.sanitise import safe_link
from workbench.report.render.wording import WORDING

DEFAULT_STYLE = "gb-t-7714-2025-numeric.csl"


def read_references(path: Path | None) -> dict[str, Any]:
    """Read a bibliography in CSL-JSON: key → reference."""
    if path is None:
        return {}
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        return {str(item["id"]): item for item in items}
    except (OSError, UnicodeDecodeError, ValueError, TypeError, KeyError) as error:
        raise ReportError(f"{path} is not a bibliography in CSL-JSON ({error})") from error


def cite(
    draft: Draft, references: Path | None, style: Path | None = None
) -> tuple[list[Element], list[Element]]:
    """Return abstract and body with citations set, the body followed by the list of references."""
    if references is None or not any(each([draft.abstract, draft.body], "Cite")):
        return draft.abstract, draft.body
    options = [
        *("--from=json", "--to=json", "--citeproc", "--fail-if-warnings"),
        *(f"--bibliography={references}", f"--csl={style or template(DEFAULT_STYLE)}"),
        *("--metadata=link-citations:true", f"--metadata=lang:{WORDING[draft.lang].code}"),
    ]
    title = header(1, words(WORDING[draft.lang].references), attributes("references", ["unnumbered"]))
    ending = [] if _has_own_place(draft.body) else [title, div([], attributes("refs"))]
    tree = document([div(draft.abstract, attributes("wb-abstract")), *draft.body, *ending])
    cited = json.loads(run_pandoc(options, json.dumps(tree, ensure_ascii=False).encode()))["blocks"]
    languages = {key: _language(item) for key, item in read_references(references).items()}
    blocks = walk(walk(walk(cited, _unwrap), safe_link_in_place), _entry_language(languages))
    return blocks[0]["c"][1], blocks[1:]


def safe_link_in_place(element: Element) -> Element | None:
    """Check the links that citeproc made of the bibliography's addresses."""
    return safe_link(element)


def _has_own_place(body: list[Element]) -> bool:
    return any(block["c"][0][0] == "refs" for block in each(body, "Div"))


def _unwrap(element: Element) -> list[Element] | None:
    if element["t"] != "Cite":
        return None
    return [span(element["c"][1], attributes(classes=["citation"]))]


def _language(item: Mapping[str, Any]) -> str:
    declared = str(item.get("language", ""))[:2].lower()
    if declared:
        return "zh" if declared == "zh" else "en"
    return "zh" if any(map(is_wide, str(item.get("title", "")))) else "en"


def _entry_language(languages: Mapping[str, str]) -> Any:
    """Write 等 and 2版 in Chinese, et al. and 2nd ed. in other references, whatever the report's language."""

    def change(element: Element) -> Element | None:
        if element["t"] != "Div" or not element["c"][0][0].startswith("ref-"):
            return None
        zh = languages.get(element["c"][0][0].removeprefix("ref-")) == "zh"
        return {"t": "Div", "c": [element["c"][0], walk(element["c"][1], _in_chinese if zh else _in_english)]}

    return change


def _in_english(element: Element) -> Element | None:
    if element["t"] != "Str":
        return None
    text = re.sub(r"^等(?=$|[.,，])", "et al", element["c"])
    return {"t": "Str", "c": re.sub(r"^(\d+)版(?=\.)", _ordinal_edition, text)}


def _ordinal_edition(match: re.Match[str]) -> str:
    number = int(match[1])
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in {11, 12, 13} else "th"
    return f"{number}{ending}\u00a0ed"


def _in_chinese(element: Element) -> Element | None:
    if element["t"] != "Str":
        return None
    return {"t": "Str", "c": re.sub(r"^et\u00a0al", "等", element["c"])}


def plain_entries(blocks: list[Element]) -> list[str]:
    """Entries of the list of references, as text."""
    divs = (block for block in each(blocks, "Div") if block["c"][0][0].startswith("ref-"))
    return [text_of(block["c"][1]).strip() for block in divs]
