package contactsheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// shoot gives photos of both shapes with all that can be said of one.
func shoot(n int) []Photo {
	photos := make([]Photo, n)
	for i := range photos {
		p := &photos[i]
		p.ID = library.ID(i + 1)
		p.Path = fmt.Sprintf("/photos/DSC_%04d.NEF", i+1)
		p.Decision = library.Decision{Flag: []library.Flag{library.Undecided, library.Pick, library.Reject}[i%3], Rating: library.Rating(i % 6), Label: library.Label(i % 6)}
		if i%4 != 3 {
			p.Overall = library.Value{Known: true, Mean: float64(i%10) + 0.25}
		}
	}
	return photos
}

// thumbs gives every third photo upright, and none for the fifth.
func thumbs(p *library.Photo) ([]byte, error) {
	switch {
	case p.ID == 5:
		return nil, errors.New("the file is damaged")
	case p.ID%3 == 0:
		return phototest.JPEG(phototest.Scene(60, 90, uint64(p.ID)), phototest.Exif{}), nil
	}
	return phototest.JPEG(phototest.Scene(90, 60, uint64(p.ID)), phototest.Exif{}), nil
}

func TestEveryDensityFillsThePageWithoutLeavingIt(t *testing.T) {
	for _, paper := range []Paper{A4, Letter} {
		for n := MinPerPage; n <= MaxPerPage; n++ {
			o := Options{PerPage: n, Paper: paper, Faces: n%2 == 1}
			g := o.layOut()
			width, height := paper.size()
			w := float64(g.columns)*(g.width+gap) - gap
			h := float64(g.rows)*(g.height+g.below+gap) - gap
			if g.columns*g.rows < n || w > width-2*margin+1e-9 || h > height-2*margin-heading+1e-9 || g.width < 20 || g.height < 13 {
				t.Errorf("%d on %s: %+v takes %.1f x %.1f mm", n, paper, g, w, h)
			}
		}
	}
}

func TestFacesStandBelowPhotosOnlyWhereThatIsAskedFor(t *testing.T) {
	photos := shoot(3)
	photos[1].Faces = "4 faces, 1 looks <closed>"
	for _, asked := range []bool{false, true} {
		var page, doc bytes.Buffer
		o := Options{Faces: asked}
		if err := errors.Join(HTML(t.Context(), &page, o, photos, thumbs), PDF(t.Context(), &doc, o, photos, thumbs)); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(page.String(), "4 faces, 1 looks &lt;closed&gt;"); got != asked {
			t.Errorf("asked for: %v, told: %v", asked, got)
		}
		if len(doc.Bytes()) == 0 {
			t.Error("no PDF")
		}
	}
}

func TestWrongOptionsAreRefused(t *testing.T) {
	for name, o := range map[string]Options{
		"too few":  {PerPage: MinPerPage - 1},
		"too many": {PerPage: MaxPerPage + 1},
		"paper":    {Paper: "A3"},
	} {
		var out bytes.Buffer
		for kind, write := range map[string]func(context.Context, *bytes.Buffer) error{
			"PDF":  func(ctx context.Context, w *bytes.Buffer) error { return PDF(ctx, w, o, shoot(2), thumbs) },
			"HTML": func(ctx context.Context, w *bytes.Buffer) error { return HTML(ctx, w, o, shoot(2), thumbs) },
		} {
			if err := write(t.Context(), &out); err == nil || out.Len() > 0 {
				t.Errorf("%s, %s: %v, %d bytes", name, kind, err, out.Len())
			}
		}
	}
}

func TestThePDFHoldsEveryPhotoOnItsPage(t *testing.T) {
	var out bytes.Buffer
	o := Options{Title: "Hochzeit Jürgen & Ana", PerPage: 12, Scores: true}
	if err := PDF(t.Context(), &out, o, shoot(30), thumbs); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out.Bytes(), []byte("%PDF-")) || bytes.Count(out.Bytes(), []byte("/Subtype /Image")) != 29 {
		t.Errorf("%d pictures", bytes.Count(out.Bytes(), []byte("/Subtype /Image")))
	}
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext, which reads the text back, is not installed")
	}
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(program, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	if len(pages) != 3 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, want := range [][]string{
		{"Hochzeit Jürgen & Ana", "1/3", "DSC_0001.NEF", "DSC_0012.NEF", "No preview: the file is damaged", "Reject 5.25"},
		{"2/3", "DSC_0013.NEF", "DSC_0024.NEF"},
		{"3/3", "DSC_0025.NEF", "DSC_0030.NEF"},
	} {
		for _, word := range want {
			if !strings.Contains(strings.ReplaceAll(pages[i], " / ", "/"), word) {
				t.Errorf("page %d lacks %q:\n%s", i+1, word, pages[i])
			}
		}
	}
}

func TestThePageIsSafeWhateverAFileIsCalled(t *testing.T) {
	photos := shoot(14)
	photos[0].Path = "/photos/<script>alert(1)</script>\n\u202egpj.jpg"
	photos[1].Path = "/photos/日本.jpg"
	for name, write := range map[string]func(w *bytes.Buffer) error{
		"HTML": func(w *bytes.Buffer) error {
			return HTML(t.Context(), w, Options{Title: "</title><b>", PerPage: 12}, photos, thumbs)
		},
		"PDF": func(w *bytes.Buffer) error {
			return PDF(t.Context(), w, Options{Title: "</title><b>", PerPage: 12}, photos, thumbs)
		},
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		if strings.Contains(text, "<script>") || strings.Contains(text, "</title><b>") {
			t.Errorf("%s: text from outside is not escaped", name)
		}
		if name == "HTML" && (strings.Count(text, "<section>") != 2 || strings.Count(text, "</section>") != 2 || strings.Count(text, "<figure") != 14) {
			t.Errorf("%d pages, %d photos", strings.Count(text, "<section>"), strings.Count(text, "<figure"))
		}
	}
}

func TestACancelledSheetEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	asked := 0
	stop := func(p *library.Photo) ([]byte, error) {
		if asked++; asked == 3 {
			cancel()
		}
		return thumbs(p)
	}
	for range 2 {
		asked = 0
		if err := PDF(ctx, &bytes.Buffer{}, Options{}, shoot(20), stop); !errors.Is(err, context.Canceled) || asked > 3 {
			t.Errorf("%v after %d photos", err, asked)
		}
		if err := HTML(ctx, &bytes.Buffer{}, Options{}, shoot(20), stop); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
}

func TestAPDFOfTooManyPhotosIsRefusedBeforeAnyIsRead(t *testing.T) {
	var out bytes.Buffer
	err := PDF(t.Context(), &out, Options{}, make([]Photo, MaxPDF+1), func(*library.Photo) ([]byte, error) {
		t.Fatal("a thumbnail was asked for")
		return nil, nil
	})
	if !errors.Is(err, ErrTooMany) || out.Len() > 0 {
		t.Errorf("%v, %d bytes", err, out.Len())
	}
}
