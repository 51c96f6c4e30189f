package peers

import (
	"image"
	"math"
)

// Peer is a simple measure. None of them is fitted to anything.
type Peer uint8

// The peers.
const (
	// Laplacian is the variance of the second derivative of luma, in squared levels
	// of 0..255: high where there is fine detail (Pech-Pacheco et al. 2000).
	Laplacian Peer = iota
	// BytesPerPixel is the file's size over the pixels of the whole picture: an
	// encoder spends its bytes on detail and noise.
	BytesPerPixel
	// Colourfulness is that of Hasler & Süsstrunk 2003, 0 for grey to some 110.
	Colourfulness
	// Brightness is the mean of luma, 0..255.
	Brightness
	// FileSize is in bytes.
	FileSize

	// Count is how many there are.
	Count = 5
)

// All gives the peers in the order in which they are listed.
func All() [Count]Peer {
	return [Count]Peer{Laplacian, BytesPerPixel, Colourfulness, Brightness, FileSize}
}

// Key is the peer's stable name in files, such as "bytes_per_pixel".
func (p Peer) Key() string { return p.words()[0] }

// Title is the peer's name for people, such as "bytes per pixel".
func (p Peer) Title() string { return p.words()[1] }

func (p Peer) words() [2]string {
	table := [Count][2]string{
		Laplacian:     {"laplacian_variance", "variance of the Laplacian"},
		BytesPerPixel: {"bytes_per_pixel", "bytes per pixel"},
		Colourfulness: {"colourfulness", "colourfulness"},
		Brightness:    {"mean_brightness", "mean brightness"},
		FileSize:      {"file_size", "file size"},
	}
	if int(p) >= len(table) {
		return [2]string{"unknown", "unknown"}
	}
	return table[p]
}

// Values holds one number for each peer, NaN where it is not known.
type Values [Count]float64

// Measure computes all peers of a photo: of its pixels, which are a preview, and of
// a file of so many bytes whose picture has so many pixels, 0 where that is not
// known.
func Measure(img *image.RGBA, bytes, pixels int64) Values {
	var v Values
	v[FileSize] = float64(bytes)
	v[BytesPerPixel] = math.NaN()
	if pixels > 0 {
		v[BytesPerPixel] = float64(bytes) / float64(pixels)
	}
	v[Colourfulness], v[Brightness] = colours(img)
	v[Laplacian] = laplacian(img)
	return v
}

// laplacian has no border: a picture of fewer than 3 by 3 pixels has none.
func laplacian(img *image.RGBA) float64 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if w < 3 || h < 3 {
		return math.NaN()
	}
	rows := [3][]float64{lumaRow(img, 0, nil), lumaRow(img, 1, nil), make([]float64, w)}
	var sum, squares float64
	for y := 1; y < h-1; y++ {
		above, at, below := rows[0], rows[1], lumaRow(img, y+1, rows[2])
		for x := 1; x < w-1; x++ {
			d := above[x] + below[x] + at[x-1] + at[x+1] - 4*at[x]
			sum += d
			squares += d * d
		}
		rows = [3][]float64{at, below, above}
	}
	n := float64((w - 2) * (h - 2))
	return squares/n - (sum/n)*(sum/n)
}

// lumaRow gives the luma of a row (ITU-R BT.601), 0..255.
func lumaRow(img *image.RGBA, y int, into []float64) []float64 {
	w := img.Rect.Dx()
	if into == nil {
		into = make([]float64, w)
	}
	row := img.Pix[y*img.Stride:]
	for x := range into {
		into[x] = luma(row[4*x : 4*x+3])
	}
	return into
}

func luma(p []uint8) float64 {
	return 0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])
}

// colours gives colourfulness and mean luma.
func colours(img *image.RGBA) (colourfulness, brightness float64) {
	var rg, yb, rg2, yb2, light float64
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for y := range h {
		for row := img.Pix[y*img.Stride : y*img.Stride+4*w]; len(row) > 0; row = row[4:] {
			r, g, b := float64(row[0]), float64(row[1]), float64(row[2])
			a, c := r-g, (r+g)/2-b
			rg, yb, rg2, yb2 = rg+a, yb+c, rg2+a*a, yb2+c*c
			light += luma(row)
		}
	}
	n := float64(w * h)
	rg, yb = rg/n, yb/n
	spread := math.Sqrt(max(0, rg2/n-rg*rg) + max(0, yb2/n-yb*yb))
	return spread + 0.3*math.Hypot(rg, yb), light / n
}
