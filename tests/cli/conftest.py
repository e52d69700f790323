import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from luzhi.site.holders import attached
from luzhi.site.home import Home
from luzhi.site.postgres import Cluster

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LUZHI", "LC_", "LANG", "DATABASE"))
    }
    path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))
    return {**kept, "LUZHI_HOME": str(home), "PYTHONPATH": path, **more}


def run(home: Path, *arguments: object, **more: str) -> Done:
    """`luzhi` as a process of its own on the site `home`."""
    done = subprocess.run(
        [sys.executable, "-m", "luzhi", *map(str, arguments)],
        env=environment(home, **more), cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """A folder that the database's account reaches."""
    folder = Path(tempfile.mkdtemp(prefix="luzhi-cli-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def mould(folder: Path) -> Path:
    """A migrated site without data, stopped."""
    home = Home.at(folder / "mould")
    with attached(home, throwaway=True):
        done = run(home.path, "verify", "--json")
        assert done == Done(0, '{"problems": []}\n', done.err)
    return home.path


@pytest.fixture
def fresh(folder: Path, mould: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A site of the test's own, migrated and without data; its database runs without safety on power loss."""
    home = Home.at(folder / request.node.name[:40])
    subprocess.run(["cp", "-a", mould, home.path], check=True)
    with attached(home, throwaway=True):
        yield home.path


@pytest.fixture
def empty(folder: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder that is no site yet."""
    home = Home.at(folder / f"{request.node.name[:40]}-empty")
    yield home.path
    Cluster(home).stop()


@pytest.fixture(scope="session")
def used(folder: Path, mould: Path) -> Iterator[Path]:
    """A site with a committee, its administrators and three gifts, for commands that only read; its database runs."""
    home = Home.at(folder / "used")
    subprocess.run(["cp", "-a", mould, home.path], check=True)
    with attached(home, throwaway=True):
        assert run(home.path, "setup", "--committee", "360300", "--admin", "王工", "--term", "13").code == 0
        gifts = folder / "gifts.csv"
        gifts.write_text(GIFTS, encoding="utf-8")
        assert run(home.path, "import", "gifts", gifts, "--committee", "360300").code == 0
        yield home.path


GIFTS = """日期,捐赠者,类型,状态,金额（元）,物资,数量,计量单位
2018-03-05,萍乡市甲公司,资金,已到账,1200000.50,,,
2018-06-01,刘敏,资金,已到账,80万元,,,
2018-09-10,贺昇,物资,已到账,,图书,500,册
"""


# Loads the program once and forks for each command: the second of loading is paid once for all tests of a site.
FORKING = """
import json, os, sys
import django
django.setup()
from luzhi.cli.main import COMMANDS, group, run
for name in COMMANDS:
    group().get_command(None, name)
for line in sys.stdin:
    asked = json.loads(line)
    if (child := os.fork()) == 0:
        for number, name in enumerate((os.devnull, asked["out"], asked["err"])):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), number)
        os.environ.update(asked["environment"])
        sys.argv = ["luzhi", *asked["arguments"]]
        run()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="session")
def forking(used: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", FORKING], env=environment(used, DJANGO_SETTINGS_MODULE="luzhi.config.settings"), cwd="/",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def luzhi(forking: subprocess.Popen[str], folder: Path) -> Callable[..., Done]:
    """Run a command on the used site."""
    assert forking.stdin
    assert forking.stdout

    def command(*arguments: object, **more: str) -> Done:
        out, err = folder / "out", folder / "err"
        asked = {"arguments": [*map(str, arguments)], "environment": more, "out": str(out), "err": str(err)}
        forking.stdin.write(json.dumps(asked) + "\n")
        forking.stdin.flush()
        code = int(forking.stdout.readline())
        return Done(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    return command
