"""Make the environment: `python tools/setup_environment.py .venv`.

The only file that runs before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

SUPPORTED = ((3, 11), (3, 13))


def main(target: Path) -> int:
    found = sys.version_info[:2]
    if not SUPPORTED[0] <= found <= SUPPORTED[1]:
        print(
            f"workbench needs Python 3.11, 3.12 or 3.13; {sys.executable} is {found[0]}.{found[1]}. "
            "Name another one: make setup PYTHON=python3.12",
            file=sys.stderr,
        )
        return 1
    root = Path(__file__).resolve().parent.parent
    (target / "ready").unlink(missing_ok=True)
    print(f"Installing the locked requirements into {target} (once; a few minutes) …", flush=True)
    venv.create(target, with_pip=True, clear=False)
    python = target / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", str(root / "requirements.lock")], check=True)
    subprocess.run([*install, "--no-deps", "--no-build-isolation", "-e", str(root)], check=True)
    _keep_lab_private(target / "etc" / "jupyter" / "labconfig")
    (target / "ready").touch()
    return 0


def _keep_lab_private(folder: Path) -> None:
    """Tell this environment's JupyterLab to ask nobody for news."""
    folder.mkdir(parents=True, exist_ok=True)
    disabled = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (folder / "page_config.json").write_text(json.dumps(disabled, indent=2), encoding="utf-8")


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1])))
    except subprocess.CalledProcessError:
        print("The installation stopped: pip's message is above. Try again: make setup", file=sys.stderr)
        sys.exit(1)
