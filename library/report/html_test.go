package report

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"html"
	"iter"
	"regexp"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

func noThumb(library.Photo) ([]byte, error) { return []byte("jpeg"), nil }

func render(t *testing.T, thumb Thumb, rows ...Row) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(t.Context(), &b, Options{Title: "A <shoot>"}, slices.Values(rows), thumb); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestACardShowsAllThatIsKnown(t *testing.T) {
	got := render(t, noThumb, full())
	for _, want := range []string{
		"<title>A &lt;shoot&gt;</title>", "<h2>IMG_1.jpg</h2>", `<p class="folder">a</p>`, "technical quality", `alt="Photo IMG_1.jpg"`, "data:image/jpeg;base64,anBlZw==",
		`aria-label="4 of 5 stars"`, ">Pick<", "label green", "6.42 <small>± 0.8", "not judged", "Sharp &amp; clean.", "A calm picture.",
		"Canon EOS R5 · RF50mm F1.2 · 1/250 s · f/2 · ISO 400 · 50 mm · 6000 × 4000", "built-in measurement 1.2", "1 photo.",
		"Radar chart, 0 to 10: Composition 0.0",
	} {
		if !strings.Contains(html.UnescapeString(got), html.UnescapeString(want)) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(got, "ZgotmplZ") {
		t.Error("the template refused a value")
	}
}

func TestThePageLoadsNothingAndRunsNothing(t *testing.T) {
	hostile := full()
	attack := `"><script>alert(1)</script><img src=http://evil/x onerror=alert(1)> javascript:alert(1) </style>`
	hostile.Path, hostile.Err, hostile.Score.Summary = attack, attack, library.Verbatim(attack)
	hostile.Score.Reasons[0], hostile.Score.By.Model = library.Verbatim(attack), attack
	hostile.Photo.Capture.Camera, hostile.Photo.Capture.Lens = attack, attack
	got := render(t, func(library.Photo) ([]byte, error) { return nil, errors.New(attack) }, hostile, full())
	for _, never := range []string{"<script", "<img src=h", "<link", "<iframe", "@import", "url("} {
		if strings.Contains(got, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	if n := strings.Count(got, "</style>"); n != 1 {
		t.Errorf("%d style sheets end", n)
	}
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(got, -1) {
		if !strings.HasPrefix(m[1], "data:image/jpeg;base64,") {
			t.Errorf("the page points to %q", m[1])
		}
	}
	if m := regexp.MustCompile(`<[^>]* (?:style|on\w+)=`).FindString(got); m != "" {
		t.Errorf("the policy forbids %q", m)
	}
}

func TestThePolicyAllowsThePagesOwnStyle(t *testing.T) {
	got := render(t, noThumb)
	_, rest, _ := strings.Cut(got, "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(html.UnescapeString(got), want) {
		t.Errorf("the policy does not name %s", want)
	}
}

func TestAPhotoWithoutScoreOrThumbnailStillHasItsCard(t *testing.T) {
	got := render(t, func(library.Photo) ([]byte, error) { return nil, errors.New("the card is gone") }, unreadable())
	for _, want := range []string{`bad\xff\n.jpg`, "not an image", "No preview: the card is gone"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(got, "<svg") || strings.Contains(got, "<table") {
		t.Error("a photo without a score has a chart")
	}
}

func TestOnlyOneThumbnailIsHeldAtATime(t *testing.T) {
	thumb := bytes.Repeat([]byte("x"), 100_000)
	var w counter
	asked := 0
	rows := func(yield func(Row) bool) {
		for range 50 {
			// All but what a buffer holds has been written when the next photo
			// is asked for.
			if behind := asked*len(thumb) - w.n; behind > 1<<16 {
				t.Errorf("%d bytes are held back", behind)
			}
			if !yield(full()) {
				return
			}
		}
	}
	err := HTML(t.Context(), &w, Options{}, rows, func(library.Photo) ([]byte, error) {
		asked++
		return thumb, nil
	})
	if err != nil || asked != 50 {
		t.Errorf("%d thumbnails, %v", asked, err)
	}
}

type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}

func TestThePageStopsWhenAskedToOrWhenTheDiskIsFull(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	endless := iter.Seq[Row](func(yield func(Row) bool) {
		for i := 0; yield(full()); i++ {
			if i == 3 {
				cancel()
			}
		}
	})
	if err := HTML(ctx, &counter{}, Options{}, endless, noThumb); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	forever := iter.Seq[Row](func(yield func(Row) bool) {
		for yield(full()) {
		}
	})
	if err := HTML(t.Context(), fullDisk{}, Options{}, forever, noThumb); !errors.Is(err, errDisk) {
		t.Errorf("full disk: %v", err)
	}
}

func TestChartsWithGapsDrawEachRun(t *testing.T) {
	s := full().Score // level shot and exposure are absent: one long run, and clarity alone
	c := newChart(s)
	if len(c.Shapes) != 2 || len(c.Bands) != 1 || len(c.Dots) != 8 {
		t.Errorf("%d shapes, %d bands, %d dots", len(c.Shapes), len(c.Bands), len(c.Dots))
	}
	absent := 0
	for _, name := range c.Names {
		if name.Absent {
			absent++
		}
	}
	if absent != 2 {
		t.Errorf("%d axes are called absent", absent)
	}
	if newChart(&library.Score{}) != nil {
		t.Error("a score without values has a chart")
	}
}
