package picture

import (
	"context"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// DamageKind says what is wrong with a picture that can still be shown.
type DamageKind uint8

// The kinds of damage.
const (
	Undamaged DamageKind = iota
	NoEnd                // the marker that ends the file is missing, and nothing of the picture
	CutOff               // the lower rows are missing
	Coarse               // a picture that is stored in several scans lacks the last of them
	Spoiled              // parts are wrong
)

// nearlyWhole is the share of the rows from which a picture can be scored like a
// whole one: what a twentieth at the bottom does to a measure of the whole frame
// is less than what a crop does.
const nearlyWhole = 0.95

// Damage is what is wrong with a picture that can still be shown; the zero value
// is nothing.
type Damage struct {
	Kind  DamageKind
	Sound float64 // share of the rows, from the first one down, that are as they were written, 0..1

	words string // another decoder's, for people; "" for those of the kind
}

// IsNearlyWhole is true where a scorer sees what the camera saw, but for at most a
// twentieth of the rows.
func (d Damage) IsNearlyWhole() bool {
	return d.Kind == Undamaged || d.Kind == NoEnd || (d.Kind == CutOff || d.Kind == Coarse) && d.Sound >= nearlyWhole
}

// Message words it for people; it is zero for an undamaged picture.
func (d Damage) Message() library.Message {
	switch {
	case d.Kind == Undamaged:
		return library.Message{}
	case d.words != "":
		return message.New(message.DamageDecoder, message.Text("words", d.words))
	}
	switch d.Kind {
	case NoEnd:
		return message.New(message.DamageNoEnd)
	case CutOff:
		return message.New(message.DamageCut, message.Percent("missing", 1-d.Sound))
	case Coarse:
		return message.New(message.DamageCoarse)
	}
	return message.New(message.DamageSpoiled)
}

// String is the message in English, "" for an undamaged picture.
func (d Damage) String() string { return message.English(d.Message()) }

// Sound gives the pixels without the rows that are missing, whose edge is none of
// the photo's. An undamaged picture gives its own pixels.
func (p *Picture) Sound() *image.RGBA {
	w, h := p.Pixels.Rect.Dx(), p.Pixels.Rect.Dy()
	if swapsSides(p.Orientation) {
		w, h = h, w
	}
	rows := int(p.Damage.Sound * float64(h))
	if p.Damage.Kind != CutOff || rows == 0 {
		return p.Pixels
	}
	return cut(p.Pixels, shown(image.Rect(0, 0, w, rows), w, h, p.Orientation))
}

// foreignDamage is what a Foreign said of a picture.
func foreignDamage(words string) Damage {
	if words == "" {
		return Damage{}
	}
	return Damage{Kind: Spoiled, words: words}
}

// DamageOf says what is wrong with a JPEG or PNG that has no end, for which its rows
// are decoded; a JPEG that has an end counts as undamaged here. An error is Decode's.
func DamageOf(data []byte, format library.Format) (Damage, error) {
	if format == library.JPEG && endsProperly(data) {
		return Damage{}, nil
	}
	d, err := decodePixels(context.Background(), data, format, 1)
	return d.damage, err
}
