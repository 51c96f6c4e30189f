package export

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

func item() *Item {
	return &Item{
		Photo: library.Photo{
			Path:     "/cards/100CANON/IMG_0042.CR2",
			Capture:  library.Capture{Time: time.Date(2026, 5, 31, 14, 5, 59, 0, time.UTC), Camera: "Canon EOS R5", Lens: "RF50mm F1.2 L USM"},
			Decision: library.Decision{Flag: library.Pick, Rating: 4, Label: library.Green},
		},
		Score: &library.Score{Overall: library.Value{Known: true, Mean: 6.44}},
	}
}

func TestTemplatesMakeNames(t *testing.T) {
	for template, want := range map[string]string{
		"":                                "IMG_0042",
		"{name}":                          "IMG_0042",
		"{stem}.{ext}":                    "IMG_0042",
		"{stem}.cr2":                      "IMG_0042",
		"{ext}/{name}":                    "CR2/IMG_0042",
		"{date}_{time}":                   "2026-05-31_14-05-59",
		"{date:2006/01}/{date:02}-{name}": "2026/05/31-IMG_0042",
		"{date}/":                         "2026-05-31/IMG_0042",
		"{time:15:04}":                    "14_05",
		"{camera}/{lens}/{folder}":        "Canon EOS R5/RF50mm F1.2 L USM/100CANON",
		"{rating}-{flag}-{label}-{score}": "4-pick-green-6.4",
		"wedding {seq:4}":                 "wedding 0007",
		"{seq}":                           "7",
		"/abs//{name}":                    "abs/IMG_0042",
		"./{name}":                        "IMG_0042",
		"{year4}{month0}{day0}_{hour24}{minute}{second}": "20260531_140559",
		"{year2}-{month}-{day} {monthname} {monthname3}": "26-5-31 May May",
		"{dayname} {dayname3} {hour12}{ampm}":            "Sunday Sun 02PM",
		"{original}-{frame}-{seq:4}":                     "IMG_0042-0042-0007",
		"{camera}_{serial}_{iso}":                        "Canon EOS R5_unknown serial_unknown ISO",
		"   ":                                            "photo",
		"a.b/{name}.final":                               "a.b/IMG_0042.final",
		`win\dows:{name}`:                                "win_dows_IMG_0042",
	} {
		tmpl, err := ParseTemplate(template)
		if err != nil {
			t.Errorf("%q: %v", template, err)
			continue
		}
		if got, err := tmpl.Path(item(), 7); err != nil || filepath.ToSlash(got) != want {
			t.Errorf("%q makes %q, %v; want %q", template, got, err, want)
		}
	}
}

func TestUnknownFactsAreSaidInWords(t *testing.T) {
	tmpl, err := ParseTemplate("{date}/{camera}/{lens}/{score} {label} {flag}")
	if err != nil {
		t.Fatal(err)
	}
	got, err := tmpl.Path(&Item{Photo: library.Photo{Path: "/a/b.jpg"}}, 1)
	if want := "unknown date/unknown camera/unknown lens/unscored none none"; err != nil || filepath.ToSlash(got) != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestBadTemplatesAreRefusedByName(t *testing.T) {
	for template, want := range map[string]string{
		"{nmae}":                  "{nmae}",
		"{name":                   "without a }",
		"name}":                   "without a {",
		"{seq:x}":                 "{seq:4}",
		"{seq:99}":                "{seq:4}",
		"{date:}":                 "2006-01-02",
		"{rating:2}":              "{rating}",
		"../{name}":               "out of the destination",
		"a/../../{name}":          "out of the destination",
		strings.Repeat("a", 2000): "longer",
	} {
		if _, err := ParseTemplate(template); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gave %v; want it to say %q", template, err, want)
		}
	}
}

func TestEveryDocumentedFieldParses(t *testing.T) {
	for _, f := range Fields() {
		if _, err := ParseTemplate(f[0]); err != nil {
			t.Errorf("%s: %v", f[0], err)
		}
	}
}

func TestElementsAreSafeOnEverySystem(t *testing.T) {
	for in, want := range map[string]string{
		"../../etc/passwd":                "_.._etc_passwd",
		"-rf":                             "rf",
		".hidden":                         "hidden",
		" name. . ":                       "name",
		"..":                              "",
		"a\x00b\nc\x7f":                   "a_b_c_",
		"gpj.\u202eexe":                   "gpj._exe",
		"CON":                             "_CON",
		"con.tar":                         "_con.tar",
		"Lpt1":                            "_Lpt1",
		"COM¹":                            "_COM¹",
		"COM10":                           "COM10",
		"CONTACT":                         "CONTACT",
		`a<b>c:d"e|f?g*h\i`:               "a_b_c_d_e_f_g_h_i",
		"Zo\xeb":                          "Zo_",
		"Zoë 東京":                          "Zoë 東京",
		strings.Repeat("東", 100):          strings.Repeat("東", 66),
		"CON." + strings.Repeat("a", 300): "_CON." + strings.Repeat("a", maxElement-len("_CON.")),
	} {
		if got := cleanElement(in); got != want {
			t.Errorf("cleanElement(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSidecarsKeepWhatTheyBelongTo(t *testing.T) {
	for name, want := range map[string]string{
		"IMG.xmp": ".xmp", "IMG.CR2.xmp": ".CR2.xmp", "img.CR2": ".CR2", "IMG_01.CR2.xmp": "_01.CR2.xmp", "other.xmp": ".xmp",
	} {
		if _, got := Tail(&library.Photo{Path: "/shoot/IMG.JPG"}, "/shoot/"+name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestTheSuffixOfAMaskIsKeptWhole(t *testing.T) {
	const uuid = ".0F9C2D5E-6A7B-4C8D-9E0F-112233445566.comask"
	for _, suffix := range []string{".CR2" + uuid, ".jpeg" + uuid, ".jpeg.xmp"} {
		if got := cleanSuffix(suffix); got != suffix {
			t.Errorf("cleanSuffix(%q) = %q", suffix, got)
		}
	}
}

// FuzzTemplate holds that no template and no fact of a photo leads out of the
// destination or makes a name that some system cannot store.
func FuzzTemplate(f *testing.F) {
	f.Add("{date:2006/01}/{name}_{seq:3}", "/a/../b\n.jpg", "../../camera", "CON", int64(0))
	f.Add("{folder}/{lens}{ext}", "/..", "\x00", "..", int64(1e18))
	f.Add(`..\..\{stem}`, "rel", `C:\x`, " . ", int64(-1))
	f.Fuzz(func(t *testing.T, template, path, camera, lens string, sec int64) {
		tmpl, err := ParseTemplate(template)
		if err != nil {
			return
		}
		it := &Item{Photo: library.Photo{Path: path, Capture: library.Capture{Camera: camera, Lens: lens, Time: time.Unix(sec, 0)}}}
		got, err := tmpl.Path(it, 1)
		if err != nil {
			t.Fatalf("%q: %v", template, err)
		}
		name := it.Photo.Name()
		full := got + cleanSuffix(name[len(stemOf(name)):])
		if !filepath.IsLocal(full) {
			t.Errorf("%q is not local", full)
		}
		for element := range strings.SplitSeq(full, string(filepath.Separator)) {
			if len(element)+len(" (9999)") > 255 || !utf8.ValidString(element) || element == "" ||
				strings.HasPrefix(element, ".") || strings.HasPrefix(element, "-") || strings.ContainsAny(element, "\x00\n\r\\:") {
				t.Errorf("%q makes the bad element %q", template, element)
			}
		}
	})
}
