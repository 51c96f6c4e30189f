package burst_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/phototest"
)

var noon = time.Date(2026, time.May, 30, 12, 0, 0, 7e6, time.UTC)

// take is a photo of a test: when, and what the camera wrote down.
type take struct {
	ms      int // after noon
	capture library.Capture
	print   *fingerprint.Print
	hash    library.Hash
	path    string
	split   bool
	join    library.ID
}

func framesOf(takes []take) []burst.Frame {
	var frames []burst.Frame
	for i, k := range takes {
		c := k.capture
		if k.ms >= 0 {
			c.Time = noon.Add(time.Duration(k.ms) * time.Millisecond)
		}
		p := &library.Photo{ID: library.ID(i + 1), Path: fmt.Sprintf("/shoot/IMG_%03d.JPG", i+1), Hash: k.hash, Capture: c}
		if k.path != "" {
			p.Path = k.path
		}
		frames = append(frames, burst.Frame{Photo: p, Print: k.print, Split: k.split, JoinTo: k.join})
	}
	return frames
}

// words writes groups as "burst 1 2 3, single 4"; a copy has its original behind it.
func words(groups []burst.Group) string {
	var all []string
	for _, g := range groups {
		text := string(g.Kind)
		for _, m := range g.Members {
			text += fmt.Sprintf(" %d", m.ID)
			if m.CopyOf != 0 {
				text += fmt.Sprintf("=%d", m.CopyOf)
			}
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// scene gives the fingerprint of a drawn scene, in so many stops more light.
func scene(seed uint64, stops float64) *fingerprint.Print {
	img := phototest.Scene(150, 100, seed)
	for i := range img.Pix {
		if i%4 != 3 {
			img.Pix[i] = uint8(min(255*math.Pow(math.Pow(float64(img.Pix[i])/255, 2.2)*math.Exp2(stops), 1/2.2), 255))
		}
	}
	p := fingerprint.Of(img)
	return &p
}

func TestPhotosAreGroupedByWhatIsKnownOfThem(t *testing.T) {
	a, b := scene(1, 0), scene(2, 0)
	one, two := library.Capture{Camera: "Canon EOS R5", Serial: "1"}, library.Capture{Camera: "Canon EOS R5", Serial: "2"}
	shutter := func(denominator int, light *fingerprint.Print) take {
		c := one
		c.ExposureTime, c.FNumber, c.ISO = time.Second/time.Duration(denominator), 4, 100
		return take{capture: c, print: light}
	}
	bias := func(stops float64) take {
		c := one
		c.ExposureBias = stops
		return take{capture: c, print: a}
	}
	focus := func(metres float64) take {
		c := one
		c.FocusDistance = metres
		return take{capture: c, print: a}
	}
	marked := func(b library.Bracketing) take { return take{capture: library.Capture{Bracketing: b}, print: a} }
	every := func(ms int, takes ...take) []take {
		for i := range takes {
			takes[i].ms = i * ms
		}
		return takes
	}
	for name, c := range map[string]struct {
		takes []take
		want  string
	}{
		"nothing":                 {nil, ""},
		"a burst":                 {every(100, take{print: a}, take{print: a}, take{print: a}), "burst 1 2 3"},
		"another scene":           {every(1500, take{print: a}, take{print: b}), "single 1, single 2"},
		"the same after a minute": {every(60_000, take{print: a}, take{print: a}), "single 1, single 2"},
		"not seen yet":            {every(900, take{}, take{}), "burst 1 2"},
		"not seen yet, and slow":  {every(1200, take{}, take{}), "single 1, single 2"},
		"without a time":          {[]take{{ms: -1, print: a}, {ms: -1, print: a}, {ms: 0, print: a}}, "single 3, single 1, single 2"},
		"two bodies": {
			every(50, take{capture: one, print: a}, take{capture: two, print: a}, take{capture: one, print: a}, take{capture: two, print: a}),
			"burst 1 3, burst 2 4",
		},
		"two bodies without serials": {
			every(500, take{print: a}, take{print: b}, take{print: a}, take{print: b}, take{print: a}), "burst 1 3 5, burst 2 4",
		},
		"a pause beyond the pace": {
			[]take{{ms: 0, print: a}, {ms: 100, print: a}, {ms: 200, print: a}, {ms: 4200, print: a}, {ms: 4300, print: a}, {ms: 4400, print: a}},
			"burst 1 2 3, burst 4 5 6",
		},
		"a slow pace":     {every(3000, take{print: a}, take{print: a}, take{print: a}, take{print: a}), "burst 1 2 3 4"},
		"a black frame":   {every(100, take{print: a}, take{print: a}, take{print: scene(1, -30)}, take{print: a}, take{print: a}), "burst 1 2 4 5, single 3"},
		"a copy":          {[]take{{ms: 0, print: a, hash: "x", path: "/a/1.jpg"}, {ms: 0, print: a, hash: "x", path: "/a/copies/1.jpg"}}, "copies 1 2=1"},
		"a copy first":    {[]take{{ms: 0, print: a, hash: "x", path: "/a/1 (1).jpg"}, {ms: 0, print: a, hash: "x", path: "/a/1.jpg"}}, "copies 2 1=2"},
		"an undated copy": {[]take{{ms: -1, print: a, hash: "x"}, {ms: 0, print: a, hash: "x"}}, "copies 2 1=2"},
		"a copy in a burst": {
			[]take{{ms: 0, print: a, hash: "x"}, {ms: 0, print: a, hash: "x"}, {ms: 100, print: a, hash: "y"}}, "burst 1 2=1 3",
		},
		"a bracket by bias":         {every(300, bias(0), bias(-1), bias(1)), "exposure bracket 1 2 3"},
		"two brackets":              {every(300, bias(0), bias(-.67), bias(.67), bias(0), bias(-.67), bias(.67)), "exposure bracket 1 2 3, exposure bracket 4 5 6"},
		"five frames":               {every(300, bias(0), bias(-1), bias(1), bias(-2), bias(2)), "exposure bracket 1 2 3 4 5"},
		"a bracket within a burst":  {every(300, bias(0), bias(0), bias(-1), bias(1), bias(0)), "burst 1, exposure bracket 2 3 4, single 5"},
		"a second try, corrected":   {every(300, bias(0), bias(-1)), "burst 1 2"},
		"a bracket by shutter":      {every(300, shutter(60, scene(1, 0)), shutter(125, scene(1, -1)), shutter(30, scene(1, 1))), "exposure bracket 1 2 3"},
		"exposure follows a cloud":  {every(300, shutter(60, a), shutter(125, a), shutter(250, a)), "burst 1 2 3"},
		"focus goes outwards":       {every(300, focus(.5), focus(.6), focus(.75), focus(.9)), "focus bracket 1 2 3 4"},
		"focus wanders":             {every(300, focus(.5), focus(.6), focus(.55), focus(.9)), "burst 1 2 3 4"},
		"the camera stacks focus":   {every(300, marked(library.FocusBracketing), marked(library.FocusBracketing), marked(library.FocusBracketing)), "focus bracket 1 2 3"},
		"split by hand":             {every(100, take{print: a}, take{print: a}, take{print: a, split: true}, take{print: a}), "burst 1 2, burst 3 4"},
		"joined by hand":            {every(60_000, take{print: a}, take{print: b, join: 1}, take{print: a}), "burst 1 2, single 3"},
		"joined groups":             {[]take{{ms: 0}, {ms: 100}, {ms: 60_000, join: 1}, {ms: 60_100}}, "burst 1 2 3 4"},
		"joined with nothing known": {every(60_000, take{join: 77}, take{join: 2}), "single 1, single 2"},
		"joined without a time":     {[]take{{ms: 0}, {ms: -1, join: 1}}, "burst 1 2"},
		"joined past a split":       {every(100, take{print: a}, take{print: a, split: true}, take{print: a, join: 1}), "burst 1 3, single 2"},
		"split at a copy": {
			[]take{{ms: 0, print: a, hash: "x"}, {ms: 0, print: a, hash: "x", split: true}, {ms: 100, print: a, hash: "y"}}, "single 1, burst 2=1 3",
		},
	} {
		t.Run(name, func(t *testing.T) {
			frames := framesOf(c.takes)
			if got := words(burst.Of(frames)); got != strings.ReplaceAll(c.want, "burst 1, ", "single 1, ") {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			slices.Reverse(frames)
			if got := words(burst.Of(frames)); got != strings.ReplaceAll(c.want, "burst 1, ", "single 1, ") {
				t.Errorf("backwards: %s", got)
			}
		})
	}
}

func TestAClockOfWholeSecondsKeepsBurstsWholeInTheOrderOfTheirNames(t *testing.T) {
	a := scene(1, 0)
	var frames []burst.Frame
	for i := range 25 { // ten a second
		frames = append(frames, burst.Frame{Print: a, Photo: &library.Photo{
			ID: library.ID(i + 1), Path: fmt.Sprintf("/s/IMG_%d.JPG", i+1), Capture: library.Capture{Time: noon.Truncate(time.Second).Add(time.Duration(i/10) * time.Second)},
		}})
	}
	groups := burst.Of(frames)
	if len(groups) != 1 {
		t.Fatal(words(groups))
	}
	for i, m := range groups[0].Members {
		if int(m.ID) != i+1 {
			t.Fatal(words(groups))
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, uint64(1))
	prints := []*fingerprint.Print{nil, scene(1, 0), scene(1, -2), scene(2, 0), {}}
	f.Fuzz(func(t *testing.T, b []byte, seed uint64) {
		var takes []take
		for len(b) >= 8 && len(takes) < 60 {
			takes = append(takes, take{
				ms: int(b[0])*int(b[1])*9 - 1, print: prints[int(b[2])%len(prints)], hash: library.Hash(string(b[3:4])), split: b[4]%7 == 0, join: library.ID(b[5] % 80),
				capture: library.Capture{
					Camera: string('A' + rune(b[6]%3)), ExposureBias: float64(int8(b[7]) / 30), FocusDistance: float64(b[7] % 9),
					ExposureTime: time.Duration(b[1]) << (b[7] % 40), ISO: int(b[6]), FNumber: float64(b[5]) / 10, Bracketing: []library.Bracketing{"", "exposure", "focus"}[b[7]%3],
				},
			})
			b = b[8:]
		}
		frames := framesOf(takes)
		got := burst.Of(frames)
		seen := map[library.ID]bool{}
		for _, g := range got {
			for _, m := range g.Members {
				if seen[m.ID] || m.CopyOf == m.ID {
					t.Fatalf("photo %d is there twice: %s", m.ID, words(got))
				}
				seen[m.ID] = true
			}
		}
		if len(seen) != len(frames) {
			t.Fatalf("%d of %d photos are grouped", len(seen), len(frames))
		}
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(frames), func(i, j int) { frames[i], frames[j] = frames[j], frames[i] })
		if again := words(burst.Of(frames)); again != words(got) {
			t.Errorf("in another order: %s\nbefore: %s", again, words(got))
		}
	})
}

// manyFrames are a shoot of n photos: bursts of seven, a hand that moves, 20 scenes.
func manyFrames(n int) []burst.Frame {
	r := rand.New(rand.NewPCG(1, 2))
	var prints []*fingerprint.Print
	for seed := range uint64(20) {
		prints = append(prints, scene(seed, 0))
	}
	frames := make([]burst.Frame, n)
	at := noon
	for i := range frames {
		at = at.Add(time.Duration(100+r.IntN(200)) * time.Millisecond)
		if i%7 == 0 {
			at = at.Add(time.Duration(1+r.IntN(20)) * time.Second)
		}
		frames[i] = burst.Frame{Print: prints[i/7%len(prints)], Photo: &library.Photo{
			ID: library.ID(i + 1), Path: fmt.Sprintf("/s/%06d.jpg", i), Hash: library.Hash(fmt.Sprint(i)), Capture: library.Capture{Time: at, Camera: "A"},
		}}
	}
	r.Shuffle(n, func(i, j int) { frames[i], frames[j] = frames[j], frames[i] })
	return frames
}

func BenchmarkOf(b *testing.B) {
	for _, n := range []int{1000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			frames := manyFrames(n)
			for b.Loop() {
				burst.Of(frames)
			}
		})
	}
}
