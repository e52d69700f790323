"""The press: reads a job as JSON from standard input and writes the printed bytes to standard output.

Run as a file by `setting`, so that it loads nothing of this program. The layouts beside it are the only code that
typst runs: texts reach them as JSON data and are never read as markup. Exit codes: 0 printed; 3 no font has some
characters (a JSON list on standard error); 4 the layout failed (typst's own words on standard error).
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

MISSING, FAILED = 3, 4
_LAYOUTS = Path(__file__).parent / "layout"
_FREE = Path(pylopdf_fonts_zh_cn.__file__).parent
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def _present(faces: dict[str, list[Any]], families: set[str]) -> dict[str, list[Any]]:
    """The typefaces with those families alone that this machine has; typst warns of others."""
    return {
        face: [
            family for family in wanted if (family if isinstance(family, str) else family["name"]) in families
        ]
        for face, wanted in faces.items()
    }


def missing(diagnostic: str) -> list[str]:
    """The characters that no font has, as typst names them in its complaint."""
    found = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _NO_GLYPH.findall(diagnostic))
    return sorted(set("".join(found)))


def print_job(job: dict[str, Any]) -> bytes:
    """Job: `layout` (a file's stem), `sheet` (its data), `faces` (name → families, best first), `format` (pdf, png),
    `moment` (seconds since 1970: what the file gives as its date). PDF is PDF/A-2a, where boxes for missing
    characters are forbidden."""
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[_FREE])
    sheet = job["sheet"] | {"faces": _present(job["faces"], set(fonts.families()))}
    pdf = job["format"] == "pdf"
    printed = typst.compile(
        _LAYOUTS / f"{job['layout']}.typ",
        root=_LAYOUTS,
        font_paths=fonts,
        format=job["format"],
        ppi=None if pdf else 300,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
        pdf_standards=["a-2a"] if pdf else [],
        package_path=_LAYOUTS,
        package_cache_path=_LAYOUTS,
        timestamp=job["moment"],
    )
    return bytes(printed)


def main() -> int:
    try:
        printed = print_job(json.load(sys.stdin))
    except typst.TypstError as error:
        characters = missing(error.diagnostic)
        sys.stderr.write(json.dumps(characters) if characters else error.diagnostic or error.message)
        return MISSING if characters else FAILED
    sys.stdout.buffer.write(printed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
