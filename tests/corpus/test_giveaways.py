"""Places and names here are invented, except in the test on the source papers."""

import pytest

from workbench.corpus import Corpus, Document, repair
from workbench.corpus.giveaways import GIVEAWAYS, find_giveaways


def found(*texts):
    frame = find_giveaways(Corpus(tuple(Document(f"d{i}", text) for i, text in enumerate(texts))))
    return frame[["case", "text", "kind"]].values.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B社区紧邻“小月湾”，游客多。", ["B社区", "小月湾", "landmark"]),
        ("C街道的“谢晓东调解工作室”很有名。", ["C街道", "谢晓东调解工作室", "brand"]),
        ("D村里人人都知道网格员谢晓东。", ["D村", "谢晓东", "person"]),
        ("E社区办了“蒲公英议事厅”。", ["E社区", "蒲公英议事厅", "brand"]),
    ],
)
def test_what_gives_a_lettered_case_away(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "小月社区紧邻“小月湾”。",
        "B社区坚持“党建引领”，推进“网格化管理”。\n\n另一节谈到“小月湾”。",
        "B社区有社区食堂和党群服务中心。",
        "[3]谢晓东，吕卫东.基于L街道的案例分析[J].某大学学报,2018(5):76-84.",
        "B社区和C社区都学“小月湾”。",
        "维生素C区分不同人群",
    ],
)
def test_what_gives_nothing_away(text):
    assert found(text) == []


def test_a_name_that_many_use_is_no_brand():
    assert found("B社区有“向阳花志愿队”。", "C社区也有“向阳花志愿队”。") == []


def test_no_letter_no_rows_but_the_columns():
    assert list(find_giveaways(Document("d", "没有字母")).columns) == GIVEAWAYS.names


@pytest.mark.shared
def test_the_source_papers(shared):
    documents = [
        Document(path.name[:3], repair(path.read_text(encoding="utf-8")).text)
        for path in sorted((shared / "seeds").glob("*.txt"))
    ]
    frame = find_giveaways(Corpus(tuple(documents)))
    rows = set(frame[["doc_id", "case", "kind"]].itertuples(index=False, name=None))
    assert {("000", "A社区", "landmark"), ("001", "A社区", "landmark"), ("001", "H社区", "brand")} <= rows
    studio = frame[(frame["case"] == "H社区") & frame["text"].str.endswith("工作室")]
    assert len(studio) == 1
