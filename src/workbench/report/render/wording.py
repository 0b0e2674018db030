"""The words a report adds of its own, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.evidence import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of one language."""

    code: str  # language tag that pandoc and browsers know
    figure: str
    table: str
    equation: str
    section: str
    abstract: str
    keywords: str
    contents: str
    references: str
    appendix: str
    appendix_lead: str
    evidence: str
    simulated: str
    note: str
    same_as: str  # evidence printed before
    back: str
    close: str
    page: str
    list_mark: str  # between two numbers of a list
    keyword_mark: str  # between two keywords
    gap: str  # between number and caption


WORDING: dict[Language, Wording] = {
    "zh": Wording(
        code="zh-Hans",
        figure="图 {}",
        table="表 {}",
        equation="式 ({})",
        section="第 {} 节",
        abstract="摘要",
        keywords="关键词",
        contents="目录",
        references="参考文献",
        appendix="附录：数字的出处",
        appendix_lead="正文中带链接的每个数字及其依据，按在正文中出现的先后排列。",
        evidence="出处",
        simulated="（模拟数据）",
        note="注：",
        same_as="依据同 ",
        back="回到正文",
        close="关闭",
        page="第 {} 页",
        list_mark="、",
        keyword_mark="；",
        gap="\u3000",
    ),
    "en": Wording(
        code="en-US",
        figure="Figure {}",
        table="Table {}",
        equation="Equation ({})",
        section="Section {}",
        abstract="Abstract",
        keywords="Keywords",
        contents="Contents",
        references="References",
        appendix="Appendix: where each number comes from",
        appendix_lead="Each linked number with what it rests on, in the order of the text.",
        evidence="Evidence",
        simulated=" (simulated data)",
        note="Note. ",
        same_as="As for ",
        back="Back to the text",
        close="Close",
        page="Page {}",
        list_mark=", ",
        keyword_mark="; ",
        gap="\u2002",
    ),
}

OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}


def numbered(label: str, number: str, lang: Language) -> str:
    """How a figure, a table, an equation or a section is called: 图 1, Table 2, 第 3 节.

    >>> numbered("tbl-cases", "2", "zh")
    '表 2'
    """
    wording = WORDING[lang]
    forms = {"fig": wording.figure, "tbl": wording.table, "eq": wording.equation}
    return forms.get(label.partition("-")[0], wording.section).format(number)
