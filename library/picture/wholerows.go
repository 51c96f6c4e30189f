package picture

import (
	"cmp"
	"context"
	"image"
	"image/color"

	"keeplight.app/keeplight/library"
)

// wholeRows gives the rows of a picture whose decoder gives it whole. It is held in
// the decoder's own pixel format.
type wholeRows struct {
	bytes int64 // that load's answer is expected to take
	load  func(ctx context.Context) (*held, error)
	held  *held                                 // from begin on
	paint func(dst *image.RGBA, at image.Point) // draws the part that begins at a point; nil for opaque RGBA
}

// held is a picture that was decoded whole.
type held struct {
	img     image.Image
	about   Info // its damage included, unless that is to be seen in damage
	lies    Shape
	damage  Damage
	colours colours
}

var _ rowSource = (*wholeRows)(nil)

func (w *wholeRows) holds() int64 { return w.bytes }

func (w *wholeRows) begin(ctx context.Context) (err error) {
	if w.held, err = w.load(ctx); err != nil {
		return err
	}
	// What a decoder gives as RGBA is opaque.
	if img, ok := w.held.img.(*image.RGBA); !ok || tight(img) != img {
		w.paint = painter(w.held.img)
	}
	return nil
}

func (w *wholeRows) info() Info               { return w.held.about }
func (w *wholeRows) shape() Shape             { return w.held.lies }
func (w *wholeRows) convert(part *image.RGBA) { w.held.colours.toSRGB(part) }

func (w *wholeRows) close() {
	if w.held != nil {
		w.held.img, w.paint = nil, nil
	}
}

func (w *wholeRows) whole() *Recent {
	if w.paint != nil {
		return nil
	}
	return newRecent(w.held.img.(*image.RGBA).Pix, w.held.lies.Width, w.held.lies.Height)
}

func (w *wholeRows) rows(ctx context.Context, recent *Recent, height int, hand func()) (Damage, error) {
	for recent.end < height {
		if err := ctx.Err(); err != nil {
			return Damage{}, err
		}
		strip := recent.next()
		rows := len(strip) / (4 * recent.width)
		if w.paint != nil {
			to := &image.RGBA{Pix: strip, Stride: 4 * recent.width, Rect: image.Rect(0, 0, recent.width, rows)}
			w.paint(to, w.held.img.Bounds().Min.Add(image.Pt(0, recent.end)))
		}
		recent.add(rows)
		hand()
	}
	return w.held.damage, nil
}

func (w *wholeRows) part(_ context.Context, r image.Rectangle) (*image.RGBA, error) {
	if w.paint == nil {
		return cut(w.held.img.(*image.RGBA), r), nil
	}
	out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	w.paint(out, w.held.img.Bounds().Min.Add(r.Min))
	return out, nil
}

// newPNGRows gives the rows of a PNG, nil for one whose header says nothing.
func newPNGRows(data []byte) rowSource {
	c, err := pngConfig(data)
	if err != nil || checkSize(c.Width, c.Height, bytesPerPixel(c.ColorModel)) != nil {
		return nil
	}
	load := func(context.Context) (*held, error) {
		img, err := pngImage(data)
		if err != nil {
			return nil, err
		}
		orientation := orientationOf(data, library.PNG)
		lies := Shape{img.Bounds().Dx(), img.Bounds().Dy(), orientation}
		return &held{img: img, about: aboutWhole(lies, "the picture"), lies: lies, colours: coloursOf(data, library.PNG)}, nil
	}
	bytes := int64(c.Width) * int64(c.Height) * bytesPerPixel(c.ColorModel)
	if c.ColorModel != color.RGBAModel {
		bytes += max(scanBytes, 4*int64(c.Width)*int64(recentRows(c.Width, c.Height)))
	}
	return &wholeRows{bytes: bytes, load: load}
}

// aboutWhole describes a picture of which nothing else is known.
func aboutWhole(lies Shape, source string) Info {
	w, h := lies.Upright()
	return Info{Width: w, Height: h, Orientation: lies.Orientation, Source: source}
}

// usualPixels is what a picture is expected to have where nobody knows.
const usualPixels = 24_000_000

// newForeignRows gives the rows of a picture that a Foreign decodes. It is expected
// to have so many pixels, or 0.
func (r Reader) newForeignRows(data []byte, format library.Format, name string, pixels int64) rowSource {
	load := func(ctx context.Context) (*held, error) {
		f, err := r.Foreign.Decode(ctx, data, format, name, ForeignWant{Part: ForeignWhole})
		if err != nil {
			return nil, err
		}
		orientation := foreignOrientation(f, data, format)
		lies := Shape{f.Pixels.Rect.Dx(), f.Pixels.Rect.Dy(), orientation}
		return &held{
			img: f.Pixels, about: aboutWhole(Shape{f.Width, f.Height, orientation}, f.Source), lies: lies,
			damage: foreignDamage(f.Damaged), colours: foreignColours(f, format),
		}, nil
	}
	return &wholeRows{bytes: 4 * cmp.Or(max(pixels, 0), usualPixels), load: load}
}

// newDecodedRows gives the rows of a picture in the way that Decode reads it, upright
// and in sRGB, without those that are missing.
func (r Reader) newDecodedRows(data []byte, name string, bytes int64) rowSource {
	load := func(ctx context.Context) (*held, error) {
		pic, err := r.Decode(ctx, data, name, 0)
		if err != nil {
			return nil, err
		}
		sound := pic.Pixels
		if pic.Damage.IsNearlyWhole() {
			sound = pic.Sound()
		}
		return &held{img: sound, about: pic.Info, lies: Shape{sound.Rect.Dx(), sound.Rect.Dy(), 1}}, nil
	}
	return &wholeRows{bytes: bytes, load: load}
}
