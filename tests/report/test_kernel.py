import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbench.report import render

CELLS = [
    "import warnings; warnings.warn('secret noise')\n"
    "import pandas as pd\nfrom workbench import evidence, report\n"
    "print('secret print')",
    "report.front_matter(title={'zh': '题', 'en': 'Title'}, simulated=True)",
    "report.cite_values(evidence.value('n', 12, of=evidence.RowsBasis(12), format='d'))",
    "counts = pd.DataFrame({'group': ['(all)'], 'word': ['邻居'], 'per_10k': [5.0]})\n"
    "report.show_figure(lambda lang: report.plot_words(counts, lang=lang), label='fig-words', caption='W')",
    "report.show_table(counts, label='tbl-words', caption='T')",
]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_what_a_kernel_shows_is_what_is_published(tmp_path):
    cells = [new_code_cell(source) for source in CELLS]
    notebook = new_notebook(cells=[*cells, new_markdown_cell("[@val:n] [@fig-words] [@tbl-words]")])
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    saved = nbformat.reads(nbformat.writes(notebook), as_version=4)
    page = render(saved, lang="en", format="html").decode()
    assert "Title" in page
    assert 'href="#ev-n"' in page
    assert page.count("data:image/png;base64,") == 1
    assert "secret" not in page
