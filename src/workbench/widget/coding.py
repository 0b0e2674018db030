"""The coding page: select a passage, press a key, and the coding is saved before the page says so.

The words of a document travel only in messages, never in the state of the widget, which Jupyter may save
into the notebook.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import MissingDependencyError, OptionError
from workbench.evidence.language import LANGUAGES
from workbench.study.settings import Study
from workbench.widget.coding_session import CodingSession

if TYPE_CHECKING:
    import anywidget

_STATIC = Path(__file__).parent / "static"


def code(
    study: Study, doc_id: str, *, coder: str, language: str | None = None, blind: bool = False
) -> anywidget.AnyWidget:
    """Code a document by hand: select a passage with the mouse or the keyboard, then press 1 to 9.

    Parameters
    ----------
    study : Study
    doc_id : str
        The document to open; the page lists the others.
    coder : str
        Who codes; kept with every coding and every event of the store.
    language : "zh" or "en", optional
        Of the page; else the study's first language. It can be switched on the page.
    blind : bool, default False
        Show neither other coders' codings nor suggestions.

    Returns
    -------
    anywidget.AnyWidget
        Shown by the notebook. What the page calls saved is on the disk. What it could not save it keeps in
        the browser (without the passages) and saves when this cell is run again.
    """
    if not coder.strip():
        raise OptionError('coder must be a name: wb.code(study, "doc", coder="li")')
    try:
        import anywidget
        import traitlets
    except ImportError as error:
        raise MissingDependencyError(
            "The coding page needs anywidget: pip install 'workbench[lab]'"
        ) from error
    session = CodingSession(study, doc_id, coder.strip(), blind=blind)
    chosen = language if language in LANGUAGES else study.languages[0]

    class CodingPage(anywidget.AnyWidget):
        _esm = _STATIC / "coding.js"
        _css = _STATIC / "coding.css"
        language = traitlets.Unicode(chosen).tag(sync=True)

    widget = CodingPage()

    def receive(_: Any, message: dict[str, Any], __: Any) -> None:
        for answer in session.answer(message):
            widget.send(answer.content, buffers=list(answer.buffers))

    widget.on_msg(receive)
    return widget
