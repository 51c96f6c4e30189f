package radar

import (
	"image"
	"image/png"
	"math"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	shape "keeplight.app/keeplight/library/radar"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// known makes values; a negative one is absent.
func known(means ...float64) (v values) {
	for i, m := range means {
		if m >= 0 {
			v[i] = library.Value{Known: true, Mean: m, SD: 0.5}
		}
	}
	return v
}

// outline gives the sides of all runs.
func outline(f frame, v *values) (sides []edge) {
	for _, run := range shape.Runs(v[:]) {
		sides = append(sides, f.outline(run, run.Line(v[:]))...)
	}
	return sides
}

func TestTheOutlineLeavesAbsentAxesOut(t *testing.T) {
	f := frame{radius: 100, axes: most}
	all := known(5, 5, 5, 5, 5, 5, 5, 5, 5, 5)
	if got := len(outline(f, &all)); got != most {
		t.Errorf("a whole shape has %d sides, want %d", got, most)
	}
	gap := known(5, 5, 5, -1, 5, 5, 5, 5, 5, 5)
	sides := outline(f, &gap)
	if len(sides) != most-2 {
		t.Errorf("a shape with one absent value has %d sides, want %d", len(sides), most-2)
	}
	for _, s := range sides {
		for _, p := range []fyne.Position{s.from, s.to} {
			if p == f.at(3, 5) || p == f.centre {
				t.Errorf("the side %v touches the absent axis or the centre", s)
			}
		}
	}
}

func TestABrokenAreaIsClosedThroughTheCentre(t *testing.T) {
	f := frame{centre: fyne.NewPos(50, 50), radius: 40, axes: most}
	gap := known(5, 5, 5, -1, 5, 5, 5, 5, 5, 5)
	run := shape.Runs(gap[:])[0]
	if area := f.area(run, run.Line(gap[:])); len(area) != most || area[0] != f.centre {
		t.Errorf("area = %v, want the centre and nine values", area)
	}
}

func TestLabelsStayInside(t *testing.T) {
	r := New()
	styletest.Show(t, r, 300, 260)
	for _, o := range styletest.Visible(r) {
		label, ok := o.(*canvas.Text)
		if !ok {
			continue
		}
		end := label.Position().Add(label.MinSize())
		if label.Position().X < 0 || label.Position().Y < 0 || end.X > 300.5 || end.Y > 260.5 {
			t.Errorf("%q stands from %v to %v, outside 300 x 260", label.Text, label.Position(), end)
		}
	}
}

func TestAnAbsentValueDimsItsLabelAndDrawsNoArea(t *testing.T) {
	r := New()
	styletest.Show(t, r, 300, 300)
	values := known(5, -1, 5, 5, 5, 5, 5, 5, 5, 5)
	r.Set(Data{Values: values})
	for _, o := range styletest.Visible(r) {
		if label, ok := o.(*canvas.Text); ok {
			dim := label.Color == style.Muted
			if want := label.Text == library.EyeCatching.Short(); dim != want {
				t.Errorf("%q is dim: %v, want %v", label.Text, dim, want)
			}
		}
	}
	r.Set(Data{})
	for _, o := range styletest.Visible(r) {
		if _, ok := o.(*canvas.ArbitraryPolygon); ok {
			t.Error("a radar without values draws an area")
		}
	}
}

func TestAnUpdateMakesNoObjects(t *testing.T) {
	r := New()
	styletest.Show(t, r, 300, 300)
	other := known(6, 6, 6, 6, 6, 6, 6, 6, 6, 6)
	pictures := []Data{
		{Values: known(5, 5, 5, 5, 5, 5, 5, 5, 5, 5), Second: &other},
		{},
		{Values: known(1, -1, 3, -1, 5, -1, 7, 7, -1, 9)},
	}
	for _, d := range pictures {
		r.Set(d)
	}
	before := len(test.WidgetRenderer(r).Objects())
	for _, d := range pictures {
		r.Set(d)
	}
	if after := len(test.WidgetRenderer(r).Objects()); after != before {
		t.Errorf("the same pictures again took %d objects, before %d", after, before)
	}
}

// TestPicture compares with a picture that a person has looked at. It is
// tolerant: text and edges may differ by a little between machines. With
// KEEPLIGHT_GOLDEN=write it writes the picture anew.
func TestPicture(t *testing.T) {
	const golden = "testdata/radar.png"
	r := New()
	w := styletest.Show(t, container.NewStack(canvas.NewRectangle(style.Panel), r), 320, 280)
	second := known(-1, -1, -1, -1, -1, -1, -1, 8.3, 6, 7.9)
	r.Set(Data{Values: known(8.1, 7.6, 8.4, 7.9, -1, 6.1, 9, 8.3, 6.6, 7.4), Checks: &second})
	got := w.Canvas().Capture()

	if os.Getenv("KEEPLIGHT_GOLDEN") == "write" {
		write(t, golden, got)
	}
	want := read(t, golden)
	if got.Bounds() != want.Bounds() {
		t.Fatalf("the picture is %v, want %v", got.Bounds(), want.Bounds())
	}
	if d := meanDifference(got, want); d > 1.5 {
		t.Errorf("the picture differs by %.2f of 255 on average, at most 1.5 is allowed", d)
	}
}

func meanDifference(a, b image.Image) float64 {
	var sum, n float64
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r, g, bl, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			for _, d := range [][2]uint32{{r, r2}, {g, g2}, {bl, b2}} {
				sum += math.Abs(float64(d[0])-float64(d[1])) / 257
				n++
			}
		}
	}
	return sum / n
}

func write(t *testing.T, path string, m image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestNoTwoCornersOfAnAreaFallTogether(t *testing.T) {
	f := frame{centre: fyne.NewPos(100, 100), radius: 80, axes: most}
	for name, v := range map[string]values{
		"a value at the centre":        known(5, 0, 7, -1, 3, 0, 0, -1, 0.01, 9),
		"all at the centre":            known(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
		"the band reaches the centre":  known(0.4, 0.3, 0.2, 5, -1, 0.1, 8, -1, -1, 0.5),
		"a whole ring at the very rim": known(10, 10, 10, 10, 10, 10, 10, 10, 10, 10),
	} {
		for _, run := range shape.Runs(v[:]) {
			inner, outer := run.Band(v[:])
			for _, points := range [][]shape.Point{run.Line(v[:]), inner, outer} {
				area := f.area(run, points)
				for i := range area {
					next := area[(i+1)%len(area)]
					if len(area) > 1 && together(area[i], next) {
						t.Errorf("%s: corners %d and %d of %v fall together", name, i, i+1, area)
					}
				}
			}
		}
	}
}

// lines gives the visible lines of a colour.
func lines(r *Radar, c style.Color) (found []*canvas.Line) {
	for _, o := range styletest.Visible(r) {
		if l, ok := o.(*canvas.Line); ok && l.StrokeColor == c {
			found = append(found, l)
		}
	}
	return found
}

func TestAnAbsentValueIsAHatchedSpokeThatNothingCrosses(t *testing.T) {
	r := New()
	styletest.Show(t, r, 300, 300)
	r.Set(Data{Values: known(5, 5, 5, 5, 5, 5, 5, 5, 5, 5)})
	if got := len(lines(r, style.Faint)); got != 0 {
		t.Fatalf("%d strokes hatch a chart without absent values", got)
	}
	r.Set(Data{Values: known(5, 5, 5, -1, 5, 5, 5, 5, 5, 5)})
	hatch := lines(r, style.Faint)
	if len(hatch) < 8 {
		t.Fatalf("%d strokes hatch the absent spoke", len(hatch))
	}
	f := frame{centre: fyne.NewPos(150, 150), radius: 1, axes: most}
	dx, dy := f.direction(3)
	for _, l := range hatch {
		for _, p := range []fyne.Position{l.Position1, l.Position2} {
			off := math.Abs(float64((p.X-150)*-dy + (p.Y-150)*dx))
			if off > float64(hatchSide)+0.1 {
				t.Errorf("a stroke at %v lies %.1f beside its spoke", p, off)
			}
		}
	}
}

func TestAnAxisThatIsNeverJudgedIsNotThere(t *testing.T) {
	r := New()
	styletest.Show(t, r, 300, 300)
	all := library.Attributes()
	r.Set(Data{Axes: append([]library.Attribute{all[0]}, all[2:]...), Values: known(5, -1, 5, 5, 5, 5, 5, 5, 5, 5)})
	styletest.SeesNot(t, r, library.EyeCatching.Short())
	if got := len(lines(r, style.Faint)); got != 0 {
		t.Errorf("%d strokes hatch an axis that is not there", got)
	}
	if got := len(lines(r, style.Accent)); got != most-1 {
		t.Errorf("the outline has %d sides, want all %d of the other axes", got, most-1)
	}
	r.Set(Data{Values: known(5, 5, 5, 5, 5, 5, 5, 5, 5, 5)})
	styletest.Sees(t, r, library.EyeCatching.Short())
}

func TestAValueAloneIsADotWithItsSpread(t *testing.T) {
	r := New()
	styletest.Show(t, r, 300, 300)
	r.Set(Data{Values: known(-1, -1, -1, -1, 5, -1, -1, -1, -1, -1)})
	dots, strokes := 0, 0
	for _, o := range styletest.Visible(r) {
		switch o := o.(type) {
		case *canvas.Circle:
			dots++
		case *canvas.Line:
			if o.StrokeWidth == dotSide/2 {
				strokes++
			}
		case *canvas.ArbitraryPolygon:
			t.Error("an area is drawn")
		}
	}
	if dots != 1 || strokes != 1 {
		t.Errorf("%d dots and %d strokes, want one of each", dots, strokes)
	}
}

func TestAMeanIsADashedRingWithoutAnArea(t *testing.T) {
	r := New()
	styletest.Show(t, r, 300, 300)
	mean := known(7, 7, 7, -1, 7, 7, 7, 7, 7, 7)
	areas := func() (n int) {
		for _, o := range styletest.Visible(r) {
			if _, ok := o.(*canvas.ArbitraryPolygon); ok {
				n++
			}
		}
		return n
	}
	r.Set(Data{Values: known(5, 5, 5, 5, 5, 5, 5, 5, 5, 5)})
	before := areas()
	r.Set(Data{Values: known(5, 5, 5, 5, 5, 5, 5, 5, 5, 5), Mean: &mean})
	if areas() != before {
		t.Error("the mean has an area")
	}
	if dashes := lines(r, style.Soft); len(dashes) < 3*(most-2) {
		t.Errorf("the ring has %d dashes", len(dashes))
	}
}

func TestDashesBeginAndEndASide(t *testing.T) {
	for _, length := range []float32{0, 1, 5, 37, 100} {
		side := edge{fyne.NewPos(3, 4), fyne.NewPos(3+length, 4)}
		dashes := side.dashed(4)
		if last := dashes[len(dashes)-1]; dashes[0].from != side.from || !together(last.to, side.to) {
			t.Errorf("a side of %v runs from %v to %v", length, dashes[0].from, last.to)
		}
	}
}
