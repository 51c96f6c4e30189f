package picture

import (
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func TestAProfileForAnotherNumberOfChannelsIsIgnored(t *testing.T) {
	red := uniform(16, 16, color.RGBA{200, 60, 60, 255})
	grey := image.NewGray(red.Rect)
	for i := range grey.Pix {
		grey.Pix[i] = 100
	}
	palette := image.NewPaletted(red.Rect, color.Palette{color.RGBA{200, 60, 60, 255}, color.White})
	wide := proPhoto().profile()
	for name, c := range map[string]struct {
		data []byte
		want color.RGBA
	}{
		"colour JPEG, profile of grey":  {jpegWithProfile(phototest.PlainJPEG(red, 100), greyProfile(1)), color.RGBA{200, 60, 60, 255}},
		"colour PNG, profile of grey":   {pngWithProfile(mustPNG(red), greyProfile(1)), color.RGBA{200, 60, 60, 255}},
		"palette PNG, profile of grey":  {pngWithProfile(mustPNG(palette), greyProfile(1)), color.RGBA{200, 60, 60, 255}},
		"grey JPEG, profile of colours": {jpegWithProfile(phototest.PlainJPEG(grey, 100), wide), color.RGBA{100, 100, 100, 255}},
		"grey PNG, profile of colours":  {pngWithProfile(mustPNG(grey), wide), color.RGBA{100, 100, 100, 255}},
		"colour JPEG, profile of inks":  {jpegWithProfile(phototest.PlainJPEG(red, 100), inkProfile()), color.RGBA{200, 60, 60, 255}},
		"ink JPEG, profile of colours":  {jpegWithProfile(cmykJPEG([4]byte{255, 255, 255, 128}), wide), color.RGBA{128, 128, 128, 255}},
	} {
		for _, side := range []int{0, 4} {
			pic, err := Decode(t.Context(), c.data, "a", side)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			got := pic.Pixels.RGBAAt(2, 2)
			near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 3 }
			if !near(got.R, c.want.R) || !near(got.G, c.want.G) || !near(got.B, c.want.B) {
				t.Errorf("%s at %d: %v, want %v", name, side, got, c.want)
			}
		}
	}
}

// The channels of a HEIC are not known: a profile of grey is for a picture
// without colours.
func TestAForeignPicturesProfileOfGreyIsForGreyPictures(t *testing.T) {
	if !profiledToSRGB(uniform(1, 1, color.White), greyProfile(1)) {
		t.Skip("built without liblcms2")
	}
	lighter := uint8(math.Round(255 * encodeSRGB(100.0/255)))
	for name, c := range map[string]struct {
		in, want color.RGBA
		format   library.Format
	}{
		"HEIC in colour":  {color.RGBA{200, 60, 60, 255}, color.RGBA{200, 60, 60, 255}, library.HEIF},
		"HEIC in grey":    {color.RGBA{100, 100, 100, 255}, color.RGBA{lighter, lighter, lighter, 255}, library.HEIF},
		"WebP looks grey": {color.RGBA{100, 100, 100, 255}, color.RGBA{100, 100, 100, 255}, library.WebP},
	} {
		f := &ForeignPicture{Pixels: uniform(4, 4, c.in), ICC: greyProfile(1)}
		foreignToSRGB(f, c.format)
		if got := f.Pixels.RGBAAt(1, 1); max(got.R, c.want.R)-min(got.R, c.want.R) > 1 || max(got.G, c.want.G)-min(got.G, c.want.G) > 1 {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestTheReportedColourJPEGWithAProfileOfGreyKeepsItsColours(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(phototest.Folder(t, "reports"), "jpeg-rgb-grayicc.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	pic, err := Decode(t.Context(), data, "a.jpg", 0)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := decodeJPEG(t.Context(), data, 0)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(t, pic.Pixels, plain.pixels); d != 0 || isGrey(pic.Pixels) {
		t.Errorf("differs by %.2f of 255 from what is stored", d)
	}
}

func FuzzChannels(f *testing.F) {
	for name, data := range samples() {
		f.Add(data, string(Sniff(data, name)))
	}
	f.Fuzz(func(t *testing.T, data []byte, format string) {
		channels := channelsOf(data, library.Format(format))
		if channels < 0 || channels > 255 {
			t.Errorf("%d channels", channels)
		}
		fitsChannels(data, channels)
	})
}
