"""The coefficients by name, each as a function of rows of counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from workbench.agreement.alpha import Level, alpha_of, category_places
from workbench.agreement.chance import Chance, beyond_chance
from workbench.agreement.gwet import GWET, UNIFORM
from workbench.agreement.kappa import COHEN, CONGER
from workbench.agreement.percent import percent_of
from workbench.agreement.pi import FLEISS, SCOTT
from workbench.agreement.ratings import Floats, RatingTable
from workbench.agreement.weights import WeightName, weight_matrix

CoefficientName = Literal[
    "percent_agreement",
    "cohens_kappa",
    "cohens_kappa_linear",
    "cohens_kappa_quadratic",
    "scotts_pi",
    "fleiss_kappa",
    "conger_kappa",
    "brennan_prediger",
    "gwets_ac1",
    "krippendorffs_alpha",
]
CHANCES: Mapping[str, tuple[Chance, WeightName]] = MappingProxyType(
    {
        "cohens_kappa": (COHEN, "identity"),
        "cohens_kappa_linear": (COHEN, "linear"),
        "cohens_kappa_quadratic": (COHEN, "quadratic"),
        "scotts_pi": (SCOTT, "identity"),
        "fleiss_kappa": (FLEISS, "identity"),
        "conger_kappa": (CONGER, "identity"),
        "brennan_prediger": (UNIFORM, "identity"),
        "gwets_ac1": (GWET, "identity"),
    }
)
COEFFICIENT_NAMES: tuple[str, ...] = ("percent_agreement", *CHANCES, "krippendorffs_alpha")
Statistic = Callable[[Floats], Floats]


def statistic(table: RatingTable, name: str, level: Level) -> Statistic:
    """Return the function from rows of counts of units to values of the coefficient."""
    if name == "percent_agreement":
        return lambda repeats: percent_of(table, repeats)
    if name == "krippendorffs_alpha":
        category_places(table, level)
        return lambda repeats: alpha_of(table, level, repeats)
    chance, weights = CHANCES[name]
    weighting = weight_matrix(table, weights)
    return lambda repeats: beyond_chance(table, weighting, chance, repeats)[0]
