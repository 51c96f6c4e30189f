package raw

import "strings"

// Tags of the makers' own directories, from ExifTool's tables.
const (
	tagNikonPreviewIFD  = 0x0011
	tagOlympusSettings  = 0x2020
	tagOlympusPreviewAt = 0x0101
	tagOlympusPreviewN  = 0x0102
	tagPentaxPreviewN   = 0x0003
	tagPentaxPreviewAt  = 0x0004
)

// searchMakerNote looks through the maker's own part of the EXIF data at a
// place; base is what the EXIF data's places are relative to.
func (f *finder) searchMakerNote(base, at int64, depth int) {
	head, ok := f.read(at, 20)
	if !ok {
		return
	}
	order := f.order
	defer func() { f.order = order }() // a note may have its own
	is := func(magic string) bool { return strings.HasPrefix(string(head), magic) }
	switch {
	case is("Nikon\x00") && orderOf(head[10:]) != nil:
		f.order = orderOf(head[10:])
		f.searchNikon(at+10, depth)
	case is("OLYMPUS\x00") && orderOf(head[8:]) != nil:
		f.order = orderOf(head[8:])
		f.searchOlympus(at, at+12)
	case is("OM SYSTEM\x00") && orderOf(head[12:]) != nil:
		f.order = orderOf(head[12:])
		f.searchOlympus(at, at+16)
	case is("OLYMP\x00"):
		f.searchOlympus(base, at+8)
	case is("AOC\x00"):
		if own := orderOf(head[4:]); own != nil {
			f.order = own
		}
		f.searchPentax(at+6, base, at)
	case is("PENTAX \x00") && orderOf(head[8:]) != nil:
		f.order = orderOf(head[8:])
		f.searchPentax(at+10, at, base)
	}
}

// searchNikon follows the TIFF structure that Nikon's note holds.
func (f *finder) searchNikon(tiff int64, depth int) {
	head, ok := f.read(tiff+4, 4)
	if !ok {
		return
	}
	fields, _, ok := f.readIFD(tiff + int64(f.order.Uint32(head)))
	if !ok {
		return
	}
	if p, ok := fields[tagNikonPreviewIFD]; ok {
		f.searchIFD(tiff, tiff+int64(p.value), depth+1)
	}
}

// searchOlympus reads the preview's place from the camera settings.
func (f *finder) searchOlympus(base, at int64) {
	fields, _, ok := f.readIFD(at)
	if !ok {
		return
	}
	settings, ok := fields[tagOlympusSettings]
	if !ok {
		return
	}
	inner, _, ok := f.readIFD(base + int64(settings.value))
	if !ok {
		return
	}
	f.add(base+int64(inner[tagOlympusPreviewAt].value), int64(inner[tagOlympusPreviewN].value), "Olympus preview")
}

// searchPentax reads the preview's place, which models write relative to
// different starts: all are tried, and the one where a JPEG begins is right.
func (f *finder) searchPentax(at int64, bases ...int64) {
	fields, _, ok := f.readIFD(at)
	if !ok {
		return
	}
	start, ok := fields[tagPentaxPreviewAt]
	if !ok {
		return
	}
	for _, base := range bases {
		f.add(base+int64(start.value), int64(fields[tagPentaxPreviewN].value), "Pentax preview")
	}
}
