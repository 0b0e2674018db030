import json

import pytest

from workbench.errors import ReportError
from workbench.evidence import LANGUAGES
from workbench.report.display.front import FrontMatter
from workbench.report.render.citations import cite, plain_entries, read_references
from workbench.report.render.draft import draft
from workbench.report.render.manuscript import Manuscript, Prose

EMPTY = {"zh": "", "en": ""}


def item(kind, title, year, authors=(), **others):
    names = [{"family": family, "given": given} for family, given in authors]
    return {"type": kind, "title": title, "author": names, "issued": {"date-parts": [year]}, **others}


def editors(*names):
    return [{"family": family, "given": given} for family, given in names]


SAGE = {"publisher-place": "London", "publisher": "Sage"}
CORPUS = {
    "container-title": "Corpus Approaches",
    "editor": editors(("Taylor", "Charlotte"), ("Marchi", "Anna")),
}
JHR = {"container-title": "JHR", "volume": "50", "issue": "2", "DOI": "10.3368/jhr.50.2.317"}
LAW = {"publisher": "某市人大常委会", "URL": "https://example.org/law", "language": "zh-CN"}
THESIS = {"publisher-place": "北京", "publisher": "某大学", "language": "zh-CN"}
TWO = [("Cameron", "A. Colin"), ("Miller", "Douglas L.")]
ITEMS = {
    "book": item("book", "Content Analysis", [2004], [("Krippendorff", "Klaus")], edition="2", **SAGE),
    "chapter": item(
        "chapter", "Keyness", [2018], [("Gabrielatos", "Costas")], page="225-258", **SAGE, **CORPUS
    ),
    "law": item(
        "legislation", "某市城市更新条例", [2022, 11, 25], accessed={"date-parts": [[2026, 7, 1]]}, **LAW
    ),
    "thesis": item("thesis", "社区研究", [2020], [("欧阳", "明")], **THESIS),
    "manual": item("book", "手册", [2021], edition="3", language="zh-CN", publisher="某大学"),
    "journal": item("article-journal", "A Guide", [2015], TWO, page="317-372", **JHR),
}
PRINTED = {
    "book": "KRIPPENDORFF K. Content Analysis[M]. 2nd ed. London: Sage, 2004.",
    "chapter": (
        "GABRIELATOS C. Keyness[M]//TAYLOR C, MARCHI A. Corpus Approaches. London: Sage, 2018: 225-258."
    ),
    "law": "某市人大常委会. 某市城市更新条例[Z/OL]. (2022-11-25)[2026-07-01]. https://example.org/law.",
    "thesis": "欧阳明. 社区研究[D]. 北京: 某大学, 2020.",
    "manual": "某大学. 手册[M]. 3版. 2021.",
    "journal": "CAMERON A C, MILLER D L. A Guide[J]. JHR, 2015, 50(2): 317-372. DOI: 10.3368/jhr.50.2.317.",
}


@pytest.fixture
def bibliography(tmp_path):
    path = tmp_path / "references.json"
    path.write_text(json.dumps([{"id": key, **item} for key, item in ITEMS.items()]), encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_of_reference_is_printed_as_the_standard_asks(bibliography, lang):
    source = " ".join(f"[@{key}]" for key in ITEMS)
    manuscript = Manuscript(FrontMatter(EMPTY, EMPTY), (Prose(1, frozenset(), source),), {})
    _, body = cite(draft(manuscript, lang=lang, references=list(ITEMS)), bibliography)
    entries = dict(zip(ITEMS, plain_entries(body), strict=True))
    for number, key in enumerate(ITEMS, start=1):
        assert entries[key].replace("\u00a0", " ") == f"[{number}] {PRINTED[key]}"


def test_what_is_no_bibliography_is_named(tmp_path):
    path = tmp_path / "references.json"
    path.write_text("{")
    with pytest.raises(ReportError, match="not a bibliography in CSL-JSON"):
        read_references(path)
