"""Accept or refuse a repair, so that every later reading repeats it."""

from __future__ import annotations

from workbench.corpus import Document
from workbench.corpus.edits import changes_table
from workbench.errors import InputError
from workbench.readers import read_registered, save_decision
from workbench.readers.decisions import WHOLE_RULE, Decision
from workbench.study.settings import Study


def decide(
    study: Study, doc_id: str, key: str, decision: Decision, *, by: str = "", reason: str = ""
) -> Document:
    """Save a decision about one change of a document, or about all changes of a rule.

    Parameters
    ----------
    study : Study
    doc_id : str
    key : str
        An ``edit_id`` of ``Document.edits`` or ``Document.proposals``, or the name of a rule.
    decision : "accept", "refuse" or "undo"
        Undo takes an earlier decision back.
    by : str, optional
        Who decided.
    reason : str, optional

    Returns
    -------
    Document
        The document as it reads from now on.

    Raises
    ------
    InputError
        If the document has no such change and no such rule.
    """
    document = read_registered(study.corpus_path, doc_id)
    rule, edit_id = _find(document, key)
    save_decision(study.corpus_path, doc_id, decision, rule=rule, edit_id=edit_id, by=by, reason=reason)
    return read_registered(study.corpus_path, doc_id)


def _find(document: Document, key: str) -> tuple[str, str]:
    changes = changes_table(document.trail)
    if (changes["rule"] == key).any():
        return key, WHOLE_RULE
    rules = changes.loc[changes["edit_id"] == key, "rule"]
    if len(rules):
        return str(rules.iloc[0]), key
    known = ", ".join(sorted(set(changes["rule"]))) or "none"
    raise InputError(
        f"{document.doc_id}: {key!r} is no edit_id and no rule of this document; its rules are {known}"
    )
