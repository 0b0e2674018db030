import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbench.errors import OptionError, ReportError
from workbench.evidence import RowsBasis, value
from workbench.report import cite_values, render
from workbench.study.settings import FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_notebook_gives_the_same_bytes(notebook, references, form):
    first, second = (render(notebook, lang="zh", format=form, references=references) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        (
            "[@val:alpha_REZ]",
            r"cell 13: \[@val:alpha_REZ\] is not a value of this notebook .*near it: alpha_RES",
        ),
        ("[@fig-kapa]", r"cell 13: \[@fig-kapa\] is not shown .*near it: fig-kappa"),
        ("[@sec-none]", r"cell 13: \[@sec-none\] is not shown"),
        ("[@cohen-1961]", r"cell 13: \[@cohen-1961\] is not in the bibliography; near it: cohen-1960"),
        ("[@fig-kappa; @cohen-1960]", "cell 13: .* in one bracket; write two"),
        ("# A {#sec-method}", "cell 13 gives the label sec-method a second time"),
    ],
)
def test_a_name_that_is_not_there_is_an_error_that_names_the_cell(notebook, references, prose, message):
    notebook.cells.append(new_markdown_cell(prose))
    with pytest.raises(ReportError, match=message):
        render(notebook, lang="zh", format="html", references=references)


def test_one_name_cannot_be_two_numbers(notebook, references):
    other = cite_values(value("alpha_RES", 0.5, of=RowsBasis(2)))
    data, _ = other._repr_mimebundle_()
    notebook.cells.append(new_code_cell(outputs=[new_output("display_data", data=data)]))
    with pytest.raises(ReportError, match=r"alpha_RES is 0\.81 in one place and 0\.50 in another"):
        render(notebook, lang="zh", format="html", references=references)


def test_literature_needs_a_bibliography(notebook):
    with pytest.raises(ReportError, match="not in the bibliography"):
        render(notebook, lang="zh", format="html")


def test_a_notebook_without_a_title_page_is_still_a_page():
    notebook = nbformat.from_dict(new_notebook(cells=[new_markdown_cell("# 一\n\n文字")]))
    page = render(notebook, lang="en", format="html").decode()
    assert "Untitled report" in page
    assert "Simulated" not in page


def test_spoilt_outputs_are_named(notebook, references):
    notebook.cells[7].outputs[1].data["application/vnd.workbench.table+json"].pop("align")
    with pytest.raises(ReportError, match="cell 8 shows something this version cannot read"):
        render(notebook, lang="zh", format="html", references=references)


def test_a_picture_that_is_no_png_is_refused(notebook, references):
    notebook.cells[6].outputs[1].data["image/png"] = "PHN2Zz4="
    with pytest.raises(ReportError, match="cell 7"):
        render(notebook, lang="zh", format="html", references=references)


def test_other_formats_are_refused(notebook):
    with pytest.raises(OptionError, match="'html', 'docx', 'pdf'"):
        render(notebook, lang="zh", format="odt")


def test_a_notebook_that_was_not_run_is_refused():
    notebook = nbformat.from_dict(new_notebook(cells=[new_code_cell("1 + 1")]))
    with pytest.raises(ReportError, match="has no outputs; run it first"):
        render(notebook, lang="zh", format="html")
