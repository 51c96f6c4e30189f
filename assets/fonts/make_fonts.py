#!/usr/bin/env python3
"""Makes the two fonts of the window from Debian's fonts-inter package.

    apt-get download fonts-inter && dpkg-deb -x fonts-inter_*.deb inter
    apt-get install python3-fonttools
    python3 make_fonts.py inter/usr/share/fonts/opentype/inter .

Fyne cannot switch OpenType features on, so the tabular figures (tnum) take the
place of the proportional ones. Contextual alternates (calt) go, because they
would draw "->" in a file name as an arrow. Scripts beyond Latin, Greek and
Cyrillic go too: Fyne falls back to other fonts for them.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Keeplight Sans"
KEEP = [
    (0x20, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x218F),
    (0x2190, 0x22FF), (0x2318, 0x2318), (0x232B, 0x232B), (0x23CE, 0x23CE),
    (0x2423, 0x2423), (0x25A0, 0x26FF), (0x2713, 0x2717),
]


def freeze_tabular_figures(font):
    gsub = font["GSUB"].table
    tnum = next(r.Feature for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "tnum")
    swap = {}
    for index in tnum.LookupListIndex:
        for table in gsub.LookupList.Lookup[index].SubTable:
            swap.update(getattr(table, "ExtSubTable", table).mapping)
    for cmap in font["cmap"].tables:
        for code in map(ord, "0123456789"):
            # Tables may share one dictionary: a swapped glyph is not in swap.
            glyph = cmap.cmap.get(code)
            cmap.cmap[code] = swap.get(glyph, glyph)


def rename(font, style):
    name = font["name"]
    for record in list(name.names):
        if record.nameID in (1, 16):
            record.string = FAMILY
        elif record.nameID in (3, 4, 6):
            record.string = f"{FAMILY} {style}".replace(" ", "" if record.nameID == 6 else " ")
    top = font["CFF "].cff
    top.fontNames = [f"{FAMILY}-{style}".replace(" ", "")]
    top[0].FamilyName, top[0].FullName = FAMILY, f"{FAMILY} {style}"


def make(source, target, style):
    font = TTFont(source / f"Inter-{style}.otf", recalcTimestamp=False)
    freeze_tabular_figures(font)
    options = subset.Options(
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl"],
        name_IDs=["*"], notdef_outline=True, hinting=False, recalc_timestamp=False,
    )
    job = subset.Subsetter(options)
    job.populate(unicodes=[c for low, high in KEEP for c in range(low, high + 1)])
    job.subset(font)
    rename(font, style)
    font.save(target / f"KeeplightSans-{style}.otf")


if __name__ == "__main__":
    for weight in ("Regular", "SemiBold"):
        make(Path(sys.argv[1]), Path(sys.argv[2]), weight)
