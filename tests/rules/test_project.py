"""Rules of the house that a machine can watch."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import yaml

import workbench


def project(root: Path) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def pins(text: str) -> set[str]:
    return {line.strip().strip('"').removesuffix("\\").strip() for line in text.splitlines()}


def locked(root: Path) -> set[str]:
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return {line.removesuffix("\\").strip() for line in lines if re.match(r"[a-z0-9]", line)}


def test_lock_and_environment_hold_the_same_pins(root: Path) -> None:
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    [installed] = [part["pip"] for part in environment["dependencies"] if isinstance(part, dict)]
    assert installed[-1] == "-e ."
    assert set(installed[:-1]) == locked(root)


def test_every_requirement_is_locked(root: Path) -> None:
    settings = project(root)
    table: dict[str, list[str]] = settings["project"]["optional-dependencies"]  # type: ignore[index]
    wanted = [*settings["project"]["dependencies"], *(d for group in table.values() for d in group)]  # type: ignore[index]
    wanted += settings["dependency-groups"]["dev"]  # type: ignore[index]
    names = {re.split(r"==", pin)[0] for pin in locked(root)}
    assert {re.split(r"[<>=~;\[ ]", name)[0].lower() for name in wanted} <= names


def test_the_lock_names_no_index_and_hashes_everything(root: Path) -> None:
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"index-url|find-links|https?://|file:", text)
    assert text.count("==") <= text.count("--hash=sha256:")


def test_versions_agree(root: Path) -> None:
    version = project(root)["project"]["version"]  # type: ignore[index]
    assert workbench.__version__ == version
    assert f"version: {version}" in (root / "CITATION.cff").read_text(encoding="utf-8")


def test_importing_costs_nothing() -> None:
    heavy = "{'pandas', 'numpy', 'statsmodels', 'matplotlib'}"
    probe = f"import sys, workbench; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_import_takes_less_than_a_tenth_of_a_second() -> None:
    probe = "import time; t = time.perf_counter(); import workbench; print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    assert min(float(run.stdout) for run in runs) < 0.1


@pytest.mark.parametrize("name", workbench.__all__)
def test_every_public_name_resolves_and_is_documented(name: str) -> None:
    assert getattr(workbench, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no public name 'nothing'"):
        workbench.nothing  # noqa: B018


def test_sql_stays_in_the_store(root: Path) -> None:
    outside = [p for p in (root / "src").rglob("*.py") if "store" not in p.parts]
    assert [
        p.name for p in outside if re.search(r"\bsqlalchemy\b|import sqlite3", p.read_text(encoding="utf-8"))
    ] == []


def test_nothing_names_a_machine_or_a_registry(root: Path) -> None:
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False
    ).stdout
    pattern = re.compile(r"(?<![\w.])/(?:root|home/\w+)/|pythonhosted|/simple/")
    hits = []
    for name in filter(None, files.split("\0")):
        path = root / name
        if (
            path.suffix in {".py", ".md", ".toml", ".yml", ".ipynb", ".lock"}
            and path.name != Path(__file__).name
        ):
            hits += [name] if pattern.search(path.read_text(encoding="utf-8")) else []
    assert hits == []


def test_a_fresh_command_line_is_quick() -> None:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "workbench.cli", "--help"], check=True, capture_output=True)
    assert time.perf_counter() - started < 3
