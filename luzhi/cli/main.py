"""The `luzhi` command. One module of `luzhi.cli.commands` per command, loaded when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from types import FrameType

import click
import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from luzhi.cli import language
from luzhi.cli.failing import FOUND, WRONG_USAGE, said
from luzhi.cli.output import Output

COMMANDS = (
    "demo", "setup", "serve", "worker", "import", "export", "figures", "review", "check", "similar", "suggest", "verify", "declared",
    "backup", "restore", "bench", "search", "roll-up",
)  # fmt: skip
MODULES = {"import": "importing", "export": "exporting", "roll-up": "roll_up"}
HIDDEN = ("worker",)


class Commands(click.Group):
    """Finds a command in its module; help shows all, a call loads one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"luzhi.cli.commands.{MODULES.get(name, name)}")
        command: click.Command = module.command
        command.hidden = name in HIDDEN
        return command


def group() -> Commands:
    """Made after the language is known, as its help is text."""
    return Commands(
        "luzhi",
        help=_("The work platform of a CPPCC committee. The site is the folder LUZHI_HOME."),
        params=[
            click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=_("language"))
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run() -> None:
    """The console entry: ends the process with 0 done, 1 found or refused, 2 wrong usage."""
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone; Python would complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FOUND
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _stopped)
    output, logs = Output("--json" in arguments), None
    try:
        rest = _language(arguments)
        _load()
        logs = settings.HOME.logs
        translation.activate(language.LANGUAGES[os.environ["LUZHI_LANG"]])
        return int(group().main(rest, prog_name="luzhi", standalone_mode=False, obj=output) or 0)
    except click.UsageError as error:
        error.show()
        output.document({"error": said(error, logs)})
        return WRONG_USAGE
    except (Exception, KeyboardInterrupt) as error:
        output.say(line := said(error, logs))
        output.document({"error": line})  # a reader of JSON always finds a document
        return FOUND


def _load() -> None:
    """Loading makes a hundred thousand objects that stay: looking for rubbish among them costs a fifth of the time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhi.config.settings")
    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()


def _language(arguments: list[str]) -> list[str]:
    """The arguments without --lang, from here on in that language."""
    try:
        chosen, rest = language.take(arguments)
    except ValueError as error:
        language.speak("zh")
        raise click.BadParameter(f"--lang zh|en ({error})") from error
    language.speak(chosen)
    return rest


def _stopped(_signal: int, _frame: FrameType | None) -> None:
    """SIGTERM ends a command as Ctrl-C does: what it holds is let go in order."""
    raise KeyboardInterrupt
