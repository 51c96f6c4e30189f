package report

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func known(mean, sd float64) library.Value { return library.Value{Known: true, Mean: mean, SD: sd} }

// full is a row in which everything is known but two attributes.
func full() Row {
	s := &library.Score{
		By:      library.Provenance{Name: "builtin", Version: "1.2", Settings: map[string]string{"side": "1024", "a": "<b>"}},
		Overall: known(6.418, 0.8), Summary: library.Verbatim("A calm picture."), Hash: "px-1",
	}
	for _, a := range library.Attributes() {
		s.Values[a] = known(float64(a)+0.004, 1.25)
	}
	s.Values[library.LevelShot] = library.Value{}
	s.Values[library.Exposure] = known(math.NaN(), 0)
	s.Reasons[library.Clarity] = library.Verbatim("Sharp & clean.")
	return Row{
		Path: "a/IMG_1.jpg",
		Photo: library.Photo{
			Path: "/p/a/IMG_1.jpg", Hash: "px-1", Width: 6000, Height: 4000,
			Decision: library.Decision{Flag: library.Pick, Rating: 4, Label: library.Green},
			Capture: library.Capture{
				Time: time.Date(2026, 5, 31, 14, 5, 59, 0, time.UTC), Camera: "Canon EOS R5", Lens: "RF50mm F1.2",
				ExposureTime: 4 * time.Millisecond, FNumber: 2, ISO: 400, FocalLength: 50,
			},
		},
		Score: s,
	}
}

func unreadable() Row {
	return Row{Path: "bad\xff\n.jpg", Err: "not an image"}
}

func TestJSONLinesHaveTheDocumentedForm(t *testing.T) {
	var b bytes.Buffer
	j := NewJSONLines(&b)
	j.Explain = true
	remote := full()
	remote.Score = &library.Score{By: library.Provenance{Name: "model", Version: "3", Model: "qwen", Prompt: "7"}, Overall: known(9, 0)}
	for _, r := range []Row{full(), unreadable(), remote} {
		if err := j.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	want := `{"path":"a/IMG_1.jpg","hash":"px-1","scorer":{"name":"builtin","version":"1.2","model":null,"prompt":null,"settings":{"a":"<b>","side":"1024"}},` +
		`"overall":6.42,"overall_sd":0.8,"attributes":{"composition":{"mean":0.0,"sd":1.25},"eye_catching":{"mean":1.0,"sd":1.25},` +
		`"subject_background":{"mean":2.0,"sd":1.25},"subject_integrity":{"mean":3.0,"sd":1.25},"subject_clutter":{"mean":4.0,"sd":1.25},` +
		`"background_clutter":{"mean":5.0,"sd":1.25},"clarity":{"mean":7.0,"sd":1.25},"saturation":{"mean":9.0,"sd":1.25}},"error":null,"width":6000,"height":4000,"taken":"2026-05-31T14:05:59","camera":"Canon EOS R5","rotation":0,` +
		`"reasons":{"clarity":"Sharp & clean."},"summary":"A calm picture.","explanation":null}` + "\n" +
		`{"path":"bad\ufffd\n.jpg","path_b64":"YmFk/wouanBn","hash":null,"scorer":null,"overall":null,"overall_sd":null,"attributes":{},"error":"not an image","width":null,"height":null,"taken":null,"camera":null,"rotation":0,"reasons":{},"summary":null,"explanation":null}` + "\n" +
		`{"path":"a/IMG_1.jpg","hash":"px-1","scorer":{"name":"model","version":"3","model":"qwen","prompt":"7","settings":{}},` +
		`"overall":9.0,"overall_sd":null,"attributes":{},"error":null,"width":6000,"height":4000,"taken":"2026-05-31T14:05:59","camera":"Canon EOS R5","rotation":0,"reasons":{},"summary":null,"explanation":null}` + "\n"
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Error(diff)
	}
}

func TestTheSummaryIsOneMoreLine(t *testing.T) {
	var b bytes.Buffer
	j := NewJSONLines(&b)
	for _, s := range []Summary{
		{},
		{Photos: 3, Errors: 1, PassedOver: []Passed{{".mov", 12}, {"", 2}}, Other: 4, LeftOut: []string{"/p/P\x1b.photoslibrary"}, Folders: 1},
	} {
		if err := j.WriteSummary(s); err != nil {
			t.Fatal(err)
		}
	}
	want := `{"summary":{"photos":0,"errors":0,"passed_over":[],"passed_over_other":0,"left_out":[],"left_out_folders":0}}` + "\n" +
		`{"summary":{"photos":3,"errors":1,"passed_over":[{"extension":".mov","files":12},{"extension":"","files":2}],` +
		`"passed_over_other":4,"left_out":["/p/P\\x1b.photoslibrary"],"left_out_folders":1}}` + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestReasonsAreWrittenOnlyWhenAskedFor(t *testing.T) {
	var b bytes.Buffer
	if err := NewJSONLines(&b).Write(full()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "reasons") || strings.Contains(b.String(), "summary") {
		t.Error(b.String())
	}
}

func FuzzJSONLine(f *testing.F) {
	f.Add("a\xff.jpg", "err\x1b", 3.14159, 0.5)
	f.Add("</script>\u2028", "", math.Inf(1), math.NaN())
	f.Fuzz(func(t *testing.T, path, message string, mean, sd float64) {
		s := &library.Score{Overall: known(mean, sd)}
		s.Values[library.Clarity] = known(mean, sd)
		var b bytes.Buffer
		if err := NewJSONLines(&b).Write(Row{Path: path, Err: message, Score: s}); err != nil {
			t.Fatal(err)
		}
		line, rest, _ := strings.Cut(b.String(), "\n")
		var got struct {
			Path string  `json:"path"`
			B64  *string `json:"path_b64"`
		}
		if err := json.Unmarshal([]byte(line), &got); err != nil || rest != "" {
			t.Fatalf("%v in %q", err, b.String())
		}
		if got.B64 != nil {
			raw, err := base64.StdEncoding.DecodeString(*got.B64)
			if err != nil || string(raw) != path {
				t.Errorf("path_b64 is %q of %q", raw, path)
			}
		} else if got.Path != path {
			t.Errorf("path %q became %q", path, got.Path)
		}
	})
}

func TestCSVIsSafeToOpenInASpreadsheet(t *testing.T) {
	var b bytes.Buffer
	c := NewCSV(&b)
	c.Explain = true
	hostile := full()
	hostile.Path = `=HYPERLINK("http://x","y")`
	hostile.Score.Reasons[library.Clarity] = library.Verbatim("@SUM(1)")
	hostile.Score.Reasons[library.Exposure] = library.Verbatim("＝1+1")
	hostile.Score.Reasons[library.LevelShot] = library.Verbatim("  =1+1")
	hostile.Score.Reasons[library.Saturation] = library.Verbatim("a=1+1")
	hostile.Score.Summary = library.Verbatim("-1+1")
	hostile.Score.By.Model = "\t=1"
	hostile.Score.Overall = known(-0.001, 0.25)
	for _, r := range []Row{full(), hostile, unreadable()} {
		if err := c.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	table, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(table) != 4 {
		t.Fatalf("%d rows, %v", len(table), err)
	}
	at := func(row int, column string) string {
		for i, name := range table[0] {
			if name == column {
				return table[row][i]
			}
		}
		t.Fatalf("there is no column %q", column)
		return ""
	}
	for _, tc := range []struct {
		row          int
		column, want string
	}{
		{1, "path", "a/IMG_1.jpg"},
		{1, "overall", "6.42"},
		{1, "saturation", "9.0"},
		{1, "saturation_sd", "1.25"},
		{1, "level_shot", ""},
		{1, "exposure_sd", ""},
		{1, "flag", "pick"},
		{1, "rating", "4"},
		{1, "settings", `{"a":"<b>","side":"1024"}`},
		{1, "clarity_reason", "Sharp & clean."},
		{2, "path", `'=HYPERLINK("http://x","y")`},
		{2, "clarity_reason", "'@SUM(1)"},
		{2, "exposure_reason", "'＝1+1"},
		{2, "level_shot_reason", "'  =1+1"},
		{2, "saturation_reason", "a=1+1"},
		{2, "summary", "'-1+1"},
		{2, "model", `'\t=1`},
		{2, "overall", "0.0"},
		{3, "path", `bad\xff\n.jpg`},
		{3, "error", "not an image"},
		{3, "overall", ""},
	} {
		if got := at(tc.row, tc.column); got != tc.want {
			t.Errorf("row %d, %s: got %q, want %q", tc.row, tc.column, got, tc.want)
		}
	}
}

func TestAnEmptyTableStillHasItsHeader(t *testing.T) {
	var b bytes.Buffer
	if err := NewCSV(&b).Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "path,hash,") || strings.Count(b.String(), "\n") != 1 {
		t.Errorf("got %q", b.String())
	}
}

func FuzzCSVCellIsNoFormula(f *testing.F) {
	f.Add("=1")
	f.Add("\r\n=1")
	f.Add("\xff=")
	f.Fuzz(func(t *testing.T, s string) {
		got := cell(s)
		if got != "" && strings.ContainsRune("=+-@\t\r\n", rune(got[0])) || !utf8.ValidString(got) {
			t.Errorf("cell(%q) = %q", s, got)
		}
	})
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errDisk }

var errDisk = errors.New("disk full")

func TestWritersReportAFullDisk(t *testing.T) {
	if err := NewJSONLines(fullDisk{}).Write(full()); !errors.Is(err, errDisk) {
		t.Errorf("JSON lines: %v", err)
	}
	if err := NewCSV(fullDisk{}).Write(full()); !errors.Is(err, errDisk) {
		t.Errorf("CSV: %v", err)
	}
}
