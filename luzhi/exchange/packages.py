"""An .xlsx as a zip: every member is really inflated and counted, and only what was counted goes on.

The parser gets a *new* package, written here from the XML members that were inflated. So headers that lie about
sizes, names given twice, overlapping members or a second directory cannot make it see anything else.
"""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from luzhi.exchange import limits
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.zipped import Counter, Package


def damaged() -> Unreadable:
    return Unreadable(_("The file is damaged or no workbook. Open it in Excel or WPS and save it as .xlsx."))


def protected() -> Unreadable:
    return Unreadable(_("The workbook is protected by a password. Save it without one and try again."))


EXCEL = Package(damaged, protected)


def _refuse_other_packages(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "word/document.xml" in names:
        raise Unreadable(
            _("This is a Word document, not a workbook. Put its table into Excel and save it as .xlsx.")
        )
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise Unreadable(_("Workbooks of this kind (.xlsb, .ods) cannot be read. Save it as .xlsx."))
    raise damaged()


def repack(data: bytes, target: IO[bytes]) -> None:
    """Write the XML members of the package `data` to `target` as a plain, uncompressed package.

    Raises Unreadable for anything that is no sound .xlsx within the limits.
    """
    with EXCEL.opened(data) as source, zipfile.ZipFile(target, "w", allowZip64=False) as clean:
        _refuse_other_packages({name.lower() for name in source.namelist()})
        counter = Counter(limits.UNZIPPED_BYTES)
        for member in source.infolist():
            _copy(source, member, clean, counter)


def _copy(source: zipfile.ZipFile, member: zipfile.ZipInfo, clean: zipfile.ZipFile, counter: Counter) -> None:
    """Media and macros are counted too, but only XML goes on."""
    with source.open(member) as stream:
        if not member.filename.lower().endswith((".xml", ".rels")):
            for _chunk in counter.chunks(stream):
                pass
            return
        with clean.open(zipfile.ZipInfo(member.filename), "w") as part:
            for chunk in counter.chunks(stream):
                part.write(chunk)
