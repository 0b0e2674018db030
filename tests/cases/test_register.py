import pytest

from workbench.cases import Case, CaseRegister, read_cases
from workbench.errors import InputError, TableError, UnreadableFileError

HEADER = "case_id,label,city,district,unit_level,case_type,status_kind,selection,origin\n"
ROW = "{},甲社区,江城,北区,{},老旧小区,ordinary,按类型选取,{}\n"


@pytest.fixture
def register(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "register.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return write


def test_register_is_read_in_order(register):
    path = register(ROW.format("b", "community", "published"), ROW.format(" a ", "street", "simulated"))
    cases = read_cases(path)
    assert cases.case_ids == ("b", "a")
    assert (len(cases), cases["a"].unit_level, cases["a"].is_simulated) == (2, "street", True)
    assert cases["b"] == Case(
        "b", "甲社区", "江城", "北区", "community", "老旧小区", "ordinary", "按类型选取", "published"
    )


def test_frame_has_one_row_per_case(register):
    frame = read_cases(register(ROW.format("NA", "city", "published"))).to_frame()
    assert list(frame.columns) == HEADER.strip().split(",")
    assert frame["case_id"].tolist() == ["NA"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["a", "b", "a"], "row 4: case_id a is there already in row 2"),
        (["a", ""], "row 3: case_id is empty"),
    ],
)
def test_ids_must_be_there_once(register, rows, message):
    path = register(*(ROW.format(case_id, "community", "published") for case_id in rows))
    with pytest.raises(TableError, match=message):
        read_cases(path)


@pytest.mark.parametrize(
    ("level", "origin", "message"),
    [
        ("village", "published", "row 2: unit_level is 'village'; it must be one of community"),
        ("city", "invented", "row 2: origin is 'invented'"),
    ],
)
def test_values_must_be_allowed(register, level, origin, message):
    with pytest.raises(TableError, match=message):
        read_cases(register(ROW.format("a", level, origin)))


def test_missing_column_is_named(register):
    with pytest.raises(TableError, match="no column unit_level, case_type"):
        read_cases(register(header="case_id,label,city,district,status_kind,selection,origin\n"))


def test_absent_and_undecodable_files_are_named(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"none\.csv cannot be read"):
        read_cases(tmp_path / "none.csv")
    (tmp_path / "gbk.csv").write_bytes((HEADER + ROW).encode("gbk"))
    with pytest.raises(UnreadableFileError, match="not UTF-8"):
        read_cases(tmp_path / "gbk.csv")


def test_unknown_and_doubled_cases_are_refused():
    case = Case("a", "", "", "", "community", "", "", "", "published")
    with pytest.raises(InputError, match="a occurs twice"):
        CaseRegister((case, case))
    with pytest.raises(InputError, match="no case b"):
        CaseRegister((case,))["b"]
