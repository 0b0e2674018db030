import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report import render
from workbench.report.render.pdf import literal


@pytest.fixture(params=["zh", "en"])
def pages(request, notebook, references):
    data = render(notebook, lang=request.param, format="pdf", references=references)
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    document.close()
    return texts


def test_the_pages_hold_the_text_and_say_simulated(pages):
    whole = "\n".join(pages)
    for words in (
        "0.81",
        "−0.50",
        "0.312",
        "BRUNEAU",
        "等. 韧性治理的路径",
        "alpha_RES",
        "i01 [120, 134)",
        "<img src=x",
    ):
        assert words in whole
    assert all("Simulated data" in page for page in pages)


def test_the_appendix_comes_last(pages):
    whole = "\n".join(pages)
    title = "附录：数字的出处" if "附录：数字的出处" in whole else "Appendix: where each number comes from"
    assert whole.rindex(title) > whole.rindex("BRUNEAU")


@given(st.text())
def test_no_text_can_leave_its_quotes(text):
    inner = literal(text)[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inner
    assert not inner.endswith("\\")
