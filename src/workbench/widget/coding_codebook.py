"""Changes of the codebook that are asked for while somebody codes: new codes, and the code's own menu."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from workbench.codebook import Code, Codebook
from workbench.codebook.change import add_code, change_code, move_code, recolour, restore_code, retire_code
from workbench.codebook.lineage import merge_codes
from workbench.corpus import Document
from workbench.errors import OptionError
from workbench.study.codebook import change_codebook
from workbench.study.settings import Study

#: The most characters of a passage that name a code in vivo.
LONGEST = 24
_Operation = Callable[..., Codebook]


def new_code(codebook: Codebook, message: Mapping[str, Any], document: Document) -> Code:
    """The code that a message makes: named by its coder, or in vivo by the passage itself.

    Its id follows from the message, so a message that is sent twice makes one code.
    """
    op_id, family = str(message["op_id"]), str(message["family"])
    codebook.family(family)
    if message["type"] == "vivo":
        text = document.text[int(message["start"]) : int(message["end"])]
        label = " ".join(text.split())
        label = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
        return Code(f"in-vivo-{op_id[:8]}", family, label, label)
    label = str(message["label"]).strip()
    if not label:
        raise OptionError("a new code needs a label")
    plain = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") if label.isascii() else ""
    taken = plain in codebook and codebook[plain].label_en != label
    return Code(plain if plain and not taken else f"code-{op_id[:8]}", family, label, label)


def add_if_new(study: Study, codebook: Codebook, code: Code, *, by: str, reason: str) -> None:
    """Add a code to the study's codebook unless the same message has added it."""
    if code.code_id not in codebook:
        change_codebook(study, add_code, code, by=by, reason=reason)


def change(study: Study, codebook: Codebook, message: Mapping[str, Any], *, by: str) -> None:
    """Change one code as its menu asks; the reason is the coder's.

    Raises
    ------
    OptionError
        If there is no such operation, no reason, or the codebook does not allow it.
    """
    code_id, value = str(message["code_id"]), message.get("value")
    operations: dict[str, tuple[_Operation, tuple[Any, ...]]] = {
        "relabel": (change_code, (code_id, _labels(codebook, code_id, value))),
        "recolour": (recolour, (code_id, str(value or ""))),
        "move": (move_code, (code_id, str(value or ""))),
        "merge": (merge_codes, ([code_id], str(value or ""))),
        "retire": (retire_code, (code_id,)),
        "restore": (restore_code, (code_id,)),
    }
    name = str(message.get("operation"))
    if name not in operations:
        raise OptionError(f"operation {name!r} is not possible; choose one of {', '.join(operations)}")
    operation, given = operations[name]
    change_codebook(study, operation, *given, by=by, reason=str(message.get("reason") or "").strip())


def _labels(codebook: Codebook, code_id: str, value: Any) -> dict[str, str]:
    """The labels that differ, of those that a menu sends."""
    given = value if isinstance(value, dict) else {}
    code = codebook[code_id]
    return {
        f"label_{lang}": str(given[lang]).strip()
        for lang in ("zh", "en")
        if lang in given and str(given[lang]).strip() != code.label("zh" if lang == "zh" else "en")
    }
