"""The review page: original and repaired text side by side; accept and refuse by one or by rule.

The words of a document travel only in messages, never in the state of the widget, which Jupyter may save
into the notebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import MissingDependencyError, WorkbenchError
from workbench.evidence.language import LANGUAGES
from workbench.readers import read_registered
from workbench.study.decide import decide
from workbench.study.settings import Study
from workbench.widget.changes import ChangesView

if TYPE_CHECKING:
    import anywidget

_STATIC = Path(__file__).parent / "static"
#: Edits sent at once.
PAGE = 100


def review(study: Study, doc_id: str, *, by: str = "", language: str | None = None) -> anywidget.AnyWidget:
    """Show what the repair did to a document and what it proposes, to accept or refuse.

    Parameters
    ----------
    study : Study
    doc_id : str
    by : str, optional
        Who decides; kept with each decision in ``corpus/repairs.csv``.
    language : "zh" or "en", optional
        Of the page; else the study's first language. It can be switched on the page.

    Returns
    -------
    anywidget.AnyWidget
        Shown by the notebook. Each decision is saved before the page calls it saved, and every later
        `read_corpus` repeats it.
    """
    try:
        import anywidget
        import traitlets
    except ImportError as error:
        raise MissingDependencyError(
            "The review page needs anywidget: pip install 'workbench[lab]'"
        ) from error
    page = _Page(study, doc_id, by)
    chosen = language if language in LANGUAGES else study.languages[0]

    class ReviewPage(anywidget.AnyWidget):
        _esm = _STATIC / "review.js"
        _css = _STATIC / "review.css"
        language = traitlets.Unicode(chosen).tag(sync=True)

    widget = ReviewPage()
    widget.on_msg(lambda _, message, __: [widget.send(answer) for answer in page.answer(message)])
    return widget


@dataclass(slots=True)
class _Page:
    """The kernel's side of the page: one message in, its answers out."""

    study: Study
    doc_id: str
    by: str
    view: ChangesView | None = None

    def answer(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer one message of the page; what goes wrong is an answer too."""
        try:
            return self._answer(message)
        except WorkbenchError as error:
            return [{"type": "error", "op": message.get("op"), "message": str(error)}]

    def _answer(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        view = self.view or self._read()
        match message.get("type"):
            case "hello":
                view = self._read()
                return [view.state()]
            case "edits":
                return [view.edits(str(message["rule"]), int(message["offset"]), PAGE)]
            case "show":
                return [view.passages(str(message["edit_id"]))]
            case "more":
                return [view.more(str(message["side"]), int(message["start"]), int(message["end"]))]
            case "decide":
                key, decision = str(message["key"]), message["decision"]
                document = decide(self.study, self.doc_id, key, decision, by=self.by)
                self.view = ChangesView(document)
                return [self.view.state(), {"type": "saved", "op": message.get("op")}]
        return []

    def _read(self) -> ChangesView:
        self.view = ChangesView(read_registered(self.study.corpus_path, self.doc_id))
        return self.view
