"""Double coding in a study: plan it, code blind, compare when all have finished, decide disagreements.

The plan and how far each coder is lie in ``corpus/double-coding.csv``, which holds no word of a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workbench.agreement import Agreement, measure_agreement
from workbench.codebook import Codebook, read_codebook, remap_codings
from workbench.coding.adjudicate import (
    CONSENSUS,
    Decision,
    adjudications_table,
    consensus_codings,
    records_of,
    with_records,
)
from workbench.coding.double import (
    DoublePlan,
    agreed_codings,
    check_open,
    disagreements,
    finish_coder,
    in_plan,
    plan_double_coding,
    visible_codings,
)
from workbench.coding.double.file import read_plan, write_plan
from workbench.coding.double.plan import PlanUnit
from workbench.corpus import Segment, segment
from workbench.errors import InputError, OptionError
from workbench.readers import read_corpus, read_registered
from workbench.store import Store, open_store
from workbench.store.changes import Change
from workbench.study.settings import Study

if TYPE_CHECKING:
    import pandas as pd

PLAN = "double-coding.csv"
_CODEBOOK = "codebook.yaml"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coders compared on what each had coded when finishing, whatever has been changed since.

    `disagreements` and `agreed` are tables of codings, `agreement` measures both coders on the planned units.
    """

    coders: tuple[str, str]
    agreement: Agreement
    disagreements: pd.DataFrame
    agreed: pd.DataFrame


def start_double_coding(
    study: Study,
    *,
    coders: Sequence[str],
    share: float = 0.1,
    min_segments: int = 50,
    strata: Sequence[str] | None = None,
    unit: PlanUnit = "paragraph",
    seed: int | None = None,
) -> DoublePlan:
    """Draw a sample of the study's corpus for blind double coding and save it; see `plan_double_coding`.

    Parameters
    ----------
    strata : list of str, optional
        City and role, if left out; role alone in a study without a register of cases.
    seed : int, optional
        That of ``study.toml``, if left out.

    Raises
    ------
    OptionError
        If another plan is not finished yet. A finished one is kept as ``double-coding-1.csv`` and so on.
    """
    from workbench.cases import read_cases

    register = study.corpus_path / "register.csv"
    cases = read_cases(register).to_frame() if register.is_file() else None
    plan = plan_double_coding(
        read_corpus(study.corpus_path),
        coders=coders,
        share=share,
        min_segments=min_segments,
        strata=strata if strata is not None else ("role",) if cases is None else ("city", "role"),
        unit=unit,
        seed=study.seed if seed is None else seed,
        cases=cases,
    )
    _keep_finished(study)
    write_plan(plan, study.corpus_path / PLAN)
    return plan


def double_plan(study: Study) -> DoublePlan | None:
    """Return the plan of the study, or None if there is none."""
    path = study.corpus_path / PLAN
    return read_plan(path) if path.is_file() else None


def finish_coding(study: Study, coder_id: str) -> DoublePlan:
    """Note that a coder has finished; what the coder has coded up to now is compared, and nothing later."""
    with closing(open_store(study.store_url)) as store:
        event = store.last_event
    at = datetime.now(UTC).isoformat(timespec="seconds")
    plan = finish_coder(_plan(study), coder_id, at=at, event=event)
    write_plan(plan, study.corpus_path / PLAN)
    return plan


def codings_for(study: Study, coder_id: str) -> pd.DataFrame:
    """Return the codings that a coder may see: of planned documents only the own, until all have finished."""
    with closing(open_store(study.store_url)) as store:
        codings = store.codings()
    plan = double_plan(study)
    return codings if plan is None else visible_codings(plan, codings, coder_id)


def compare_coders(study: Study, coders: Sequence[str] | None = None, *, tolerance: int = 0) -> Comparison:
    """Compare two coders of the plan: agreement, disagreements with both quotes, and what they agree on.

    Parameters
    ----------
    coders : two ids, optional
        The first two of the plan, if left out.
    tolerance : int
        Characters by which edges may differ; see `disagreements`. Agreement is measured on the planned
        units and has no tolerance.

    Raises
    ------
    WorkbenchError
        If a coder has not finished; the message says who.
    """
    plan = _plan(study)
    check_open(plan)
    one, other = coders if coders is not None else plan.coder_ids[:2]
    codebook = read_codebook(study.corpus_path / _CODEBOOK)
    with closing(open_store(study.store_url)) as store:
        a, b = [_originals(store, plan, codebook, name) for name in (one, other)]
    agreement = measure_agreement(
        a, b, units=_segments(study, plan), codebook=codebook, doc_ids=plan.doc_ids, seed=plan.seed
    )
    return Comparison(
        (one, other),
        agreement,
        disagreements(a, b, plan=plan, codebook=codebook, tolerance=tolerance),
        agreed_codings(a, b, plan=plan, tolerance=tolerance),
    )


def adjudicate(
    study: Study,
    disagreement: Mapping[str, Any] | pd.Series,
    decision: Decision,
    *,
    reason: str,
    by: str,
    other: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """Decide one disagreement: its consensus codings are added, the originals stay.

    Parameters
    ----------
    study : Study
    disagreement : a row of `Comparison.disagreements`
    decision : "a", "b", "both", "neither" or "other"
        Whose coding is the consensus. A disagreement that is decided again gets the new decision in place
        of the old one; both stay in the events.
    reason, by : str
        Why, and who decided.
    other : dict, optional
        With the decision "other": those of ``code_id``, ``start``, ``end`` that differ from the original.

    Returns
    -------
    DataFrame
        The consensus codings of this disagreement that stand.
    """
    row = {str(name): value for name, value in dict(disagreement).items()}
    plan = double_plan(study)
    if plan is not None and row["doc_id"] in plan.doc_ids:
        check_open(plan)
    codebook = read_codebook(study.corpus_path / _CODEBOOK)
    if other and "code_id" in other and codebook[str(other["code_id"])].retired:
        raise OptionError(f"code {other['code_id']} is retired; choose one in use")
    with closing(open_store(study.store_url)) as store:
        wanted = consensus_codings(
            row,
            decision,
            originals=_both(store, row),
            by=by,
            reason=reason,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            version=codebook.version,
            other=other,
        )
        document = read_registered(study.corpus_path, str(row["doc_id"])) if decision == "other" else None
        changes = _changes(str(row["disagreement_id"]), _consensus(store, row), wanted)
        store.apply(changes, actor=by, document=document, reason=reason)
        after = store.codings(coder_kind=CONSENSUS, doc_id=str(row["doc_id"]))
    about = [_is_about(str(row["disagreement_id"]), text) for text in after["attributes"]]
    return after[about].reset_index(drop=True)


def adjudications(study: Study) -> pd.DataFrame:
    """List all decisions that stand: see `adjudications_table`."""
    with closing(open_store(study.store_url)) as store:
        return adjudications_table(store.events())


def _plan(study: Study) -> DoublePlan:
    plan = double_plan(study)
    if plan is None:
        raise InputError("the study has no plan of double coding; make one with start_double_coding")
    return plan


def _keep_finished(study: Study) -> None:
    path = study.corpus_path / PLAN
    if not path.is_file():
        return
    plan = read_plan(path)
    if not plan.is_open:
        still = ", ".join(coder.coder_id for coder in plan.coders if not coder.finished)
        raise OptionError(f"{PLAN} is not finished ({still}); finish it, or delete the file to give it up")
    numbers = (n for n in range(1, 10_000) if not path.with_name(f"double-coding-{n}.csv").exists())
    path.rename(path.with_name(f"double-coding-{next(numbers)}.csv"))


def _originals(store: Store, plan: DoublePlan, codebook: Codebook, coder_id: str) -> pd.DataFrame:
    """Codings of a coder as they stood at the finish, under the codes of today."""
    at_event = plan.coder(coder_id).event
    codings = store.codings(coder_id=coder_id, at_event=at_event)
    return in_plan(plan, remap_codings(codings, codebook).codings)


def _segments(study: Study, plan: DoublePlan) -> tuple[Segment, ...]:
    """The units that agreement is measured on: those planned, or the sentences of whole documents."""
    if plan.unit != "document":
        return plan.segments
    documents = [read_registered(study.corpus_path, doc_id) for doc_id in plan.doc_ids]
    planned = {unit.doc_id: unit.text_hash for unit in plan.units}
    for document in documents:
        if document.text_hash != planned[document.doc_id]:
            raise InputError(f"the text of {document.doc_id} has changed since it was planned; plan it anew")
    return tuple(found for document in documents for found in segment(document, by="sentence"))


def _both(store: Store, row: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The two codings of a disagreement, whole, as they were when they were compared."""
    events = store.events(doc_id=str(row["doc_id"]))
    found: dict[str, dict[str, Any]] = {}
    for side in "ab":
        own = events[(events["coding_id"] == row[f"coding_id_{side}"]) & events["stands"].astype(bool)]
        at = own[(own["start"] == row[f"start_{side}"]) & (own["end"] == row[f"end_{side}"])]
        if len(at):
            last = {str(name): value for name, value in at.iloc[-1].items()}
            found[side] = {**last, "code_id": row[f"code_id_{side}"]}
    if not found:
        raise InputError(
            f"disagreement {row['disagreement_id']} is about codings that the store does not have; list the "
            "disagreements again with compare_coders"
        )
    return found


def _consensus(store: Store, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The consensus codings of the document that stand."""
    standing = store.codings(coder_kind=CONSENSUS, doc_id=str(row["doc_id"]))
    return [{str(name): value for name, value in coding.items()} for coding in standing.to_dict("records")]


def _changes(key: str, standing: list[dict[str, Any]], wanted: tuple[dict[str, Any], ...]) -> list[Change]:
    """What makes the wanted codings the consensus, and takes back an earlier decision about the same."""
    new = {_place(coding): coding for coding in wanted}
    changes = []
    for coding in standing:
        before = records_of(coding)
        others = [record for record in before if record["disagreement"] != key]
        same = new.get(_place(coding))
        if same is None or others or same["stands"]:
            new.pop(_place(coding), None)
            records = [*others, *(records_of(same) if same else [])]
        else:
            records = []
        if not records:
            changes.append(Change("retract", {"coding_id": coding["coding_id"]}))
        elif records != before:
            said = with_records(coding, records)
            changes.append(Change("change", {name: said[name] for name in ("coding_id", "attributes")}))
    for coding in new.values():
        changes.append(Change("add", coding))
        if not coding["stands"]:
            changes.append(Change("retract", {"coding_id": coding["coding_id"]}))
    return changes


def _place(coding: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(coding[name] for name in ("start", "end", "code_id", "text_hash"))


def _is_about(key: str, attributes: str) -> bool:
    records = records_of({"attributes": attributes})
    return any(r["disagreement"] == key and r["decision"] != "neither" for r in records)
