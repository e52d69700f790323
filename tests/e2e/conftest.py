"""A demonstration site served as users have it, and a real browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from luzhi.cli.benching import free_port
from luzhi.site.port import answers
from luzhi.site.processes import wait_until
from tests.cli.conftest import environment, run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a served demonstration site."""
    folder, port = Path(tempfile.mkdtemp(prefix="luzhi-e2e-", dir="/tmp")), free_port()
    folder.chmod(0o755)
    assert run(folder / "site", "demo", "--no-serve").code == 0
    serving = subprocess.Popen(
        [sys.executable, "-m", "luzhi", "serve", "--port", str(port)],
        env=environment(folder / "site"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_until(lambda: answers("127.0.0.1", port), 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        serving.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: str, chromium: Browser) -> Iterator[Any]:
    """A page signed in as one of the demonstration's people, or a stranger's; its console must stay silent."""
    contexts = []

    def opened(username: str = "", width: int = 1440) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=site, locale="zh-CN"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        if username:
            page.goto("/login/")
            page.fill("input[name=login]", username)
            page.fill("input[name=password]", f"Pingxiang-2018-{username}")
            page.click("main button.btn-primary")
            page.wait_for_url("**/desk/")
        return page

    yield opened
    for context in contexts:
        context.close()
