"""What printed pages carry beside their text: page numbers, issues, names of periodicals."""

from __future__ import annotations

import re

from workbench.corpus.letters import HAN

_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6})"
#: Page numbers that can be nothing else: 第3页 共10页, — 12 —, Page 3 of 10, 3/10页.
PAGE = re.compile(
    rf"第\s*{_NUMBER}\s*页(?:\s*[,，/]?\s*(?:共|总)\s*\d+\s*页)?|[-—–－─·•]{{1,3}}\s*{_NUMBER}\s*[-—–－─·•]{{1,3}}"
    rf"|(?:Page|PAGE|p\.)\s*{_NUMBER}(?:\s*(?:of|/)\s*\d+)?|\d{{1,4}}\s*/\s*\d{{1,4}}\s*页"
)
PAGE_BEGINS = frozenset("第-—–－─·•Pp0123456789")
BARE_NUMBER = re.compile(r"\d{1,4}")
#: The issue of a periodical as heads print it: 2021·03, 2021.03, 2021年第3期, 总第120期.
ISSUE = re.compile(
    r"(?:19|20)\d\d\s*[·•.．/]\s*(?:0[1-9]|1[0-2]|[1-9])(?!\d)"
    r"|(?:19|20)\d\d\s*年\s*(?:第\s*\d{1,2}\s*[期卷]|\d{1,2}\s*月号?刊?)(?:\s*[(（]?总第?\s*\d+\s*期[)）]?)?"
    r"|(?:第\s*\d+\s*卷\s*)?(?:总?第\s*\d+\s*期)"
)
#: Names of periodicals by their ending, at the beginning of a line that goes on with a sentence.
PERIODICAL = re.compile(
    rf"[{HAN}]{{2,8}}?(?:学报|论坛|学刊|导刊|月刊|季刊|周刊|旬刊|丛刊|辑刊|集刊|评论|通讯|论丛|杂志|日报|晚报|时报|周报)"
)
# a sentence may speak of 第3页, not of — 3 —
_NOT_SPOKEN = re.compile(r"^[-—–－─·•].*[-—–－─·•]$|[共总]|(?i:^page)")


def is_page_furniture(line: str) -> bool:
    """Whether a line is nothing but the number of a page or the issue of a periodical.

    >>> is_page_furniture("— 12 —"), is_page_furniture("2021·03"), is_page_furniture("12户")
    (True, True, False)
    """
    return any(kind.fullmatch(line) for kind in (PAGE, ISSUE, BARE_NUMBER))


def is_page_number(line: str) -> bool:
    """Whether a line can be nothing else than the number of a page.

    >>> is_page_number("— 12 —"), is_page_number("第12页")
    (True, False)
    """
    return bool(PAGE.fullmatch(line) and _NOT_SPOKEN.search(line))
