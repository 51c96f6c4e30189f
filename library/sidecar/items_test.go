package sidecar

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// xmpItemOf is an entry of the list of items.
func xmpItemOf(id string) string {
	return boxOf("infe", "\x02\x00\x00\x00", id, "\x00\x00", "mime", "\x00", "application/rdf+xml\x00")
}

func TestTheXMPOfThePrimaryPictureIsPreferred(t *testing.T) {
	const one, two = "<first/>", "<second/>"
	infos := boxOf("iinf", "\x00\x00\x00\x00", "\x00\x03", xmpItemOf("\x00\x07"), xmpItemOf("\x00\x08"))
	places := boxOf("iloc", "\x01\x00\x00\x00", "\x44\x00", "\x00\x03",
		"\x00\x01", "\x00\x00", "\x00\x00", "\x00\x02", strings.Repeat("\x00", 16), // is passed over
		"\x00\x07", "\x00\x01", "\x00\x00", "\x00\x01", "\x00\x00\x00\x00", "\x00\x00\x00\x08",
		"\x00\x08", "\x00\x01", "\x00\x00", "\x00\x01", "\x00\x00\x00\x08", "\x00\x00\x00\x09")
	primary := boxOf("pitm", "\x00\x00\x00\x00", "\x00\x01")
	refs := func(more ...string) string {
		thumbnail := boxOf("cdsc", "\x00\x07", "\x00\x01", "\x00\x02")
		return boxOf("iref", "\x00\x00\x00\x00", boxOf("thmb", "\x00\x07", "\x00\x01", "\x00\x01"), thumbnail, strings.Join(more, ""))
	}
	for name, c := range map[string]struct{ boxes, want string }{
		"the second describes it":      {primary + refs(boxOf("cdsc", "\x00\x08", "\x00\x02", "\x00\x03\x00\x01")), two},
		"both describe it":             {primary + refs(boxOf("cdsc", "\x00\x07", "\x00\x01", "\x00\x01"), boxOf("cdsc", "\x00\x08", "\x00\x01", "\x00\x01")), one},
		"none describes it":            {primary + refs(), one},
		"no references":                {primary, one},
		"no primary picture":           {refs(boxOf("cdsc", "\x00\x08", "\x00\x01", "\x00\x00")), one},
		"what is no XMP describes it":  {primary + refs(boxOf("cdsc", "\x00\x09", "\x00\x01", "\x00\x01")), one},
		"references that end too soon": {primary + refs(boxOf("cdsc", "\x00\x08", "\x00\x09", "\x00\x02")), one},
		"wide numbers": {
			boxOf("pitm", "\x01\x00\x00\x00", "\x00\x00\x00\x01") +
				boxOf("iref", "\x01\x00\x00\x00", boxOf("cdsc", "\x00\x00\x00\x08", "\x00\x01", "\x00\x00\x00\x01")), two,
		},
	} {
		file := boxOf("ftyp", "heic\x00\x00\x00\x00mif1") + boxOf("meta", "\x00\x00\x00\x00", infos, places, c.boxes, boxOf("idat", one+two))
		if got, err := Embedded(strings.NewReader(file)); err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// endless is a file whose many items say that they have pieces of no size.
func endless(items int, sizes string) string {
	places := boxOf("iloc", "\x02\x00\x00\x00", sizes, "\x00\xff\xff\xff", strings.Repeat("\x00\x00\x00\x01\x00\x00\x00\x00\xff\xff", items))
	return boxOf("ftyp", "heic\x00\x00\x00\x00mif1") +
		boxOf("meta", "\x00\x00\x00\x00", boxOf("iinf", "\x00\x00\x00\x00", "\x00\x01", xmpItemOf("\x00\x07")), places)
}

func TestItemsOfPiecesWithoutSizeTakeNoTime(t *testing.T) {
	for _, sizes := range []string{"\x00\x00", "\x00\x0f", "\x40\x00", "\x01\x00"} {
		start := time.Now()
		if got, err := Embedded(strings.NewReader(endless(800_000, sizes))); !errors.Is(err, ErrNoPacket) {
			t.Errorf("%q: %q, %v", sizes, got, err)
		}
		if took := time.Since(start); took > 10*time.Second { // it was minutes
			t.Errorf("%q takes %v", sizes, took)
		}
	}
}
