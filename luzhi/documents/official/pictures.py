"""Charts in the .docx: a picture with its words for readers who don't see it, and the table behind it.

A picture and no native chart: Word, WPS and LibreOffice draw those each in their own way, and our printed forms
(316条) would be theirs to round.
"""

import io

from docx.shared import Mm

from luzhi.documents.charts import WIDTH_MM, Chart, describe, svg
from luzhi.documents.official.styles import PICTURE
from luzhi.documents.official.tables import behind, write_table
from luzhi.documents.official.text import one_line
from luzhi.documents.official.writer import Writer
from luzhi.documents.typesetting.setting import typeset


def write_chart(writer: Writer, chart: Chart) -> None:
    """At 300 dots an inch. ValidationError when it can't be drawn."""
    drawn = io.BytesIO(typeset("picture", {"svg": svg(chart)}, "png"))
    picture = writer.paragraph(PICTURE).add_run().add_picture(drawn, width=Mm(WIDTH_MM))
    properties = picture._inline.docPr
    properties.set("name", one_line(chart.title))
    properties.set("descr", describe(chart))
    write_table(writer, behind(chart))
