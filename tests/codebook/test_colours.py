"""Colours stay the same and can be told apart."""

from itertools import combinations

import numpy as np
import pytest

from workbench.codebook import PALETTE, Code, Codebook, Family, add_code, colours, recolour
from workbench.codebook.colours import is_colour
from workbench.errors import DefinitionError

#: Machado, Oliveira & Fernandes (2009), severity 1: how linear RGB looks to a dichromat.
SEEN = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
TO_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
]
WHY = {"by": "li", "reason": "pilot"}


def lab(colour: str, seen: list[list[float]]) -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array(TO_XYZ) @ np.clip(np.array(seen) @ linear, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("blindness", SEEN)
def test_the_palette_is_told_apart_by_everybody(blindness):
    """A difference of 2.3 in CIE Lab is just noticed; 15 is plain."""
    places = [lab(colour, SEEN[blindness]) for colour in PALETTE]
    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(places, 2)) > 15


def test_the_default_is_that_of_the_family_and_stays(codebook):
    before = colours(codebook)
    assert before["helper"] == before["actor"] == PALETTE[0]
    assert before["after"] == before["phase"] == PALETTE[1]
    after = colours(add_code(codebook, Code("x", "actor", "又", "X"), **WHY))
    assert after.items() >= before.items()


def test_a_colour_of_its_own_is_handed_down(codebook):
    found = colours(recolour(codebook, "resident", "#ABCDEF", **WHY))
    assert (found["resident"], found["tenant"], found["helper"]) == ("#abcdef", "#abcdef", PALETTE[0])


@pytest.mark.parametrize("text", ["red", "#fff", "#00000g", "#000000;x", "#000000\n", "", None])
def test_what_is_no_colour(text):
    assert not is_colour(text)


def test_a_hostile_colour_is_refused_when_the_codebook_is_made():
    with pytest.raises(DefinitionError, match="six hexadecimal digits"):
        Codebook((), (Family("f", "族", "F", colour="url(x)"),), "1")
