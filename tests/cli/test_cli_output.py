from decimal import Decimal
from pathlib import Path

import click
import pytest

from luzhi.cli.output import exact, table, width, write


@pytest.mark.parametrize(
    ("value", "text"),
    [("2130000.00", "2130000"), ("1E+6", "1000000"), ("0.50", "0.5"), ("0", "0"), ("100", "100"), (None, "")],
)
def test_exact_value_is_plain(value: str | None, text: str) -> None:
    assert exact(Decimal(value) if value is not None else None) == text


def test_table_aligns_chinese() -> None:
    lines = table(["代码", "a"], [["x", "1"], ["指标名", "2"]])
    assert [width(line) for line in lines] == [9, 9, 9, 9]


def test_write_keeps_what_was_there_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept").touch()
    with pytest.raises(click.FileError):
        write(tmp_path / "out", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
