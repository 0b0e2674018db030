"""Cases: their register, and the facts that sources state about them."""

from workbench.cases.facts import facts_table, incomplete_figures, read_facts
from workbench.cases.register import Case, CaseRegister, read_cases

__all__ = ["Case", "CaseRegister", "facts_table", "incomplete_figures", "read_cases", "read_facts"]
