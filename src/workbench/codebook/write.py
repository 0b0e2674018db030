"""Write a codebook to its YAML file: only what has changed is written, so comments and layout stay.

A library that reads and writes YAML with comments (ruamel.yaml) was tried: it breaks every long line of the
file anew, and a change of one label becomes a change of a hundred lines in git. So the places of the changed
entries are found in the text and these are replaced; the result is read again and must be the codebook.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from workbench.codebook.codes import Codebook
from workbench.codebook.entries import about, sections
from workbench.codebook.layout import dump, edited, whole
from workbench.codebook.read import read_codebook
from workbench.errors import DefinitionError

#: Folder beside the file with the earlier versions, each as it was.
ARCHIVE = "codebook-history"


def write_codebook(codebook: Codebook, path: str | Path) -> Path:
    """Write a codebook in one step; what the file held is kept in ``codebook-history/<version>.yaml``.

    Parameters
    ----------
    path
        YAML file. If it is there, it must be a codebook; its comments, its layout and the entries that a
        `Codebook` does not hold (procedure, sources …) stay.

    Raises
    ------
    DefinitionError
        If the file is broken or has a codebook in a form that cannot be changed; it is left as it was.
    """
    path = Path(path)
    if not path.is_file():
        return _replace(path, [fresh(codebook)], codebook, b"")
    content = path.read_bytes()
    old = read_codebook(path)
    if old == codebook:
        return path
    if old.version != codebook.version:
        archive(path, old.version, content)
    text = content.decode("utf-8-sig")
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return _replace(path, [edited(text, old, codebook), whole(text, old, codebook)], codebook, mark)


def archive(path: Path, version: str, content: bytes) -> Path:
    """Keep the bytes of one version; another text under the same version gets a name of its own."""
    folder = path.parent / ARCHIVE
    folder.mkdir(exist_ok=True)
    stem = re.sub(r"[^\w.\-]", "_", version)
    names = (f"{stem}{'' if n == 1 else f' ({n})'}.yaml" for n in range(1, 10_000))
    for name in names:
        if not (folder / name).exists():
            _put(folder / name, content)
            return folder / name
        if (folder / name).read_bytes() == content:
            return folder / name
    raise DefinitionError(f"{folder} holds too many texts of version {version}; tidy it up")


def fresh(codebook: Codebook) -> str:
    """The text of a file that holds the codebook and nothing else."""
    lists = {name: entries for name, entries in sections(codebook).items() if entries}
    return dump({"codebook": about(codebook), **lists})


def _replace(path: Path, texts: list[str], codebook: Codebook, mark: bytes) -> Path:
    """Write the first text that reads as the codebook."""
    part = path.with_name(f".{path.name}.part")
    faults = "it reads as something else"
    try:
        for text in texts:
            _put(part, mark + text.encode("utf-8"))
            try:
                if read_codebook(part) == codebook:
                    os.replace(part, path)
                    return path
            except DefinitionError as error:
                faults = str(error).replace(str(part), "the new text")
    finally:
        part.unlink(missing_ok=True)
    raise DefinitionError(f"{path}: the codebook cannot be written ({faults}); the file is as it was")


def _put(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
