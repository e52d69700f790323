import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luzhi.site.home import Home
from luzhi.site.postgres import Cluster

CHECKOUT = Path(__file__).resolve().parents[2]


def _open_folder() -> Path:
    """A folder that the database's account reaches: pytest's own tmp_path is closed to all but us."""
    folder = Path(tempfile.mkdtemp(prefix="luzhi-test-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = _open_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(folder: Path) -> Iterator[Home]:
    """A site that is not there yet."""
    home = Home.at(folder / "site")
    yield home
    Cluster(home).stop()


@pytest.fixture(scope="session")
def mould() -> Iterator[Path]:
    """A site whose database was made and stopped."""
    folder = _open_folder()
    cluster = Cluster(Home.at(folder / "site"), throwaway=True)
    cluster.start()
    cluster.stop()
    yield cluster.home.path
    shutil.rmtree(folder)


@pytest.fixture
def made(home: Home, mould: Path) -> Home:
    """The same site as `home` with its database made: making one takes half a second, a copy does not."""
    subprocess.run(["cp", "-a", mould, home.path], check=True)
    return home


@pytest.fixture
def throwaway(made: Home) -> Cluster:
    return Cluster(made, throwaway=True)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """One running throw-away server for all tests of a module that only look at it."""
    folder = _open_folder()
    cluster = Cluster(Home.at(folder / "site"), throwaway=True)
    cluster.start()
    yield cluster
    cluster.stop()
    shutil.rmtree(folder)


@pytest.fixture
def program(home: Home) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts Python code as a process of its own on the site; whatever still runs is killed at the end."""
    started: list[subprocess.Popen[str]] = []

    path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))

    def start(code: str, **environment: str) -> subprocess.Popen[str]:
        without = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            env={**without, "LUZHI_HOME": str(home.path), "PYTHONPATH": path, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
