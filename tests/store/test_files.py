"""Codings as files for git and back: every column, hostile texts and coders' names included."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.coding import read_codings
from workbench.errors import InputError
from workbench.store import Store, open_store
from workbench.store.changes import Change
from workbench.store.files import export_codings, import_codings
from workbench.store.rows import COLUMNS

TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", "'=1+1", "''", "'a", "＝1", "-一", "+", "@x", "\ta", "\ra", "a\r\n\nb", '"', ",", "NA"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
)
NAMES = TEXTS.filter(bool)
ROWS = st.fixed_dictionaries(
    {
        "doc_id": NAMES,
        "start": st.integers(0, 10**6),
        "code_id": NAMES,
        "coder_id": NAMES,
        "coder_kind": st.sampled_from(["human", "machine"]),
        "codebook_version": TEXTS,
        "text_hash": st.sampled_from(["0123456789abcdef", ""]),
        "confidence": st.none() | st.floats(0, 1),
        "quote": TEXTS,
        "memo": TEXTS,
        "attributes": st.dictionaries(TEXTS, TEXTS, max_size=2),
        "prefix": TEXTS,
        "suffix": TEXTS,
    }
)


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    given = [{"end": int(str(row["start"])) + 5, **row} for row in rows]
    return pd.DataFrame(given, columns=[name for name in COLUMNS if name != "coding_id"])


def coding(start: int = 0, *, coder: str = "li", **columns: object) -> dict[str, object]:
    row = {
        "doc_id": "d",
        "start": start,
        "end": start + 2,
        "code_id": "x",
        "coder_id": coder,
        "coder_kind": "human",
    }
    return row | {"codebook_version": "1", "text_hash": "h", "confidence": None, "quote": "居民"} | columns


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(ROWS, max_size=6))
def test_what_is_exported_is_imported_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("x")
    one, two = open_store(folder / "1.db"), open_store(folder / "2.db")
    one.add(frame(*rows))
    paths = export_codings(one, folder / "codings")
    assert import_codings(two, paths).n_new == len(one.codings())
    pd.testing.assert_frame_equal(two.codings(), one.codings())
    again = export_codings(two, folder / "again")
    assert [(p.name, p.read_bytes()) for p in again] == [(p.name, p.read_bytes()) for p in paths]


def test_a_whole_document_can_be_a_coding(
    store: Store, new_store: Callable[[], Store], tmp_path: Path
) -> None:
    store.add(frame(coding(quote="居" * 400_000, memo="=" * 400_000)))
    other = new_store()
    other.import_codings(export_codings(store, tmp_path)[0])
    pd.testing.assert_frame_equal(other.codings(), store.codings())


def test_no_cell_of_a_file_begins_like_a_formula(store: Store, tmp_path: Path) -> None:
    store.add(frame(coding(code_id='=HYPERLINK("http://x")', memo="@SUM(1)", quote="-1")))
    [path] = export_codings(store, tmp_path)
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]
    assert list(read_codings(path)["memo"]) == ["@SUM(1)"]


def test_files_are_sorted_and_only_touched_when_they_change(store: Store, tmp_path: Path) -> None:
    store.add(frame(coding(9), coding(3), coding(3, coder="wang")))
    paths = export_codings(store, tmp_path)
    assert [path.name for path in paths] == ["li.csv", "wang.csv"]
    assert list(read_codings(paths[0])["start"]) == [3, 9]
    times = [path.stat().st_mtime_ns for path in paths]
    store.add(frame(coding(12, coder="wang")))
    export_codings(store, tmp_path)
    assert paths[0].stat().st_mtime_ns == times[0]
    assert paths[1].stat().st_mtime_ns > times[1]
    assert sorted(path.name for path in tmp_path.glob("*.csv*")) == ["li.csv", "wang.csv"]


@pytest.mark.parametrize(
    "coder", ["../../etc/x", "a/b", "CON", "nul.txt", "小李", ".", "a\nb", "=x", "l" * 200]
)
def test_any_coder_has_a_file_in_the_folder(store: Store, tmp_path: Path, coder: str) -> None:
    store.add(frame(coding(coder=coder)))
    [path] = export_codings(store, tmp_path / "codings")
    assert path.resolve().parent == (tmp_path / "codings").resolve()
    assert list(read_codings(path)["coder_id"]) == [coder]
    assert coder != "小李" or path.name == "小李.csv"


def test_names_that_differ_in_capitals_are_two_files(store: Store, tmp_path: Path) -> None:
    store.add(frame(coding(coder="Li"), coding(coder="li"), coding(coder="ｌｉ")))
    names = [path.name.casefold() for path in export_codings(store, tmp_path)]
    assert len(set(names)) == 3


def test_a_coder_whose_codings_are_gone_has_an_empty_file(store: Store, tmp_path: Path) -> None:
    store.add(frame(coding()))
    export_codings(store, tmp_path)
    store.retract(store.codings())
    [path] = export_codings(store, tmp_path)
    assert len(read_codings(path)) == 0


def test_an_import_takes_nothing_back_unless_told(store: Store, tmp_path: Path) -> None:
    store.add(frame(coding(0), coding(3), coding(6)))
    paths = export_codings(store, tmp_path)
    one, two, _ = store.codings()["coding_id"]
    asked = [Change("change", {"coding_id": one, "memo": "later"}), Change("retract", {"coding_id": two})]
    store.apply(asked, actor="li")
    done = import_codings(store, paths)
    assert (done.n_new, done.n_there, done.n_updated) == (0, 1, 0)
    assert list(done.differing["difference"]) == ["memo", "retracted"]
    assert list(store.codings()["memo"]) == ["later", ""]
    assert import_codings(store, paths, update=True).n_updated == 2
    assert list(store.codings()["memo"]) == ["", "", ""]
    assert import_codings(store, paths, update=True).n_there == 3


def test_an_import_is_no_step_that_its_coder_undoes(
    store: Store, new_store: Callable[[], Store], tmp_path: Path
) -> None:
    store.add(frame(coding()))
    other = new_store()
    import_codings(other, export_codings(store, tmp_path), actor="li")
    assert other.can_undo(actor="li") == (0, 0)


def test_an_update_keeps_what_the_file_does_not_say(store: Store, tmp_path: Path) -> None:
    store.add(frame(coding(memo="m", prefix="前", suffix="后")))
    plain = store.codings().drop(columns=["memo", "attributes", "prefix", "suffix", "coding_id"])
    plain.assign(quote="", codebook_version="2").to_csv(tmp_path / "p.csv", index=False)
    import_codings(store, [tmp_path / "p.csv"], update=True)
    [row] = store.codings().to_dict("records")
    assert (row["memo"], row["prefix"], row["suffix"], row["quote"]) == ("m", "前", "后", "居民")
    assert row["codebook_version"] == "2"


def test_an_id_copied_to_another_row_is_another_coding(store: Store, tmp_path: Path) -> None:
    store.add(frame(coding()))
    store.codings().assign(doc_id="e", coder_id="wang").to_csv(tmp_path / "p.csv", index=False)
    assert import_codings(store, [tmp_path / "p.csv"]).n_new == 1
    assert sorted(store.codings()["doc_id"]) == ["d", "e"]


def test_a_wrong_file_names_its_row_and_nothing_is_imported(store: Store, tmp_path: Path) -> None:
    good = frame(coding())
    good.to_csv(tmp_path / "a.csv", index=False)
    good.assign(attributes="[]").to_csv(tmp_path / "b.csv", index=False)
    with pytest.raises(InputError, match=r"b\.csv, row 2: the attributes"):
        import_codings(store, [tmp_path])
    assert len(store.events()) == 0
