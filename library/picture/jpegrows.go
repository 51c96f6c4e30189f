//go:build cgo

package picture

import (
	"bytes"
	"context"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/raw"
)

// jpegRows gives the rows of a JPEG as libjpeg decodes them.
type jpegRows struct {
	data    []byte
	ended   bool // the marker that ends the picture is there
	frame   frame
	about   Info
	turned  int
	colours colours
}

var _ rowSource = (*jpegRows)(nil)

// newJPEGRows gives the rows of a JPEG, nil for one whose header says nothing that is
// understood.
func newJPEGRows(data []byte) rowSource {
	j := openJPEGRows(data)
	if j == nil {
		return nil
	}
	j.turned = orientationOf(data, library.JPEG)
	j.about = aboutWhole(Shape{j.frame.width, j.frame.height, j.turned}, "the picture")
	return j
}

// newRAWRows gives the rows of a RAW file's largest preview, nil where there is none.
func newRAWRows(data []byte) rowSource {
	previews, err := raw.Previews(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	largest := previews[0]
	jpeg := data[largest.Offset : largest.Offset+largest.Length]
	j := openJPEGRows(jpeg)
	if j == nil {
		return nil
	}
	capture, _ := exif.Read(data, library.RAW) // what can be read of it is enough
	own, _ := exif.Read(jpeg, library.JPEG)    // a preview without facts is the rule
	j.turned = previewOrientation(own.Orientation, capture.Orientation, largest)
	origin := message.New(message.SourcePreview, message.Pixels("size", largest.Long()))
	j.about = Info{Orientation: j.turned, Origin: origin, Source: message.English(origin)}
	j.about.Width, j.about.Height = rawSize(data, largest, capture.Orientation)
	return j
}

func openJPEGRows(data []byte) *jpegRows {
	f, err := readFrame(data)
	if err != nil || f.check() != nil {
		return nil
	}
	j := &jpegRows{frame: f, colours: coloursOf(data, library.JPEG)}
	end, ended := endOf(data)
	j.data, j.ended = data[:end], ended
	return j
}

// holds is that of the rows and, unless the JPEG is sequential, of the coefficients.
func (j *jpegRows) holds() int64 {
	bytes := max(scanBytes, 4*int64(j.frame.width)*int64(recentRows(j.frame.width, j.frame.height)))
	if j.frame.isHeldWhole() {
		bytes += 2 * j.frame.samples
	}
	return bytes
}

func (j *jpegRows) begin(context.Context) error { return nil }
func (j *jpegRows) info() Info                  { return j.about }
func (j *jpegRows) shape() Shape                { return Shape{j.frame.width, j.frame.height, j.turned} }
func (j *jpegRows) whole() *Recent              { return nil }
func (j *jpegRows) convert(part *image.RGBA)    { j.colours.toSRGB(part) }
func (j *jpegRows) close()                      { j.data = nil }

func (j *jpegRows) rows(ctx context.Context, recent *Recent, height int, hand func()) (Damage, error) {
	s, err := openFullRows(j.data, j.frame)
	if err != nil {
		return Damage{}, errNoRows
	}
	defer s.close()
	for recent.end < height {
		if err := ctx.Err(); err != nil {
			return Damage{}, err
		}
		n := s.read(recent.next())
		if n == 0 {
			break
		}
		recent.add(n)
		hand()
	}
	read := recent.end
	if read == 0 {
		return Damage{}, errNoRows // who decodes it whole says why
	}
	for recent.end < height {
		strip := recent.next()
		clear(strip)
		recent.add(len(strip) / (4 * recent.width))
		hand()
	}
	if height < j.frame.height {
		return Damage{}, nil // it was not read to its end
	}
	return s.damage(read, j.frame.height, j.ended), nil
}

// part decodes what is asked for and, for the rows above, only the codes. Of a
// damaged picture it gives what was seen in the rows.
func (j *jpegRows) part(ctx context.Context, r image.Rectangle) (*image.RGBA, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	parts, err := readRegions(j.data, j.frame, []image.Rectangle{r}, false)
	if err != nil {
		return nil, err
	}
	return parts[0], nil
}
