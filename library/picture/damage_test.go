package picture

import (
	"bytes"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
)

// storedJPEG gives a JPEG of a kind that no encoder here writes: 96 x 160 pixels by
// cjpeg, with -progressive, with a scan for each component, or -arithmetic.
func storedJPEG(t testing.TB, kind string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", kind+".jpg"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withoutEnd takes the end marker off a JPEG.
func withoutEnd(t testing.TB, data []byte) []byte {
	t.Helper()
	body, ok := bytes.CutSuffix(data, []byte{0xff, markerEOI})
	if !ok {
		t.Fatal("it does not end with its end marker")
	}
	return slices.Clip(body)
}

// needsFast skips a test of what only libjpeg shows.
func needsFast(t testing.TB) {
	t.Helper()
	data := phototest.PlainJPEG(image.NewGray(image.Rect(0, 0, 8, 8)), 90)
	if _, err := decodeFast(t.Context(), data, frame{width: 8, height: 8, components: 1}, 0); err != nil {
		t.Skip("this build shows no damaged JPEG: ", err)
	}
}

func TestWhatIsWrongWithAJPEGIsTold(t *testing.T) {
	needsFast(t)
	plain := phototest.PlainJPEG(phototest.Scene(320, 480, 2), 90)
	progressive, scans, arithmetic := storedJPEG(t, "progressive"), storedJPEG(t, "scans"), storedJPEG(t, "arithmetic")
	cut := func(data []byte, share float64) []byte { return slices.Clip(data[:int(share*float64(len(data)))]) }
	zeros := make([]byte, 70_000)
	for name, c := range map[string]struct {
		data      []byte
		kind      DamageKind
		from, to  float64 // Sound
		nearlyAll bool
	}{
		"whole":                          {plain, Undamaged, 0, 0, true},
		"garbage behind the end":         {append(slices.Clip(plain), "MotionPhoto\xff\xd8\xff"...), Undamaged, 0, 0, true},
		"zeros behind the end":           {append(slices.Clip(plain), zeros...), Undamaged, 0, 0, true},
		"no end marker":                  {withoutEnd(t, plain), NoEnd, 1, 1, true},
		"half an end marker":             {append(withoutEnd(t, plain), 0xff), NoEnd, 1, 1, true},
		"garbage for the end marker":     {append(withoutEnd(t, plain), "some text"...), NoEnd, 1, 1, true},
		"zeros for the end marker":       {append(withoutEnd(t, plain), zeros...), NoEnd, 1, 1, true},
		"cut in the middle":              {cut(plain, 0.5), CutOff, 0.3, 0.7, false},
		"cut, then zeros":                {append(cut(plain, 0.5), zeros...), CutOff, 0.3, 0.7, false},
		"cut, then erased flash":         {append(cut(plain, 0.5), bytes.Repeat([]byte{0xff}, 70_000)...), CutOff, 0.3, 0.7, false},
		"cut near the end":               {cut(plain, 0.985), CutOff, 0.95, 0.99, true},
		"cut within the first rows":      {cut(plain, 0.05), CutOff, 0, 0.1, false},
		"progressive":                    {progressive, Undamaged, 0, 0, true},
		"progressive without end marker": {withoutEnd(t, progressive), NoEnd, 1, 1, true},
		"progressive, half":              {cut(progressive, 0.5), Coarse, 0, 0, false},
		"progressive, nearly all":        {cut(progressive, 0.99), Coarse, 0.9, 0.99, false},
		"one scan a component":           {scans, Undamaged, 0, 0, true},
		"those without end marker":       {withoutEnd(t, scans), NoEnd, 1, 1, true},
		"those without the last scan":    {cut(scans, 0.7), Coarse, 0, 0, false},
		"arithmetic codes":               {arithmetic, Undamaged, 0, 0, true},
		"those without an end marker":    {withoutEnd(t, arithmetic), NoEnd, 1, 1, true},
		"arithmetic codes, half":         {cut(arithmetic, 0.5), CutOff, 0.3, 0.7, false},
		"a hole":                         {slices.Concat(plain[:len(plain)/2], plain[len(plain)*3/4:]), Spoiled, 0, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			for _, side := range []int{0, 50, 1} {
				pic, err := Decode(t.Context(), c.data, "a.jpg", side)
				if err != nil {
					t.Fatal(err)
				}
				d := pic.Damage
				if d.Kind != c.kind || d.Sound < c.from || d.Sound > c.to || (c.kind != Coarse && d.IsNearlyWhole() != c.nearlyAll) {
					t.Errorf("at side %d it is %+v", side, d)
				}
				if message.IsDamage(d.Message()) != (c.kind != Undamaged) || (pic.Damaged == "") != (c.kind == Undamaged) {
					t.Errorf("it is said to be %q", pic.Damaged)
				}
			}
		})
	}
}

func TestEveryCutOfAProgressiveJPEGIsShownAndTold(t *testing.T) {
	needsFast(t)
	for _, kind := range []string{"progressive", "scans", "arithmetic"} {
		data := storedJPEG(t, kind)
		first := segments(data, func(segment) bool { return true }) // where the first scan begins
		for n := first + 1; n < len(data); n += 7 {
			pic, err := Decode(t.Context(), data[:n:n], "a.jpg", 0)
			if err != nil {
				t.Fatalf("%s cut to %d of %d bytes: %v", kind, n, len(data), err)
			}
			if k := pic.Damage.Kind; k == Undamaged || k == Spoiled {
				t.Errorf("%s cut to %d of %d bytes is said to be %+v", kind, n, len(data), pic.Damage)
			}
		}
	}
}

func TestADamagedJPEGLooksAsLibjpegsOwnProgramShowsIt(t *testing.T) {
	needsFast(t)
	djpeg, ok := phototest.Peer(t, "djpeg", "libjpeg-turbo-progs")
	if !ok {
		t.Skip("there is nothing to compare with")
	}
	plain := phototest.PlainJPEG(phototest.Scene(320, 480, 2), 90)
	progressive := storedJPEG(t, "progressive")
	for name, data := range map[string][]byte{
		"no end marker":     withoutEnd(t, plain),
		"cut":               plain[:len(plain)*2/3],
		"progressive, cut":  progressive[:len(progressive)*2/3],
		"progressive, less": progressive[:len(progressive)/3],
	} {
		t.Run(name, func(t *testing.T) {
			pic, err := Decode(t.Context(), data, "a.jpg", 0)
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(djpeg, "-ppm")
			cmd.Stdin = bytes.NewReader(data)
			out, _ := cmd.Output() // its exit status tells of the damage
			_, rest, _ := bytes.Cut(out, []byte("\n255\n"))
			if len(rest) != 3*pic.Width*pic.Height {
				t.Fatalf("djpeg gave %d bytes", len(rest))
			}
			var sum float64
			for i := range pic.Width * pic.Height {
				for c := range 3 {
					sum += math.Abs(float64(pic.Pixels.Pix[4*i+c]) - float64(rest[3*i+c]))
				}
			}
			if mean := sum / float64(len(rest)); mean > 0.5 {
				t.Errorf("mean difference %.2f", mean)
			}
		})
	}
}

func TestTheSoundPartIsWhatIsAboveTheMissingRowsInTheFile(t *testing.T) {
	for orientation, want := range map[int]image.Rectangle{
		1: image.Rect(0, 0, 40, 24),
		3: image.Rect(0, 6, 40, 30),
		6: image.Rect(6, 0, 30, 40), // the file's first row is the right column
		8: image.Rect(0, 0, 24, 40),
	} {
		w, h := 40, 30
		if orientation >= 5 {
			w, h = h, w
		}
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := want.Min.Y; y < want.Max.Y; y++ {
			for x := want.Min.X; x < want.Max.X; x++ {
				img.Pix[img.PixOffset(x, y)] = 200
			}
		}
		p := &Picture{Pixels: img, Info: Info{Orientation: orientation, Damage: Damage{Kind: CutOff, Sound: 0.8}}}
		got := p.Sound()
		if got.Rect.Size() != want.Size() {
			t.Fatalf("orientation %d: %v, want %v", orientation, got.Rect, want)
		}
		for i := 0; i < len(got.Pix); i += 4 {
			if got.Pix[i] != 200 {
				t.Fatalf("orientation %d: a missing pixel is among them", orientation)
			}
		}
		p.Damage.Kind = NoEnd
		if p.Sound() != img {
			t.Error("a whole picture is cut")
		}
	}
}

func TestTheStandardDecoderShowsAJPEGWithoutItsEndMarker(t *testing.T) {
	plain := phototest.PlainJPEG(phototest.Scene(64, 48, 2), 90)
	for name, c := range map[string]struct {
		data []byte
		want DamageKind
	}{"whole": {plain, Undamaged}, "no end marker": {withoutEnd(t, plain), NoEnd}} {
		f, err := readFrame(c.data)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := decodeStandard(c.data, f, 0); err != nil || d.damage.Kind != c.want {
			t.Errorf("%s: %+v, %v", name, d.damage, err)
		}
	}
}

func FuzzTheEndOfAJPEG(f *testing.F) {
	plain := phototest.PlainJPEG(phototest.Scene(32, 32, 2), 60)
	f.Add(plain)
	f.Add(plain[:len(plain)-2])
	f.Add(append(plain[:len(plain)/2:len(plain)/2], make([]byte, 1000)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		if end, proper := endOf(data); end < 0 || end > len(data) || proper && end != len(data) {
			t.Errorf("%d of %d bytes, %v", end, len(data), proper)
		}
	})
}
