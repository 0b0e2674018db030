import nbformat
import pytest
from nbconvert.exporters import get_exporter

from workbench.report.publish import publish


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_nbconvert_gives_what_publish_gives(tmp_path, notebook, references, form):
    path = tmp_path / "07_report.ipynb"
    nbformat.write(notebook, path)
    written = publish(path, to=tmp_path / "out", formats=[form], langs=["en"], references=references)[0]
    exporter = get_exporter(f"workbench-{form}")(lang="en", references=str(references))
    output, resources = exporter.from_filename(str(path))
    assert resources["output_extension"] == f".{form}"
    assert (output.encode() if isinstance(output, str) else output) == written.read_bytes()
    assert get_exporter(f"workbench_{form}") is type(exporter)
