"""The whole service with the sample region, as ``make demo`` serves it, and a Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.builders.servers import short_folder
from tests.builders.sharing import made_once, of_the_run

SERVE = [sys.executable, "-m", "governance.cli.main", "serve", "--sample"]
AXE = next((Path(__file__).parent / "vendor").rglob("axe.min.js"))


class Service:
    """A running service: its address, and the password of the sample functions."""

    def __init__(self, port: int, folder: Path) -> None:
        self.base, self.folder = f"http://localhost:{port}", folder

    @property
    def password(self) -> str:
        return (self.folder / "sample-password.txt").read_text("utf-8").strip()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _is_up(base: str, process: subprocess.Popen[bytes]) -> bool:
    # One client: each reads all certificates of the machine, which costs more than the service.
    with httpx.Client(base_url=base, verify=False) as asking:  # noqa: S501
        for _ in range(3000):
            if process.poll() is not None:
                return False
            try:
                return asking.get("/aanmelden").status_code == 200
            except httpx.TransportError:
                time.sleep(0.1)
    return False


@contextmanager
def serving(folder: Path, port: int, **started: Any) -> Iterator[Service]:
    """The service on a data folder, until the end of the block, its database too."""
    found = Service(port, folder)
    given = {"GOVERNANCE_DATA": str(folder), "GOVERNANCE_PORT": str(port)}
    settings = {**os.environ, **given, **started.pop("settings", {})}
    process = subprocess.Popen(SERVE, env=settings, **{"stderr": subprocess.DEVNULL, **started})
    try:
        assert _is_up(found.base, process)
        yield found
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _with_sample(made: Path) -> None:
    with short_folder() as folder:
        with serving(folder, free_port()):
            pass
        copied(folder, made)


def copied(folder: Path, to: Path) -> None:
    """A data folder copied with the owners of its files: the database has one of its own."""
    subprocess.run(["cp", "-a", f"{folder}/.", str(to)], check=True)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a service that has loaded the sample: loaded once a run, copied by each
    who serves it."""
    return made_once(of_the_run(tmp_path_factory) / "sample", _with_sample)


@pytest.fixture(scope="module")
def service(sample: Path) -> Iterator[Service]:
    """Started once; ends with the module, its database too."""
    with short_folder() as folder:
        copied(sample, folder)
        with serving(folder, free_port()) as found:
            yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names.

    For one module: as long as it is open, its loop keeps other tests from having theirs.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


def signed_in(browser: Browser, service: Service, name: str, **context: object) -> Page:
    """A browser of its own in which one of the sample functions is signed in."""
    options = {"locale": "nl-NL", "bypass_csp": True, "accept_downloads": True, **context}
    page = browser.new_context(base_url=service.base, **options).new_page()  # type: ignore[arg-type]
    page.goto("/aanmelden")
    page.fill("[name=signInName]", name)
    page.fill("[name=password]", service.password)
    page.click("main button[type=submit]")
    page.wait_for_url(service.base + "/")
    return page


def looked_at(page: Page) -> None:
    """What every page must be: no axe violations, and nothing that scrolls aside at 320 px."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == [], page.url
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    if wide:
        page.set_viewport_size(wide)
