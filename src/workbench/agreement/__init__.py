"""Do coders agree? Coefficients, and their measurement code by code."""

from workbench.agreement.coefficients import (
    Coefficient,
    cohens_kappa,
    gwets_ac1,
    krippendorffs_alpha,
    percent_agreement,
)
from workbench.agreement.measure import Agreement, measure_agreement
from workbench.agreement.units import UnitTable, tabulate_units

__all__ = [
    "Agreement",
    "Coefficient",
    "UnitTable",
    "cohens_kappa",
    "gwets_ac1",
    "krippendorffs_alpha",
    "measure_agreement",
    "percent_agreement",
    "tabulate_units",
]
