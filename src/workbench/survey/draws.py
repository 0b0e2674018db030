"""Answers drawn at random from what a respondent thinks, without moving their mean.

Rounding to whole numbers and cutting off at 1 and 5 would pull every effect towards zero by an unknown
amount. Here both are done so that the mean of the answers given the latent value *is* the latent value: noise
is symmetric and bounded by the distance to the nearer end of the scale, and 3.3 becomes 4 in 3 cases of 10.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.survey.questionnaire import Scale

Floats = NDArray[np.floating[Any]]


def distance_to_ends(values: Floats, low: float, high: float) -> Floats:
    """How far each value is from the nearer end of the scale."""
    nearer: Floats = np.minimum(values - low, high - values)
    return nearer


def symmetric_noise(rng: np.random.Generator, sd: float, bound: Floats) -> Floats:
    """Normal noise cut off at ± bound: its mean stays zero, whatever the bound."""
    noise: Floats = np.clip(rng.normal(0.0, sd, bound.shape), -bound, bound)
    return noise


def round_at_random(rng: np.random.Generator, values: Floats) -> Floats:
    """Whole numbers whose mean is the value: 3.2 becomes 3 in eight cases of ten and 4 in two."""
    whole: Floats = np.floor(values + rng.random(values.shape))
    return whole


def unbiased_items(rng: np.random.Generator, latent: Floats, scale: Scale, *, item_sd: float = 0.5) -> Floats:
    """Answers (in the direction of the scale) whose mean over items and draws is the latent value."""
    low, high = float(scale.items[0].low), float(scale.items[0].high)
    offsets = _item_offsets(len(scale.items))
    room = distance_to_ends(latent, low, high)
    shrink = np.minimum(1.0, room / max(np.abs(offsets).max(), 1e-9))
    expected = latent[:, None] + shrink[:, None] * offsets
    noise = symmetric_noise(rng, item_sd, distance_to_ends(expected, low, high))
    return round_at_random(rng, expected + noise)


def unbiased_ticks(rng: np.random.Generator, count: Floats, scale: Scale) -> Floats:
    """Ticks (0 or 1) whose sum is, on average, the latent count; some acts are more common than others."""
    n_items = len(scale.items)
    share = count / n_items
    offsets = _item_offsets(n_items)
    shrink = np.minimum(1.0, distance_to_ends(share, 0.0, 1.0) / max(np.abs(offsets).max(), 1e-9))
    probability = share[:, None] + shrink[:, None] * offsets
    ticks: Floats = (rng.random(probability.shape) < probability).astype(float)
    return ticks


def rounded_items(rng: np.random.Generator, latent: Floats, scale: Scale, *, item_sd: float = 0.75) -> Floats:
    """Answers as people give them: nearest whole number, ends of the scale included. For predictors only."""
    low, high = scale.items[0].low, scale.items[0].high
    noise = rng.normal(0.0, item_sd, (len(latent), len(scale.items)))
    expected = latent[:, None] + _item_offsets(len(scale.items)) + noise
    answers: Floats = np.clip(np.rint(expected), low, high)
    return answers


def _item_offsets(n_items: int) -> Floats:
    """Easier and harder items, the same for everyone; they sum to zero."""
    order = np.arange(n_items) * 3 % n_items if n_items % 3 else np.arange(n_items)
    return np.linspace(-0.25, 0.25, n_items)[order] if n_items > 1 else np.zeros(1)


def missing_codes(
    rng: np.random.Generator, shape: tuple[int, int], *, dont_know: Floats, refused: float, left_out: float
) -> NDArray[np.int64]:
    """-7, -8, -9 or 0 (answered) for each cell, at rates that depend on nothing but `dont_know`."""
    draw = rng.random(shape)
    unknown = dont_know[:, None]
    codes = np.where(draw < unknown + refused + left_out, -9, 0)
    codes = np.where(draw < unknown + refused, -8, codes)
    return np.where(draw < unknown, -7, codes)


def observed_score(answers: Floats, codes: NDArray[np.int64], scale: Scale, *, min_answered: float) -> Floats:
    """The score as `score_scales` will give it; where that is missing, the score of the full answers."""
    full: Floats = answers.sum(axis=1) if scale.scoring == "count" else answers.mean(axis=1)
    if scale.scoring == "count":
        return full
    answered = codes == 0
    enough = answered.mean(axis=1) >= min_answered
    n_answered = np.maximum(answered.sum(axis=1), 1)
    seen = np.where(answered, answers, 0.0).sum(axis=1) / n_answered
    return np.where(enough, seen, full)
