"""Two stores into one: what each coder did on a copy of the study comes together, event by event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.store.database import reading, writing
from workbench.store.events import append_events, read
from workbench.store.rows import KEY, Row, key_of
from workbench.store.tables import events

if TYPE_CHECKING:
    import pandas as pd

    from workbench.store.store import Store

#: What makes two states of a coding the same; the words around it follow from its place.
_CONTENT = (*KEY, "coder_kind", "codebook_version", "confidence", "memo", "attributes", "stands")
_COLUMNS = ("coding_id", *KEY[:-1], "what")

What = Literal["new", "changed", "retracted", "conflict", "there"]


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge does, or would do, with each coding of the source.

    Attributes
    ----------
    add : DataFrame
        Codings whose events are added, and what that does: ``new``, ``changed`` or ``retracted``.
    conflicts : DataFrame
        Codings changed on both sides, with the columns that differ and who changed them there and here.
        They are left as the target has them; decide, change one of them, merge again.
    leave : DataFrame
        Codings of which the target has all there is, or more.
    n_events : int
        Events added.
    done : bool
        False for a dry run.
    """

    add: pd.DataFrame
    conflicts: pd.DataFrame
    leave: pd.DataFrame
    n_events: int
    done: bool


@dataclass(frozen=True, slots=True)
class _Found:
    what: What
    last: Row  # of the source
    events: tuple[Row, ...] = ()
    other: Row | None = None  # of the target, in conflict


def merge_stores(target: Store, source: Store, *, dry_run: bool = True) -> Merge:
    """Add to a store what another one has and it lacks, in one transaction.

    Events keep who, when, why and their names, so that merging twice adds nothing. A coding that one side
    alone has gone on with is taken from that side; one that both have changed is a conflict and left.

    Parameters
    ----------
    target : Store
        The store that is added to.
    source : Store
        The store that is read; it is not changed.
    dry_run : bool
        True lists what would be done and does nothing.
    """
    with reading(source.engine) as connection:
        theirs = read(connection, events.select().order_by(events.c.event_id))
    opened = reading if dry_run else writing
    with opened(target.engine) as connection:
        ours = read(connection, events.select().order_by(events.c.event_id))
        found = _compare(theirs, ours)
        new = sorted((row for each in found for row in each.events), key=lambda row: int(row["event_id"]))
        if not dry_run:
            append_events(connection, [{k: v for k, v in row.items() if k != "event_id"} for row in new])
    return _merge(found, len(new), done=not dry_run)


def _compare(theirs: list[Row], ours: list[Row]) -> list[_Found]:
    histories = _by_coding(ours)
    found = [
        _compare_one(rows, histories.get(coding_id, [])) for coding_id, rows in _by_coding(theirs).items()
    ]
    return _without_doubles(found, histories)


def _by_coding(rows: list[Row]) -> dict[str, list[Row]]:
    histories: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        histories[row["coding_id"]].append(row)
    return histories


def _compare_one(theirs: list[Row], ours: list[Row]) -> _Found:
    """One coding: which side has gone on from a state that both had."""
    last = theirs[-1]
    known = {row["op_id"] for row in ours}
    if not ours:
        return _Found("new", last, tuple(theirs))
    here = ours[-1]
    if last["op_id"] in known or _content(last) == _content(here):
        return _Found("there", last)
    shared = _last_shared(theirs, here)
    if shared is None:
        behind = any(_content(row) == _content(last) for row in ours)
        return _Found("there", last) if behind else _Found("conflict", last, other=here)
    if theirs[shared]["op_id"] != here["op_id"] and any(_content(row) == _content(last) for row in ours):
        return _Found("conflict", last, other=here)  # each side could be the one that has gone on
    return _Found(_deed(last), last, tuple(r for r in theirs[shared + 1 :] if r["op_id"] not in known))


def _last_shared(theirs: list[Row], here: Row) -> int | None:
    """Where the source's history has the event, or else the content, that the target's history ends with."""
    events_there = {row["op_id"]: n for n, row in enumerate(theirs)}
    if here["op_id"] in events_there:
        return events_there[here["op_id"]]
    return max((n for n, row in enumerate(theirs) if _content(row) == _content(here)), default=None)


def _deed(last: Row) -> What:
    return "changed" if last["stands"] else "retracted"


def _content(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in _CONTENT)


def _without_doubles(found: list[_Found], histories: dict[str, list[Row]]) -> list[_Found]:
    """Leave out what would stand a second time under another id: two coders' stores read one file."""
    while True:
        standing = _standing_after(found, histories)
        checked = [_checked(each, standing, histories) for each in found]
        if sum(len(each.events) for each in checked) == sum(len(each.events) for each in found):
            return checked
        found = checked


def _standing_after(
    found: list[_Found], histories: dict[str, list[Row]]
) -> dict[tuple[object, ...], list[Row]]:
    """What would stand in the target after the merge, by its key."""
    after = {coding_id: rows[-1] for coding_id, rows in histories.items()}
    after |= {each.last["coding_id"]: each.last for each in found if each.events}
    standing: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in after.values():
        if row["stands"]:
            standing[key_of(row)].append(row)
    return standing


def _checked(
    each: _Found, standing: dict[tuple[object, ...], list[Row]], histories: dict[str, list[Row]]
) -> _Found:
    if not (each.events and each.last["stands"]):
        return each
    others = [row for row in standing[key_of(each.last)] if row["coding_id"] != each.last["coding_id"]]
    if not others:
        return each
    other = others[0]
    is_same = _content(other) == _content(each.last) and each.last["coding_id"] not in histories
    return _Found("there", each.last) if is_same else _Found("conflict", each.last, other=other)


def _merge(found: Iterable[_Found], n_events: int, *, done: bool) -> Merge:
    import pandas as pd

    rows: dict[str, list[Row]] = {"add": [], "conflict": [], "there": []}
    for each in found:
        row = each.last | {"what": each.what}
        if each.other is not None:
            row |= _both_sides(each.last, each.other)
        rows[each.what if each.what in rows else "add"].append(row)
    return Merge(
        pd.DataFrame(rows["add"], columns=_COLUMNS),
        pd.DataFrame(
            rows["conflict"], columns=[*_COLUMNS[:-1], "difference", "changed_there", "changed_here"]
        ),
        pd.DataFrame(rows["there"], columns=_COLUMNS),
        n_events,
        done,
    )


def _both_sides(theirs: Row, ours: Row) -> Row:
    different = [name for name in ("coding_id", *_CONTENT) if theirs[name] != ours[name]]
    return {
        "difference": ", ".join(different),
        "changed_there": theirs["actor"],
        "changed_here": ours["actor"],
    }
