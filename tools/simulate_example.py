"""Draw the survey of the example study: surveys/residents.csv, communities.csv and truth.csv.

Run from anywhere: ``python tools/simulate_example.py``. The same register and seed give the same files.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from workbench.survey import read_questionnaire, simulate_survey

SEED = 2026
N_PER_CASE = 30
ROOT = Path(__file__).resolve().parents[1]
COMMUNITY_TYPES = {
    "老旧小区": "old-estate",
    "商品房小区": "commercial-housing",
    "单位社区": "work-unit",
    "回迁安置社区": "resettlement",
    "城乡结合部社区": "village-turned",
    "混合社区": "mixed",
}


def read_simulated_cases(register: Path) -> pd.DataFrame:
    """Return the invented communities of the register, with the type in the words of the record sheet."""
    cases = pd.read_csv(register, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    cases = cases[cases["origin"] == "simulated"]
    return cases.assign(c_type=cases["case_type"].map(COMMUNITY_TYPES))


def main(to: Path = ROOT / "surveys") -> None:
    """Write the three files."""
    questionnaire = read_questionnaire(ROOT / "surveys" / "questionnaire.yaml")
    cases = read_simulated_cases(ROOT / "corpus" / "register.csv")
    survey = simulate_survey(questionnaire, cases, n_per_case=N_PER_CASE, seed=SEED)
    for name, frame in (
        ("residents", survey.frame),
        ("communities", survey.communities),
        ("truth", survey.truth.assign(status="simulated")),
    ):
        frame.to_csv(to / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")


if __name__ == "__main__":
    main()
