import hashlib
import json

import nbformat
import pytest

from workbench.corpus.pseudonyms import Key, KeyEntry
from workbench.errors import ReportError
from workbench.readers.key import write_key
from workbench.report import publish


@pytest.fixture
def study(tmp_path, notebook, references):
    for folder in ("notebooks", "reports"):
        (tmp_path / folder).mkdir()
    (tmp_path / "study.toml").write_text("")
    references.rename(tmp_path / "reports" / "references.json")
    nbformat.write(notebook, tmp_path / "notebooks" / "07_report.ipynb")
    return tmp_path


def test_every_language_and_format_is_written_with_a_manifest(study):
    paths = publish(study / "notebooks/07_report.ipynb", to=study / "out", inputs={"surveys/r.csv": "ab"})
    names = [path.name for path in paths]
    assert names[0] == "07_report.zh.html"
    assert len(names) == 7
    manifest = json.loads(paths[-1].read_text())
    assert manifest["inputs"] == {"surveys/r.csv": "ab"}
    assert manifest["outputs"][names[2]] == hashlib.sha256(paths[2].read_bytes()).hexdigest()
    assert sorted(path.name for path in (study / "out").iterdir()) == sorted(names)


def test_the_manifest_keeps_the_reports_of_the_same_notebook(study):
    path, out = study / "notebooks/07_report.ipynb", study / "out"
    publish(path, to=out, formats=["html"], langs=["zh"])
    manifest = publish(path, to=out, formats=["html"], langs=["en"])[-1]
    assert sorted(json.loads(manifest.read_text())["outputs"]) == ["07_report.en.html", "07_report.zh.html"]
    path.write_text(path.read_text().replace("方法", "办法"))
    manifest = publish(path, to=out, formats=["html"], langs=["en"])[-1]
    assert list(json.loads(manifest.read_text())["outputs"]) == ["07_report.en.html"]


def test_a_report_that_fails_leaves_the_old_one(study):
    path, out = study / "notebooks/07_report.ipynb", study / "out"
    first = publish(path, to=out, formats=["html"], langs=["zh"])[0].read_bytes()
    path.write_text(path.read_text().replace("[@val:b_PL]", "[@val:b_PX]"))
    with pytest.raises(ReportError, match="b_PX"):
        publish(path, to=out, formats=["html"], langs=["zh"])
    assert (out / "07_report.zh.html").read_bytes() == first


def test_what_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("no")
    with pytest.raises(ReportError, match="not a notebook"):
        publish(path, to=tmp_path)


def test_a_report_that_holds_a_name_of_the_key_is_not_written(study):
    key = Key((KeyEntry("person", "楼道里的灯", "【人01】", "replace"),))
    write_key(study / "corpus", key)
    with pytest.raises(ReportError, match=r"07_report.zh.html is not written: .*\(person \d+\)") as caught:
        publish(study / "notebooks/07_report.ipynb", to=study / "out", formats=["html"], langs=["zh"])
    assert "楼道里的灯" not in str(caught.value)
    assert not (study / "out").exists()
