"""Both languages are complete: every text has its Chinese, and no template carries Chinese of its own."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import messages  # noqa: E402

HAN = re.compile(r"[\u4e00-\u9fff]")
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)
TEMPLATES = sorted((ROOT / "luzhi").rglob("*.html"))


def test_every_text_has_its_chinese() -> None:
    assert messages.missing() == {}


def test_one_text_is_translated_one_way() -> None:
    """Catalogues of all rooms are merged: two translations of one msgid would depend on their order."""
    found: dict[str, set[str]] = {}
    for file in messages.translations():
        with file.open("rb") as source:
            for message in read_po(source):
                if message.id and not message.context:
                    found.setdefault(str(message.id), set()).add(str(message.string))
    assert {msgid: texts for msgid, texts in found.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("file", TEMPLATES, ids=[str(file.relative_to(ROOT)) for file in TEMPLATES])
def test_no_template_carries_chinese(file: Path) -> None:
    allowed = {"中文", "、"}  # the language switch names each language in itself
    text = COMMENT.sub("", file.read_text())
    assert [word for word in re.findall(r"[\u3001\u4e00-\u9fff]+", text) if word not in allowed] == []
