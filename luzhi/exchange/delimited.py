"""Reading .csv and tab-separated text: the encoding and the separator are found, texts are kept to the byte."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.guarding import unguard
from luzhi.exchange.limits import Unreadable

SAMPLE: Final = limits.HEADER_WITHIN
BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
WEB_PAGE: Final = re.compile(r"\s*<(!doctype|html|table|\?xml|head|meta|div)", re.IGNORECASE)


class DelimitedText:
    """A text file as rows. `rows()` may be called again and again; every row is a list of texts."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._encoding = encoding_of(data)
        head = data[:4096].decode(self._encoding, "ignore")
        if WEB_PAGE.match(head):
            raise Unreadable(
                _("This is a web page with a table. Open it in Excel or WPS and save it as .xlsx.")
            )
        self._separator = max(",\t", key=self._fit)
        self._check()

    def rows(self) -> Iterator[list[str]]:
        for cells in self._records(self._separator):
            yield [unguard(cell) for cell in cells]

    def _records(self, separator: str) -> Iterator[list[str]]:
        text = io.TextIOWrapper(io.BytesIO(self._data), self._encoding, newline="")
        return csv.reader(text, delimiter=separator, strict=True)

    def _fit(self, separator: str) -> tuple[int, int]:
        """How many of the first records have the commonest width, and that width: texts may hold tabs and commas."""
        widths: Counter[int] = Counter()
        with suppress(csv.Error):  # what was read before a fault still shows the separator
            for cells in islice(self._records(separator), SAMPLE):
                widths[len(cells)] += len(cells) > 1
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    def _check(self) -> None:
        """One pass over the whole file, so that a fault in its last row is known before its first is used."""
        number = 0
        try:
            for number, cells in enumerate(self._records(self._separator), 1):
                if number > limits.LAST_ROW:
                    raise limits.too_many_rows()
                if len(cells) > limits.COLUMNS:
                    raise limits.too_many_columns()
        except csv.Error as error:
            if "limit" in str(error):
                raise limits.too_long_a_cell(limits.cell_name(number + 1, 0)) from error
            raise Unreadable(
                _("The quotation marks do not match after row %(row)s.") % {"row": number}
            ) from error


def encoding_of(data: bytes) -> str:
    """UTF-8 (with or without mark), UTF-16 with mark, GB18030; whatever decodes the whole file without a fault."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        candidates = ["utf-16"]
    elif b"\0" in data:
        candidates = []
    elif data[:3] == b"\xef\xbb\xbf" or not data:
        candidates = ["utf-8-sig"]
    else:
        # Control characters in a file that is not UTF-8 are no Chinese text but a picture, a program, a PDF.
        candidates = ["utf-8"] if BINARY.search(data) else ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable(_("This is no spreadsheet and no text in UTF-8 or GB18030."))
