"""Make `plugins/journeybook/text/widths.json`, the widths of letters that the standalone SVG is laid out with.

Run it once when a font changes; the project itself needs neither fontTools nor the fonts:

    pip install fonttools fontpkg-inter      (and Debian's fonts-noto-core)
    python tests/fonts/make_widths.py --inter "Inter[opsz,wght].ttf" --noto /usr/share/fonts/truetype/noto

A drawing names the fonts Inter, Noto Sans and Arial, and whoever opens it may have any one of them. So each
letter is given the width of the widest of Inter and Noto Sans (Arial is narrower than both nearly
everywhere): text may end a little before its box does, never behind it. Letters of joining and stacking
scripts are measured alone, which is wider than they are in a word; the tenth on top is for the other fonts
that a system may choose for these scripts.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WESTERN = [
    *((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF)),
    *((0x2010, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2150, 0x218B)),
    *((0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF)),
]
SCRIPTS = [
    ("NotoSansArmenian", 0x531, 0x58A, 1.0),
    ("NotoSansHebrew", 0x5BE, 0x5F4, 1.1),
    ("NotoSansArabic", 0x60C, 0x6FF, 1.1),
    ("NotoSansDevanagari", 0x904, 0x97F, 1.1),
    ("NotoSansThai", 0xE01, 0xE5B, 1.1),
    ("NotoSansGeorgian", 0x10A0, 0x10FF, 1.0),
]
# Other scripts get one width for the whole block: the wide end of what their letters measure.
BLOCKS = [
    ("NotoSansBengali", 0x980, 0x9FF),
    ("NotoSansGurmukhi", 0xA00, 0xA7F),
    ("NotoSansGujarati", 0xA80, 0xAFF),
    ("NotoSansOriya", 0xB00, 0xB7F),
    ("NotoSansTamil", 0xB80, 0xBFF),
    ("NotoSansTelugu", 0xC00, 0xC7F),
    ("NotoSansKannada", 0xC80, 0xCFF),
    ("NotoSansMalayalam", 0xD00, 0xD7F),
    ("NotoSansSinhala", 0xD80, 0xDFF),
    ("NotoSansLao", 0xE80, 0xEFF),
    ("NotoSerifTibetan", 0xF00, 0xFFF),
    ("NotoSansMyanmar", 0x1000, 0x109F),
    ("NotoSansEthiopic", 0x1200, 0x139F),
    ("NotoSansCherokee", 0x13A0, 0x13FF),
    ("NotoSansKhmer", 0x1780, 0x17FF),
    ("NotoSansMongolian", 0x1800, 0x18AF),
]


def advances(font: TTFont) -> dict[int, int]:
    """The advance of every character of the font, in thousandths of its size."""
    unit = font["head"].unitsPerEm
    widths = font["hmtx"].metrics
    return {code: round(widths[name][0] * 1000 / unit) for code, name in font.getBestCmap().items()}


def runs(widths: dict[int, int]) -> dict[str, list[int]]:
    """Widths by the hexadecimal code of the first character of each unbroken run."""
    found: dict[str, list[int]] = {}
    start = last = -2
    for code in sorted(widths):
        if code != last + 1:
            start = code
            found[f"{start:x}"] = []
        found[f"{start:x}"].append(widths[code])
        last = code
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--inter", type=Path, required=True, help="Inter's variable font")
    options.add_argument("--noto", type=Path, required=True, help="the folder of Noto's fonts")
    options.add_argument(
        "--out",
        type=Path,
        default=Path(__file__).parents[2] / "plugins/journeybook/text/widths.json",
    )
    chosen = options.parse_args()

    def western(weight: int, *names: str) -> dict[int, int]:
        inter = instantiateVariableFont(TTFont(chosen.inter), {"wght": weight, "opsz": 14})
        fonts = [advances(inter), *(advances(TTFont(chosen.noto / f"{name}.ttf")) for name in names)]
        return {
            code: max(font.get(code, 0) for font in fonts)
            for first, last in WESTERN
            for code in range(first, last + 1)
            if any(code in font for font in fonts) and unicodedata.category(chr(code)) not in ("Mn", "Me")
        }

    regular = western(400, "NotoSans-Regular", "NotoSans-Italic")
    bold = western(700, "NotoSans-Bold", "NotoSans-BoldItalic")
    for name, first, last, headroom in SCRIPTS:
        for code, width in advances(TTFont(chosen.noto / f"{name}-Regular.ttf")).items():
            if first <= code <= last and unicodedata.category(chr(code)) not in ("Mn", "Me", "Cf"):
                regular[code] = round(width * headroom)
    blocks = []
    for name, first, last in BLOCKS:
        found = sorted(
            width
            for code, width in advances(TTFont(chosen.noto / f"{name}-Regular.ttf")).items()
            if first <= code <= last and unicodedata.category(chr(code)) in ("Lo", "Mc", "Lu", "Ll", "Nd")
        )
        blocks.append([f"{first:x}", f"{last:x}", round(found[len(found) * 3 // 4] * 1.1)])
    table = {"regular": runs(regular), "bold": runs(bold), "blocks": blocks}
    chosen.out.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
