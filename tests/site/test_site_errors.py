import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

import luzhi.site
from luzhi.site.errors import SiteError

ROOM = Path(luzhi.site.__file__).parent


def raised() -> set[str]:
    """The first argument of every SiteError(…) in the room."""
    calls = (
        node
        for file in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "SiteError"
    )
    return {ast.literal_eval(call.args[0]) for call in calls}


def test_every_message_is_translated_with_its_places() -> None:
    with (ROOM / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
    places = {message: sorted(re.findall(r"%\(\w+\)s", message)) for message in raised()}
    assert {text: sorted(re.findall(r"%\(\w+\)s", catalogue[text])) for text in catalogue} == places


def test_error_reads_in_english_and_keeps_its_parts() -> None:
    error = SiteError("No permission to read %(path)s.", path="/x")
    assert (str(error), error.message, error.params) == (
        "No permission to read /x.",
        "No permission to read %(path)s.",
        {"path": "/x"},
    )
