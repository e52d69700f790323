import pytest

from luzhi.config.database import databases
from luzhi.site.home import Home


@pytest.mark.parametrize(
    ("url", "host", "user", "password"),
    [
        ("postgresql://web:p%40ss@db.example:5433/luzhi", "db.example", "web", "p@ss"),
        ("postgresql://web:x@%2Frun%2FPg/luzhi", "/run/Pg", "web", "x"),
    ],
)
def test_a_servers_address_is_read_as_libpq_reads_it(
    monkeypatch: pytest.MonkeyPatch, url: str, host: str, user: str, password: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("LUZHI_OWNER_URL", url.replace("web", "owner"))
    found = databases(Home.locate())
    assert [found["default"][key] for key in ("HOST", "USER", "PASSWORD")] == [host, user, password]
    assert found["owner"]["USER"] == "owner"
