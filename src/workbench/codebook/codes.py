"""The values of a codebook: Family, Group, Code, Attribute, CompoundTerm, AmbiguousTerm, Codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.codebook.colours import is_colour
from workbench.codebook.history import Revision
from workbench.codebook.tree import ancestors, tree_faults
from workbench.errors import DefinitionError, OptionError
from workbench.schemas import check_option

Language = Literal["zh", "en"]
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Family:
    """A question put to every passage; its codes are the possible answers.

    `rule` is the rule in words; `max_per_segment` is the part of it that can be checked: how many codes of
    the family one coder may put on one place (None: any number).
    """

    family_id: str
    label_zh: str
    label_en: str
    question_zh: str = ""
    question_en: str = ""
    rule: str = ""
    max_per_segment: int | None = None
    colour: str = ""

    @property
    def exclusive(self) -> bool:
        """Whether a place may have one code of the family at most."""
        return self.max_per_segment == 1

    def label(self, lang: Language = "zh") -> str:
        """Return the label in one of the two languages."""
        return self.label_zh if check_option(lang, LANGUAGES, name="lang") == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between a family and its codes, which is not coded itself."""

    group_id: str
    family: str
    label_zh: str
    label_en: str
    parent: str = ""

    def label(self, lang: Language = "zh") -> str:
        """Return the label in one of the two languages."""
        return self.label_zh if check_option(lang, LANGUAGES, name="lang") == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said of a coding beside its code, such as its valence, and the values it may have."""

    name: str
    values: tuple[str, ...]
    label_zh: str = ""
    label_en: str = ""
    required: bool = False

    def label(self, lang: Language = "zh") -> str:
        """Return the label in one of the two languages; the name, if it has none."""
        zh = check_option(lang, LANGUAGES, name="lang") == "zh"
        return (self.label_zh if zh else self.label_en) or self.name


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its meaning, its limits and the terms that suggest it."""

    code_id: str
    family: str
    label_zh: str
    label_en: str
    definition_zh: str = ""
    definition_en: str = ""
    include_zh: str = ""
    include_en: str = ""
    exclude_zh: str = ""
    exclude_en: str = ""
    terms_zh: tuple[str, ...] = ()
    terms_en: tuple[str, ...] = ()
    example_zh: str = ""
    parent: str = ""
    sources: tuple[str, ...] = ()
    confusable_with: tuple[str, ...] = ()
    core: bool = False
    colour: str = ""
    retired: bool = False
    examples_zh: tuple[str, ...] = ()  # beside `example_zh`
    examples_en: tuple[str, ...] = ()

    def label(self, lang: Language = "zh") -> str:
        """Return the label in one of the two languages."""
        return self.label_zh if check_option(lang, LANGUAGES, name="lang") == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class CompoundTerm:
    """A longer term that goes before the single terms and may suggest several codes."""

    term: str
    code_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmbiguousTerm:
    """A word that means several things: the reason it is no term, or must be looked at."""

    term: str
    issue_zh: str = ""
    issue_en: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes of one version, with their families and the rules for finding their terms.

    `accept` and `tentative` are the values of Krippendorff's alpha from which a code counts
    as reliable, or as fit for tentative conclusions. `history` has one revision a change, oldest first.
    """

    codes: tuple[Code, ...]
    families: tuple[Family, ...]
    version: str
    title_zh: str = ""
    title_en: str = ""
    stop_contexts: tuple[str, ...] = ()
    compound_terms: tuple[CompoundTerm, ...] = ()
    ambiguous_terms: tuple[AmbiguousTerm, ...] = ()
    accept: float = 0.8
    tentative: float = 0.667
    groups: tuple[Group, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    history: tuple[Revision, ...] = ()

    def __post_init__(self) -> None:
        families = {family.family_id for family in self.families}
        seen: set[str] = set()
        for code in self.codes:
            if code.code_id in seen:
                raise DefinitionError(f"code {code.code_id} occurs twice; give every code its own id")
            if code.family not in families:
                known = ", ".join(sorted(families))
                raise DefinitionError(f"code {code.code_id} names family {code.family}; families are {known}")
            seen.add(code.code_id)
        for colour in (*(f.colour for f in self.families), *(c.colour for c in self.codes)):
            if colour and not is_colour(colour):
                raise DefinitionError(f"colour {colour!r} must be # and six hexadecimal digits")
        for _, message in tree_faults(self.codes, self.groups, families):
            raise DefinitionError(message)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, code_id: str) -> Code:
        for code in self.codes:
            if code.code_id == code_id:
                return code
        raise OptionError(f"no code {code_id} in codebook {self.version}; see codebook.code_ids")

    def __contains__(self, code_id: object) -> bool:
        return any(code.code_id == code_id for code in self.codes)

    @property
    def code_ids(self) -> tuple[str, ...]:
        """Ids of the codes, in the order of the codebook."""
        return tuple(code.code_id for code in self.codes)

    @property
    def terms(self) -> tuple[str, ...]:
        """All Chinese terms, compound terms first: the project's own words."""
        compounds = [compound.term for compound in self.compound_terms]
        return tuple(dict.fromkeys([*compounds, *(term for code in self.codes for term in code.terms_zh)]))

    def attribute(self, name: str) -> Attribute:
        """Return the attribute with this name."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        known = ", ".join(a.name for a in self.attributes) or "none"
        raise OptionError(f"no attribute {name}; attributes are {known}")

    def ancestors(self, code_id: str) -> tuple[str, ...]:
        """Return the ids above a code, the nearest first; its family is not one of them."""
        return ancestors(self, code_id)

    def family(self, family_id: str) -> Family:
        """Return the family with this id."""
        for family in self.families:
            if family.family_id == family_id:
                return family
        raise OptionError(
            f"no family {family_id}; families are {', '.join(f.family_id for f in self.families)}"
        )

    def codes_of(self, family_id: str) -> tuple[Code, ...]:
        """Return the codes of one family, in the order of the codebook."""
        family = self.family(family_id)
        return tuple(code for code in self.codes if code.family == family.family_id)
