"""Models of survey and case data: regression and random intercepts, read by `tidy` and `glance`."""

from workbench.models.centering import center_within
from workbench.models.fit import CompleteRows, Fit, complete_rows
from workbench.models.multilevel import fit_multilevel, fit_null, variances
from workbench.models.regression import fit_ols
from workbench.models.tidy import glance, tidy

__all__ = [
    "CompleteRows",
    "Fit",
    "center_within",
    "complete_rows",
    "fit_multilevel",
    "fit_null",
    "fit_ols",
    "glance",
    "tidy",
    "variances",
]
