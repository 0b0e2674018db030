import pytest

from workbench.corpus.layout import find_doubled_quotes
from workbench.corpus.trail import apply


def certain(text):
    return apply(text, [c for c in find_doubled_quotes(text) if c.automatic]).after


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("推行““网格化””管理", "推行“网格化”管理"),
        ("「「共建」」与『『共享』』", "「共建」与『共享』"),
        ("《《社区章程》》", "《社区章程》"),
        ('他说：""我们自己商量""。', '他说："我们自己商量"。'),
    ],
)
def test_marks_doubled_on_both_sides_become_one(text, repaired):
    assert certain(text) == repaired


@pytest.mark.parametrize("text", ["要““共治”的格局", "要“共治””的格局", '四个""""引号'])
def test_one_sided_doubling_is_proposed(text):
    found = find_doubled_quotes(text)
    assert [c.automatic for c in found] == [False]
    assert found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "““甲”与“乙””是两件事",  # a quotation that begins and ends with another
        "他说“好”，又说“行”。",
        '{"name": "", "code": ""}',
        'a = "", b = ""',
        '名称,"",""',
    ],
)
def test_nested_and_empty_quotations_stay(text):
    assert not any(c.automatic for c in find_doubled_quotes(text))


def test_pairs_in_place_of_spaces_are_left_to_the_width_rule():
    assert find_doubled_quotes('分类号：C91""文献标志码：A""文章编号') == []
