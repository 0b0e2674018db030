"""A real browser (Debian's Chromium, driven by Playwright) and a real JupyterLab, as `make lab` starts it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that keeps what it asked the network for, and what it complained about."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Start a JupyterLab on a study's folder: ``with serve(path) as address``."""
    return _serve


@pytest.fixture(scope="session")
def run_notebook() -> Callable[[Page, str], None]:
    """Open a notebook at an address and run its cells."""
    return _run_notebook


ROOT = Path(__file__).parents[2]

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


@contextmanager
def _serve(study: Path) -> Iterator[str]:
    """Address of a JupyterLab on a study's folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    of_the_makefile = re.search(
        r"^LAB := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
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
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _run_notebook(page: Page, address: str) -> None:
    """Open a notebook and run its cells; a first connection that is lost is tried again, as a user would."""
    for _ in range(3):
        page.goto(address)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=60_000)
        if page.evaluate(RUN_ALL):
            return


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urlopen(f"{address}/api", timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("JupyterLab did not start within a minute")
