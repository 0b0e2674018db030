"""Damage that no rule can mend: said in words that stay attached to every result using the text."""

from workbench.corpus.alarms.find import find_alarms

__all__ = ["find_alarms"]
