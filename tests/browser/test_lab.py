"""JupyterLab as `make lab` opens it: the start page runs, and its links lead to the notebooks."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def lab(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a JupyterLab on a copy of the example study."""
    study = tmp_path_factory.mktemp("study")
    for name in ("corpus", "surveys", "notebooks", "reports"):
        shutil.copytree(root / name, study / name, ignore=shutil.ignore_patterns("published"))
    shutil.copy(root / "study.toml", study)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    of_the_makefile = re.search(
        r"^LAB := (.*)$", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert of_the_makefile is not None
    options = [
        f"--port={port}",
        "--no-browser",
        "--IdentityProvider.token=",
        "--allow-root",
        "--expose-app-in-browser",
    ]
    command = [sys.executable, "-m", "jupyterlab", *of_the_makefile[1].split(), *options]
    home = {"JUPYTER_CONFIG_DIR": str(study / ".config"), "JUPYTERLAB_SETTINGS_DIR": str(study / ".settings")}
    server = subprocess.Popen(command, cwd=study, env=os.environ | home, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    _wait_for(address)
    yield address
    server.terminate()
    server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urlopen(f"{address}/api", timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("JupyterLab did not start within a minute")


RUN_ALL = """async () => {
  const context = window.jupyterapp.shell.currentWidget.sessionContext;
  const run = async () => {
    await context.ready;
    await context.session.kernel.info;
    await window.jupyterapp.commands.execute("notebook:run-all-cells");
    return true;
  };
  const patience = new Promise(resolve => setTimeout(() => resolve(false), 25000));
  return await Promise.race([run(), patience]);
}"""


def test_the_start_page_runs_and_shows_the_study(page: Page, lab: str) -> None:
    page.set_viewport_size(
        {"width": 1280, "height": 3000}
    )  # JupyterLab draws only the cells that are in view
    for _ in range(3):  # the first connection to a kernel is lost now and then; a user reloads the page
        page.goto(lab)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=60_000)
        if page.evaluate(RUN_ALL):
            break
    page.wait_for_selector(".jp-OutputArea-output td:has-text('corpus/documents.csv')", timeout=10_000)
    assert page.locator(".jp-InputPrompt", has_text="[4]").count() == 1
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
