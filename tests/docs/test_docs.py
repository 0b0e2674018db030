"""What the documents say is run or compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.cli import group

READMES = ("README.md", "README.zh.md")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def commands(path: Path) -> list[str]:
    """Command lines without their comments."""
    lines = "\n".join(blocks(path, "console")).splitlines()
    return [re.sub(r"\s*#.*", "", line) for line in lines if not line.startswith("git clone")]


def test_both_readmes_give_the_same_commands_and_code(root: Path) -> None:
    english, chinese = (root / name for name in READMES)
    assert commands(english) == commands(chinese)
    assert blocks(english, "python") == blocks(chinese, "python")


def test_the_code_of_the_readme_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    names: dict[str, object] = {}
    for block in blocks(root / "README.md", "python"):
        exec(block, names)
    assert len(names["joined"].frame) == 720  # type: ignore[attr-defined]


def test_every_command_is_in_the_readme(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in group.list_commands(None) if f"workbench {name}" not in text] == []  # type: ignore[arg-type]


def test_the_architecture_names_every_module(root: Path) -> None:
    text = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = [
        p.stem
        for p in (root / "src" / "workbench").iterdir()
        if not p.name.startswith("_") and p.name != "py.typed"
    ]
    assert [name for name in modules if not re.search(rf"\b{name}\b", text)] == []


def test_links_between_documents_lead_somewhere(root: Path) -> None:
    broken = []
    for path in [*root.glob("*.md"), *root.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", path.read_text(encoding="utf-8")):
            broken += [] if (path.parent / target).exists() else [f"{path.name}: {target}"]
    assert broken == []
