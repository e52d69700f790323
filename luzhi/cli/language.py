"""In which language the command speaks: Chinese, unless English is asked for."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

import luzhi.site
from luzhi.site.errors import SiteError

LANGUAGES = {"zh": "zh-hans", "en": "en"}
CATALOGUES = Path(__file__).parent / "locale"
OF_SITE = Path(luzhi.site.__file__).parent / "locale"


def take(arguments: list[str]) -> tuple[str, list[str]]:
    """(zh or en, the arguments without --lang), wherever --lang stands; ValueError for another language."""
    rest, chosen = [], None
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang" or word.startswith("--lang="):
            chosen = word.partition("=")[2] or next(words, "")
        else:
            rest.append(word)
    if chosen is not None and chosen not in LANGUAGES:
        raise ValueError(chosen)
    return chosen or of_environment(os.environ), rest


def of_environment(environment: Mapping[str, str]) -> str:
    """LUZHI_LANG, else the locale where that is English (C and POSIX name no language)."""
    wish = environment.get("LUZHI_LANG", "").split("-")[0].split("_")[0].lower()
    if wish in LANGUAGES:
        return wish
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    return "en" if locale.lower().startswith("en") else "zh"


def speak(language: str) -> None:
    """Let click's own words and the processes started from here speak it too."""
    os.environ["LUZHI_LANG"] = language
    os.environ["LANGUAGE"] = "zh_Hans" if language == "zh" else "en"
    gettext.bindtextdomain("click", CATALOGUES)
    gettext.textdomain("click")


def of_site(error: SiteError) -> str:
    """The launcher's message; it may come before Django, and with it Django's catalogues, is there."""
    catalogue = gettext.translation("django", OF_SITE, [os.environ.get("LANGUAGE", "zh_Hans")], fallback=True)
    return catalogue.gettext(error.message) % error.params
