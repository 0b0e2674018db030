"""Write requirements.lock and environment.yml from pyproject.toml: `make lock` (needs uv).

Both hold the same pins for every platform. The lock carries hashes; environment.yml cannot, because pip
refuses a local package when hashes are required, and it installs the package itself.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["uv", "pip", "compile", "--universal", "--python-version", "3.11", "--all-extras"]
OPTIONS = ["--group", "dev", "--no-emit-index-url", "--no-header", "--quiet", "pyproject.toml"]
HEAD = """\
# Written by `make lock`; the pins are those of requirements.lock.
name: workbench
channels: [conda-forge, nodefaults]
dependencies:
  - python=3.12
  - pip
  - pip:
"""


def main() -> None:
    subprocess.run([*COMPILE, *OPTIONS, "--generate-hashes", "-o", "requirements.lock"], cwd=ROOT, check=True)
    write_environment()


def write_environment() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = "".join(f"      - {line}\n" for line in conda_lines(lock))
    (ROOT / "environment.yml").write_text(HEAD + lines + "      - -e .\n", encoding="utf-8")


def conda_lines(lock: str) -> list[str]:
    """Pins with their markers, quoted where YAML needs it."""
    return [f'"{pin}"' if ";" in pin else pin for pin in pins(lock)]


def pins(lock: str) -> list[str]:
    """Requirement lines of a lock file, without hashes and comments."""
    return [re.sub(r"\s*\\$", "", line) for line in lock.splitlines() if re.match(r"[A-Za-z0-9]", line)]


if __name__ == "__main__":
    try:
        main()
    except FileNotFoundError:
        print("make lock needs uv: pip install uv", file=sys.stderr)
        sys.exit(1)
