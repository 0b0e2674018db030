"""Effects that a simulated survey has by construction, so that a model's answer can be held against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pandas as pd

from workbench.errors import OptionError


@dataclass(frozen=True, slots=True)
class Equation:
    r"""How the score of one scale comes about for respondent *i* of community *j*.

    .. math:: y_{ij} = \beta_0 + \sum_k \beta_k x_{kij} + \sum_k \gamma_k \bar x_{kj} + u_j + e_{ij}

    Attributes
    ----------
    outcome
        Scale whose answers are drawn.
    intercept
        :math:`\beta_0`.
    slopes
        :math:`\beta_k` by term: a scale as it is scored from the answers, `age60`, or a product ``DG:age60``.
    contextual
        :math:`\gamma_k`, effects of the community's mean over and above the respondent's own score: the
        between effect is :math:`\beta_k + \gamma_k`. None by default.
    community_sd, residual_sd
        Standard deviations of :math:`u_j` and :math:`e_{ij}`.
    """

    outcome: str
    intercept: float
    slopes: Mapping[str, float]
    contextual: Mapping[str, float] = field(default_factory=dict)
    community_sd: float = 0.15
    residual_sd: float = 0.5

    @property
    def terms(self) -> dict[str, float]:
        """Slopes and contextual effects; the mean of X in a community is named ``X_mean``."""
        return {**self.slopes, **{f"{name}_mean": value for name, value in self.contextual.items()}}

    @property
    def model(self) -> str:
        """The equation as a formula."""
        return f"{self.outcome} ~ {' + '.join(self.terms)}"


_GOVERNANCE = ("PL", "CO", "FS", "DR", "PE", "DG", "SP")


def _slopes(*values: float, **others: float) -> dict[str, float]:
    return {**dict(zip(_GOVERNANCE, values, strict=True)), **others}


def default_equations() -> tuple[Equation, ...]:
    """Equations of the study's model: PL → CO, (CO, FS, DR) → SC, (SC, DR) → PART, all → RES and ADP."""
    return (
        Equation("CO", 1.75, {"PL": 0.45}, community_sd=0.12),
        Equation("SC", 1.85, {"CO": 0.15, "FS": 0.12, "DR": 0.20, "age60": 0.18}),
        Equation("PART", 0.20, {"SC": 0.45, "DR": 0.25, "age60": 0.30}, community_sd=0.25, residual_sd=0.8),
        Equation(
            "RES",
            0.10,
            _slopes(0.08, 0.14, 0.10, 0.12, 0.16, 0.08, 0.10, SC=0.12, PART=0.05, age60=-0.08),
            community_sd=0.16,
            residual_sd=0.42,
        ),
        Equation(
            "ADP",
            0.20,
            {
                **_slopes(0.06, 0.10, 0.08, 0.16, 0.12, 0.14, 0.04, SC=0.14, PART=0.04, age60=0.40),
                "DG:age60": -0.15,
            },
            community_sd=0.18,
            residual_sd=0.45,
        ),
    )


@dataclass(frozen=True, slots=True)
class SurveyEffects:
    """Everything that can be set in `simulate_survey`.

    Attributes
    ----------
    equations
        In the order in which they are drawn: a scale may only depend on those before it and on scales that
        no equation draws.
    standing
        How much higher the governance scales of a model community are than those of an ordinary one, and
        those of a weak one lower.
    factor_mean, factor_sd, factor_correlation
        Of the latent governance factors of individuals within a community.
    factor_community_sd
        Standard deviation of each factor between communities of the same standing; half of its variance is
        common to all factors.
    dont_know
        Share of -7 by standing (model, ordinary, weak) in scales that offer it.
    refused, left_out
        Shares of -8 and -9 in every item.
    careless, staff
        Shares of respondents who answer every governance item alike, and who work for the community (their
        governance factors are 0.4 higher).
    """

    equations: tuple[Equation, ...] = field(default_factory=default_equations)
    standing: float = 0.35
    factor_mean: float = 3.3
    factor_sd: float = 0.7
    factor_correlation: float = 0.4
    factor_community_sd: float = 0.16
    dont_know: tuple[float, float, float] = (0.02, 0.04, 0.07)
    refused: float = 0.002
    left_out: float = 0.004
    careless: float = 0.02
    staff: float = 0.02

    def equation(self, outcome: str) -> Equation:
        """Return the equation that draws the outcome."""
        for equation in self.equations:
            if equation.outcome == outcome:
                return equation
        drawn = ", ".join(equation.outcome for equation in self.equations)
        raise OptionError(f"no equation draws {outcome!r}; there are equations for {drawn}")


def change_slope(effects: SurveyEffects, outcome: str, term: str, value: float) -> SurveyEffects:
    """Set one slope, for instance to ask how many respondents it takes to find it.

    >>> weaker = change_slope(SurveyEffects(), "RES", "PL", 0.04)
    >>> weaker.equation("RES").slopes["PL"]
    0.04
    """
    equation = effects.equation(outcome)
    changed = replace(equation, slopes={**equation.slopes, term: value})
    return replace(effects, equations=tuple(changed if e is equation else e for e in effects.equations))


def leave_out(equation: Equation, mediator: Equation) -> Equation:
    """Put the mediator's equation into another: what a model finds that does not have the mediator.

    Exact because both are linear in the scores: slopes become direct plus indirect effects. The residual
    standard deviation is not carried over.
    """
    through = equation.slopes.get(mediator.outcome, 0.0)
    slopes = {name: value for name, value in equation.slopes.items() if name != mediator.outcome}
    contextual = dict(equation.contextual)
    for into, added in ((slopes, mediator.slopes), (contextual, mediator.contextual)):
        into.update({name: into.get(name, 0.0) + through * value for name, value in added.items()})
    return Equation(
        equation.outcome,
        equation.intercept + through * mediator.intercept,
        slopes,
        contextual,
        community_sd=(equation.community_sd**2 + (through * mediator.community_sd) ** 2) ** 0.5,
        residual_sd=float("nan"),
    )


def true_values(effects: SurveyEffects) -> pd.DataFrame:
    """What models of the simulated scores estimate.

    Returns
    -------
    DataFrame
        model (a formula; the random intercept by case_id belongs to each), outcome, term, value. Terms are
        Intercept, the slopes, `community_variance` (of the random intercept) and `latent_residual_variance`
        (before the answers are made whole numbers; missing for models with a mediator left out).

        Besides the equations themselves there are RES and ADP without PART, and without PART and SC. A
        further model "indirect" has products of paths such as PL→CO→RES.
    """
    models = [*effects.equations, *_reduced(effects)]
    rows = [row for equation in models for row in _rows(equation)]
    return pd.DataFrame(rows + _indirect(effects), columns=["model", "outcome", "term", "value"])


def _rows(equation: Equation) -> list[tuple[str, str, str, float]]:
    values = {
        "Intercept": equation.intercept,
        **equation.terms,
        "community_variance": equation.community_sd**2,
        "latent_residual_variance": equation.residual_sd**2,
    }
    return [(equation.model, equation.outcome, term, value) for term, value in values.items()]


def _reduced(effects: SurveyEffects) -> list[Equation]:
    by_outcome = {equation.outcome: equation for equation in effects.equations}
    reduced = []
    for outcome in ("RES", "ADP"):
        equation = by_outcome.get(outcome)
        for mediator in ("PART", "SC"):
            if equation is not None and mediator in by_outcome and mediator in equation.slopes:
                equation = leave_out(equation, by_outcome[mediator])
                reduced.append(equation)
    return reduced


def _indirect(effects: SurveyEffects) -> list[tuple[str, str, str, float]]:
    rows = []
    by_outcome = {equation.outcome: equation for equation in effects.equations}
    for path in (("PL", "CO", "RES"), ("DR", "SC", "RES"), ("DR", "SC", "PART", "RES")):
        steps = list(pairwise(path))
        if all(to in by_outcome and start in by_outcome[to].slopes for start, to in steps):
            value = 1.0
            for start, to in steps:
                value *= by_outcome[to].slopes[start]
            rows.append(("indirect", path[-1], "→".join(path), value))
    return rows
