import re
from html.parser import HTMLParser

import pytest

from workbench.report import render

STRUCTURE = "html head meta title style body div header section main nav aside h1 h2 h3 p span a hr mark"
CONTENT = "ul ol li figure img figcaption table caption colgroup col thead tbody tr th td"
WORDS = "strong em sup code pre blockquote"
MATHS = "math semantics annotation mrow mi mo mn mfrac msup msub msubsup"
TAGS = set(f"{STRUCTURE} {CONTENT} {WORDS} {MATHS}".split())


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.ids, self.links, self.sources = set(), set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        fields = dict(attrs)
        self.ids += [fields["id"]] if "id" in fields else []
        self.links += [fields["href"]] if "href" in fields else []
        self.sources += [fields["src"]] if "src" in fields else []


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


@pytest.fixture
def html(notebook, references, lang):
    return render(notebook, lang=lang, format="html", references=references).decode()


def test_every_link_within_the_page_has_a_place(html):
    page = Page(html)
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert {
        "ev-alpha_RES",
        "ev-b_PL",
        "ev-tbl-cases",
        "fig-kappa",
        "tbl-cases",
        "sec-method",
        "eq-icc",
    } <= inner
    assert inner <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_nothing_on_the_page_acts_or_is_fetched(html):
    page = Page(html)
    assert page.tags <= TAGS
    assert not [name for name in page.attributes if name.startswith("on")]
    assert all(source.startswith("data:image/png;base64,") for source in page.sources)
    assert all(re.match("#|https://", link) for link in page.links)
    assert "default-src 'none'" in html
    assert not re.search(r"url\(|@import", html)


def test_hostile_words_stay_words(html):
    for words in ("alert(1)", "alert(2)", "alert('quote')", '=cmd|"/C calc"!A0', "#text $x$ *y*"):
        assert words in html
    assert "evil.example" not in html


def test_a_number_opens_to_its_quotations(html, lang):
    entry = html.partition('id="ev-alpha_RES"')[2].partition('id="ev-')[0]
    assert "<mark>楼道里的灯坏了，大家凑钱修好</mark>" in entry
    assert "i01 [120, 134)" in entry
    assert 'href="#val-alpha_RES-1"' in entry
    tooltip = re.search(r'<a href="#ev-alpha_RES"[^>]*title="([^"]*)"', html)[1]
    assert ("编码片段 7 处" if lang == "zh" else "7 coded passages") in tooltip


def test_captions_are_numbered_in_both_languages(html, lang):
    first, second = ("图 1", "Figure 1") if lang == "zh" else ("Figure 1", "图 1")
    assert f"<strong>{first}</strong>" in html
    assert f">{second}" in html


def test_each_reference_keeps_its_language(html):
    assert (
        "BRUNEAU A B, CHANG A B, EGUCHI A B, et al. A Framework[J]. Earthquake Spectra, 2003, 19: 37-46."
        in html
    )
    assert "张勤, 郭嘉诚, 李四, 等. 韧性治理的路径[J]. 社会治理, 2023(5): 37-46." in html


def test_other_outputs_and_cells_are_left_out(html, lang):
    assert "secret noise" not in html
    assert "SECRET-CELL" not in html
    assert ("Two coders" in html) == (lang == "en")


def test_simulated_data_are_called_so(html):
    assert '<div class="ribbon" role="note">模拟数据 · Simulated data</div>' in html
