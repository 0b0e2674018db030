"""Exporters for ``jupyter nbconvert --to workbench-html`` and JupyterLab's menu *Export Notebook As*.

They set the outputs that the notebook has; nothing is run. The language is an option of the command line:
``jupyter nbconvert --to workbench-pdf --PDFExporter.lang=en notebooks/07_report.ipynb``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from nbconvert.exporters import Exporter
from traitlets import Enum, Unicode

from workbench.report.publish import find_references
from workbench.report.render import render
from workbench.study.names import key_for, refuse_names
from workbench.study.settings import Format


class _ReportExporter(Exporter):
    lang: Any = Enum(["zh", "en"], default_value="zh", help="Language of the report: zh or en.").tag(
        config=True
    )
    references = Unicode("", help="Bibliography (CSL-JSON); default: the study's.").tag(config=True)
    style = Unicode("", help="Citation style (CSL); default: GB/T 7714-2025, numeric.").tag(config=True)
    form: ClassVar[Format]

    def from_notebook_node(self, nb: Any, resources: Any | None = None, **kwargs: Any) -> tuple[Any, Any]:
        """Set a notebook; nbconvert calls this."""
        node, resources = super().from_notebook_node(nb, resources, **kwargs)
        folder = Path(resources.get("metadata", {}).get("path") or ".")
        found = Path(self.references) if self.references else find_references(folder / "notebook.ipynb")
        style = Path(self.style) if self.style else None
        data = render(node, lang=self.lang, format=self.form, references=found, style=style)
        refuse_names(key_for(folder / "notebook.ipynb"), f"report.{self.form}", data)
        resources["output_extension"] = self.file_extension
        return (data.decode() if self.form == "html" else data), resources


class HTMLExporter(_ReportExporter):
    """One page, without script, every number linked to its evidence."""

    export_from_notebook = "Workbench report (HTML)"
    output_mimetype = "text/html"
    form: ClassVar[Format] = "html"

    def _file_extension_default(self) -> str:
        return ".html"


class DocxExporter(_ReportExporter):
    """Word file with fields for numbers of figures and comments for evidence."""

    export_from_notebook = "Workbench report (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    form: ClassVar[Format] = "docx"

    def _file_extension_default(self) -> str:
        return ".docx"


class PDFExporter(_ReportExporter):
    """PDF with an appendix of evidence."""

    export_from_notebook = "Workbench report (PDF)"
    output_mimetype = "application/pdf"
    form: ClassVar[Format] = "pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"
