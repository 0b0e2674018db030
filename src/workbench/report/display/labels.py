"""Labels of figures and tables: what the text cites as ``[@fig-kappa]``."""

from __future__ import annotations

import re

from workbench.errors import OptionError


def check_label(label: str, *, kind: str) -> str:
    """Return the label if the text can cite it: ``fig-…`` or ``tbl-…``."""
    if not re.fullmatch(rf"{kind}-[A-Za-z0-9]([\w-]*[A-Za-z0-9])?", label):
        raise OptionError(f'label={label!r} cannot be cited; write it as "{kind}-name"')
    return label
