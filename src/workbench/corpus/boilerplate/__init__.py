"""Lines that belong to a web page or a printed page and not to the text: proposed for exclusion."""

from workbench.corpus.boilerplate.find import find_boilerplate

__all__ = ["find_boilerplate"]
