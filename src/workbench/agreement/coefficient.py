"""A coefficient of agreement as a value: how large, how sure, on how many units, or why it is undefined."""

from __future__ import annotations

from dataclasses import dataclass

NAN = float("nan")
NO_PAIR = "no unit was rated by two coders"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient, the units it rests on, and the reason if it is undefined.

    Attributes
    ----------
    value
        The coefficient; NaN if it does not exist for these ratings.
    n_units
        Units with two ratings or more (of both coders, for a coefficient of two coders).
    reason
        Why `value` is NaN; empty otherwise.
    std_error, conf_low, conf_high
        Analytic standard error and interval from Student's t with one degree of freedom less than
        units; NaN where the literature gives none or one unit is all there is.
    """

    value: float
    n_units: int
    reason: str = ""
    std_error: float = NAN
    conf_low: float = NAN
    conf_high: float = NAN

    def __float__(self) -> float:
        return self.value


def undefined(n_units: float, reason: str) -> Coefficient:
    """Return a coefficient that does not exist, with the reason."""
    return Coefficient(NAN, int(n_units), reason)


def with_interval(
    value: float, *, n_units: float, std_error: float, n_sampled: float, conf_level: float, lowest: float
) -> Coefficient:
    """Put the interval of Student's t around a value; it does not reach past 1 or `lowest`."""
    from scipy.special import stdtrit

    if n_sampled < 2:
        return Coefficient(value, int(n_units))
    reach = float(stdtrit(n_sampled - 1, (1 + conf_level) / 2)) * std_error
    low, high = max(min(value, lowest), value - reach), min(1.0, value + reach)
    return Coefficient(value, int(n_units), "", std_error, low, high)
