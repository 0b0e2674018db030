"""Mentions of people, places, organisations and numbers by which a respondent could be recognised."""

from workbench.corpus.identifiers.find import IDENTIFIERS, find_identifiers
from workbench.corpus.identifiers.mention import KINDS, Kind, Mention

__all__ = ["IDENTIFIERS", "KINDS", "Kind", "Mention", "find_identifiers"]
