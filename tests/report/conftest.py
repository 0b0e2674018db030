"""A small report notebook: one of everything a report can hold, and some things it must not."""

import json

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbench.evidence import ModelBasis, Quote, QuotesBasis, RowsBasis, value
from workbench.report.display import cite_values, front_matter, show_figure, show_table

MODEL = ModelBasis(
    formula="RES ~ PL + CO",
    estimator="multilevel",
    nobs=198,
    n_dropped=2,
    term="PL",
    vcov="REML",
    n_groups=12,
    data_file="surveys/residents.csv",
    data_hash="a1b2c3d4e5f60718",
    row_ids=("r001", "r002"),
    simulated=True,
)
QUOTES = QuotesBasis(
    (
        Quote(
            "i01",
            120,
            134,
            "楼道里的灯坏了，大家凑钱修好",
            "后来我们",
            "，谁也没推。",
            "访谈一",
            simulated=True,
        ),
        Quote("i02", 8, 20, "<script>alert('quote')</script>", "", "", "访谈二", simulated=True),
    ),
    7,
    2,
)


def draw(lang):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.barh(
        ["物业管理" if lang == "zh" else "Property", "邻里互助" if lang == "zh" else "Neighbours"],
        [0.81, -0.4],
    )
    axes.set_xlabel("一致性系数 α" if lang == "zh" else "Agreement α")
    return figure


def shown(item, source="…"):
    """A code cell that shows the item, with the noise a real one has."""
    data, metadata = item._repr_mimebundle_()
    outputs = [
        new_output("stream", name="stderr", text="UserWarning: secret noise\n"),
        new_output("execute_result", data=json.loads(json.dumps(data)), metadata=metadata, execution_count=1),
    ]
    return new_code_cell(source, outputs=outputs, execution_count=1)


def prose(text, *tags):
    return new_markdown_cell(text, metadata={"tags": list(tags)})


def front():
    return front_matter(
        title={"zh": "社区韧性的访谈与问卷研究", "en": "Community Resilience in Interviews and Surveys"},
        subtitle={"zh": "方法演示", "en": "A methods demonstration"},
        authors=[{"zh": "李明", "en": "Li Ming"}, {"zh": "王芳", "en": "Wang Fang"}],
        affiliation={"zh": "某大学公共管理学院", "en": "School of Public Administration"},
        keywords=[{"zh": "社区韧性", "en": "community resilience"}, {"zh": "编码一致性", "en": "agreement"}],
        date="2026-07-20",
        simulated=True,
        notice={"zh": "访谈与问卷均为模拟。", "en": "Interviews and survey are simulated."},
    )


def table():
    frame = pd.DataFrame(
        {
            "case_id": [
                "c1",
                "<script>alert(1)</script>",
                '=cmd|"/C calc"!A0',
                "<img src=x onerror=alert(1)>",
            ],
            "kind": ["old", "new", "old", "#text $x$ *y*"],
            "score": [0.8125, -0.5, None, 12.0],
            "n": [12, 7, 9, 1],
            "b": [value("b_PL", 0.3123, of=MODEL, format=".3f"), "", "", ""],
        }
    )
    return show_table(
        frame,
        label="tbl-cases",
        caption={"zh": "各社区的得分", "en": "Scores of the communities"},
        columns={"case_id": {"zh": "社区", "en": "Community"}, "kind": {"zh": "类型", "en": "Type"},
                 "score": {"zh": "得分", "en": "Score"}, "n": {"zh": "人数", "en": "Residents"}, "b": "b"},
        values={"kind": {"old": {"zh": "老旧小区", "en": "old estate"}, "new": {"zh": "新建", "en": "new"}}},
        note={"zh": "得分为每千字编码数。* p < .05", "en": "Codings per thousand characters. * p < .05"},
        simulated=True,
        of=RowsBasis(4, "surveys/cases.csv", "0011223344556677", ("c1",), simulated=True),
    )  # fmt: skip


def figure():
    return show_figure(
        draw,
        label="fig-kappa",
        caption={"zh": "两名编码员的一致性", "en": "Agreement of two coders"},
        simulated=True,
    )


HOSTILE = """<script>alert('prose')</script> <img src=x onerror=alert(2)> <b onclick="x()">b</b>

[a](javascript:alert(3)) [b](file:///etc/passwd) [c](https://example.org/a?b=c) ![d](http://evil.example/x.png)

`<script>`{=html} \\input{/etc/passwd} [e]{onclick="x()" .wb-value name="alpha_RES"}

```{=openxml}
<w:p/>
```
"""

ZH = """## 方法 {#sec-method}

两名编码员在 [@val:n_quotes] 处片段上的一致性为
[@val:alpha_RES]，见[@fig-kappa]与[@tbl-cases]。**重点**在于 *复核*。[@cohen-1960; @bruneau-et-al-2003]
组内相关系数按[@eq-icc]计算[^1]。

$$ \\rho = \\frac{\\tau^2}{\\tau^2 + \\sigma^2} $$ {#eq-icc}

[^1]: 见 [@zhang-guo-2023]。

### 数据

1. 问卷
2. 访谈
"""
EN = """## Methods {#sec-method}

Two coders agreed at α = [@val:alpha_RES] on [@val:n_quotes] passages ([see @fig-kappa; @tbl-cases]).
The **intraclass correlation** follows [@eq-icc], and *every* number
is checked [@cohen-1960; @bruneau-et-al-2003].

$$ \\rho = \\frac{\\tau^2}{\\tau^2 + \\sigma^2} $$ {#eq-icc}

### Data

As [@zhang-guo-2023] says.
"""


@pytest.fixture
def notebook():
    cells = [
        shown(front()),
        prose("## 摘要\n\n系数为 [@val:alpha_RES]。", "abstract", "zh"),
        prose("## Abstract\n\nThe coefficient is [@val:alpha_RES].", "abstract", "en"),
        shown(
            cite_values(value("alpha_RES", 0.8125, of=QUOTES), value("n_quotes", 7, of=QUOTES, format="d"))
        ),
        prose(ZH, "zh"),
        prose(EN, "en"),
        shown(figure()),
        shown(table()),
        prose("## 结果\n\n如[@sec-method]所述，斜率为 [@val:b_PL]。", "zh"),
        prose("## Results\n\nAs [@sec-method] says, the slope is [@val:b_PL].", "en"),
        prose(HOSTILE),
        prose("只给笔记本的读者 SECRET-CELL", "notebook"),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return nbformat.from_dict(new_notebook(cells=cells))


FOUR_WESTERN = [(family, "Ann B.") for family in ("Bruneau", "Chang", "Eguchi", "Lee")]
FOUR_CHINESE = [("张", "勤"), ("郭", "嘉诚"), ("李", "四"), ("王", "五")]


def reference(key, language, title, journal, authors, year, **others):
    return {
        "id": key,
        "type": "article-journal",
        "language": language,
        "title": title,
        "container-title": journal,
        "author": [{"family": family, "given": given} for family, given in authors],
        "issued": {"date-parts": [[year]]},
        "page": "37-46",
        **others,
    }


@pytest.fixture
def references(tmp_path):
    items = [
        reference(
            "cohen-1960", "en", "A Coefficient of Agreement", "EPM", [("Cohen", "Jacob")], 1960, volume="20"
        ),
        reference(
            "bruneau-et-al-2003", "en", "A Framework", "Earthquake Spectra", FOUR_WESTERN, 2003, volume="19"
        ),
        reference("zhang-guo-2023", "zh-CN", "韧性治理的路径", "社会治理", FOUR_CHINESE, 2023, issue="5"),
    ]
    items[0]["URL"] = "javascript:alert(4)"
    path = tmp_path / "references.json"
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return path
