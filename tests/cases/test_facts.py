from pathlib import Path

import pytest

from workbench.cases import facts_table, incomplete_figures, read_cases, read_facts
from workbench.errors import TableError

ROOT = Path(__file__).parents[2]
HEADER = (
    "fact_id,case_id,unit_level,category,attribute,value_zh,number,unit,qualifier,paper,seed,line,"
    "status,conflict_group,origin"
)
TEAMS = "{},a,community,teams,volunteer-teams,{},{},teams,exact,{},000,5,{},,published"


@pytest.fixture
def facts_file(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "facts.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def test_repetition_in_one_article_counts_once(facts_file):
    rows = [TEAMS.format(f"F{i}", "队伍三支", 3, "p1", "same-article") for i in (1, 2)]
    fact = facts_table(read_facts(facts_file(*rows))).iloc[0]
    assert (fact["n_places"], fact["n_articles"], fact["n_independent"]) == (2, 1, 1)
    assert fact["fact_ids"] == ("F1", "F2")


def test_a_second_article_corroborates_unless_it_reuses_the_first(facts_file):
    first, own = (TEAMS.format(f"F{i}", "队伍三支", 3, f"p{i}", "single-source") for i in (1, 2))
    reuse = TEAMS.format("F3", "三支队伍", 3, "p3", "secondary-reuse")
    both = facts_table(read_facts(facts_file(first, own))).iloc[0]
    reused = facts_table(read_facts(facts_file(first, reuse))).iloc[0]
    assert (both["n_articles"], both["n_independent"]) == (2, 2)
    assert (reused["n_articles"], reused["n_independent"]) == (2, 1)


def test_other_numbers_are_other_facts(facts_file):
    rows = [TEAMS.format(f"F{n}", "队伍", n, "p1", "single-source") for n in (3, 4)]
    assert facts_table(read_facts(facts_file(*rows)))["number"].tolist() == [3, 4]


def test_figures_without_base_or_year_are_listed(facts_file):
    rows = [
        "F1,a,community,coverage,coverage,过半,50,percent,more-than,p,0,1,ambiguous,,published,,",
        "F2,a,community,drills,drills,十次,10,events,exact,p,0,1,single-source,,published,,2024",
        "F3,a,community,coverage,share,三成,30,percent,exact,p,0,1,single-source,,published,households,",
        "F4,a,community,identity,age,八十年代,1980,decade built,decade,p,0,1,single-source,,published,,",
    ]
    listed = incomplete_figures(read_facts(facts_file(*rows, header=HEADER + ",denominator,year")))
    assert listed.set_index("attribute")["missing"].to_dict() == {
        "coverage": "denominator, year",
        "share": "year",
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",3,", ",drei,", "row 2: number is 'drei', which is not a number"),
        ("single-source", "heard", "row 2: status is 'heard'; it must be one of single-source"),
        ("F1", "", "row 2: fact_id is empty"),
    ],
)
def test_wrong_values_are_named_with_their_row(facts_file, old, new, message):
    row = TEAMS.format("F1", "队伍", 3, "p1", "single-source").replace(old, new)
    with pytest.raises(TableError, match=message):
        read_facts(facts_file(row))


def test_doubled_fact_is_named(facts_file):
    row = TEAMS.format("F1", "队伍", 3, "p1", "single-source")
    with pytest.raises(TableError, match="row 3: fact_id F1 is there already in row 2"):
        read_facts(facts_file(row, row))


def test_facts_of_the_example_study():
    facts = read_facts(ROOT / "corpus/facts.csv")
    table = facts_table(facts)
    assert len(facts) == table["n_places"].sum() == 174
    by_attribute = table[table["case_id"] == "nanjing-gulou-g"].set_index("attribute")
    assert by_attribute.loc["permanent-residents", "n_places"] == 2
    # the two papers on district D share their wording: one source
    assert table["n_articles"].max() == 2
    assert table["n_independent"].max() == 1
    incomplete = incomplete_figures(facts).set_index("attribute")["missing"]
    assert incomplete["resident-coverage"] == "denominator, year"


def test_every_case_of_the_example_study_is_in_its_register():
    register = read_cases(ROOT / "corpus/register.csv")
    facts = read_facts(ROOT / "corpus/facts.csv")
    communities = facts[(facts["unit_level"] == "community") & (facts["status"] != "cited-only")]
    assert set(communities["case_id"]) <= set(register.case_ids)
