"""What reaches the log of a site: faults, told without the values that people typed."""

from __future__ import annotations

import logging
import traceback
from typing import Any


class Frames(logging.Formatter):
    """Where it happened and what kind of fault it is. Its message stays out: the database puts row values into it."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  (the library's name)
        kind, fault, _trace = ei
        told, chain = [], fault
        while chain is not None:
            told.append("".join(traceback.format_tb(chain.__traceback__)) + type(chain).__qualname__)
            chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
        return "\n  because of\n".join(told) or str(kind)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"frames": {"()": Frames, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "frames"}},
    "root": {"level": "ERROR", "handlers": ["stderr"]},
}
