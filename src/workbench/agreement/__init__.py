"""Do coders agree? Coefficients, their intervals, and their measurement code by code."""

from workbench.agreement.alpha import krippendorffs_alpha
from workbench.agreement.bootstrap import BootstrapInterval, bootstrap_interval
from workbench.agreement.coefficient import Coefficient
from workbench.agreement.continuum import tabulate_characters
from workbench.agreement.gwet import brennan_prediger, gwets_ac1, gwets_ac2
from workbench.agreement.kappa import cohens_kappa, conger_kappa, weighted_kappa
from workbench.agreement.measure import Agreement, measure_agreement
from workbench.agreement.overview import agreement_coefficients
from workbench.agreement.percent import percent_agreement
from workbench.agreement.pi import fleiss_kappa, scotts_pi
from workbench.agreement.ratings import RatingTable, tabulate_ratings
from workbench.agreement.sets import dice, exact_match, jaccard
from workbench.agreement.unitizing import UnitizingAgreement, unitizing_alpha
from workbench.agreement.units import UnitTable, tabulate_units
from workbench.agreement.weights import weight_matrix

__all__ = [
    "Agreement",
    "BootstrapInterval",
    "Coefficient",
    "RatingTable",
    "UnitTable",
    "UnitizingAgreement",
    "agreement_coefficients",
    "bootstrap_interval",
    "brennan_prediger",
    "cohens_kappa",
    "conger_kappa",
    "dice",
    "exact_match",
    "fleiss_kappa",
    "gwets_ac1",
    "gwets_ac2",
    "jaccard",
    "krippendorffs_alpha",
    "measure_agreement",
    "percent_agreement",
    "scotts_pi",
    "tabulate_characters",
    "tabulate_ratings",
    "tabulate_units",
    "unitizing_alpha",
    "weight_matrix",
    "weighted_kappa",
]
