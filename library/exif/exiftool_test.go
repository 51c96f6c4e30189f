package exif_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/safefile"
)

// theirs is what ExifTool says of a file. A value may be a number or a text,
// whatever it looks like.
type theirs struct {
	SourceFile                              string
	DateTimeOriginal, CreateDate            any
	ModifyDate, DateTimeCreated             any
	GPSDateTime, SubSecTimeOriginal         any
	Make, Model, LensModel, Lens            any
	ExposureTime, FNumber, ISO, FocalLength any
	Orientation, ExposureCompensation       any
}

// askExifTool reads all files at once.
func askExifTool(t *testing.T, paths []string) map[string]theirs {
	t.Helper()
	program, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("ExifTool is not installed (Debian: libimage-exiftool-perl): nothing independent to compare with")
	}
	args := []string{
		"-json", "-DateTimeOriginal", "-CreateDate", "-ModifyDate", "-DateTimeCreated", "-GPSDateTime",
		"-SubSecTimeOriginal", "-Make", "-Model", "-LensModel", "-Lens",
		"-ExposureTime#", "-FNumber#", "-ISO#", "-FocalLength#", "-Orientation#", "-ExposureCompensation#", "--",
	}
	out, _ := exec.Command(program, append(args, paths...)...).Output() // broken files make its status 1
	var all []theirs
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatalf("reading ExifTool's answer: %v", err)
	}
	byPath := map[string]theirs{}
	for _, a := range all {
		byPath[a.SourceFile] = a
	}
	return byPath
}

// explained lists the facts in which ExifTool says something else, and why that
// is right. The key is "file: fact".
func explained() map[string]string {
	const (
		apex = "the file has only ShutterSpeedValue or ApertureValue, which ExifTool lists as such"
		flir = "a thermal camera's own segment, which is not EXIF"
	)
	return map[string]string{
		"jpg__FujiFilm_DS-7_(2).jpg: exposure":            apex,
		"jpg__FujiFilm_DS-7_(2).jpg: f-number":            apex,
		"jpg__FujiFilm_DS-7_(3).jpg: exposure":            apex,
		"jpg__FujiFilm_DS-7_(3).jpg: f-number":            apex,
		"jpg__FujiFilm_DX-5.jpg: exposure":                apex,
		"jpg__FujiFilm_DX-5.jpg: f-number":                apex,
		"jpg__FujiFilm_FinePix1400Zoom_(1).jpg: exposure": apex,
		"jpg__FujiFilm_FinePix1400Zoom_(2).jpg: exposure": apex,
		"jpg__FujiFilm_FinePix1400Zoom_(3).jpg: exposure": apex,
		"jpg__FujiFilm_FinePix6800Zoom.jpg: exposure":     apex,
		"jpg__FujiFilm_MX1700.jpg: exposure":              apex,
		"jpg__FujiFilm_FinePixS1Pro_(4).jpg: f-number":    "FNumber says 0.2, which no lens has; ApertureValue says 2.28",
		"jpg__FLIR_Vue_Pro_640.jpg: date":                 flir,
		"jpg__FLIR_Vue_Pro_640.jpg: lens":                 flir,
		"jpg__FLIR_iPhone_device.jpg: date":               flir,
		"jpg__Kodak_DX6490.jpg: exposure":                 "EXIF says 1/60 s, and Kodak's note, which ExifTool prefers, 1/64 s",
		"jpg__Nikon_D5000.jpg: orientation":               "it stands in the thumbnail's directory only",
	}
}

func TestFactsAgreeWithExifTool(t *testing.T) {
	paths := phototest.Files(t, "camera")
	all := askExifTool(t, paths)
	unused := explained()
	for _, path := range paths {
		data, err := safefile.ReadAll(path, 1<<28)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := exif.Read(data, picture.Sniff(data[:min(len(data), picture.SniffBytes)], path))
		for fact, said := range all[path].disagrees(got) {
			key := filepath.Base(path) + ": " + fact
			if _, ok := unused[key]; !ok {
				t.Errorf("%s: %s", key, said)
			}
			delete(unused, key)
		}
	}
	for key := range unused {
		t.Errorf("%s is explained, but there is no difference", key)
	}
}

// disagrees gives the facts in which c differs.
func (x theirs) disagrees(c library.Capture) map[string]string {
	different := map[string]string{}
	text := func(fact, said, ours string, ok bool) {
		if !ok {
			different[fact] = fmt.Sprintf("ExifTool says %q, we say %q", said, ours)
		}
	}
	date := ""
	for _, d := range []any{x.DateTimeOriginal, x.CreateDate, x.ModifyDate, x.DateTimeCreated, x.GPSDateTime} {
		if said := textOf(d); date == "" && strings.Trim(said, ": 0Z") != "" {
			date = said
		}
	}
	ours := ""
	if !c.Time.IsZero() {
		ours = c.Time.Format("2006:01:02 15:04:05")
	}
	text("date", date, ours, date == "" && ours == "" || ours != "" && strings.HasPrefix(date, ours))
	model := strings.Join(strings.Fields(textOf(x.Model)), " ")
	text("camera", model, c.Camera, strings.HasSuffix(strings.ToLower(c.Camera), strings.ToLower(model)))
	lens := textOf(x.LensModel, x.Lens)
	text("lens", lens, c.Lens, lens == c.Lens)

	number := func(fact string, said any, ours, tolerance float64) {
		v, _ := said.(float64)
		text(fact, fmt.Sprint(said), fmt.Sprint(ours), math.Abs(v-ours) <= tolerance*math.Abs(v))
	}
	if fraction, ok := strconv.ParseFloat("0."+textOf(x.SubSecTimeOriginal), 64); ok == nil && !c.Time.IsZero() {
		number("fraction of the second", fraction, float64(c.Time.Nanosecond())/1e9, 1e-6)
	}
	number("exposure", x.ExposureTime, c.ExposureTime.Seconds(), 1e-3)
	number("f-number", x.FNumber, c.FNumber, 1e-3)
	number("ISO", x.ISO, float64(c.ISO), 5e-3) // ExifTool does not round what it computes
	number("focal length", x.FocalLength, c.FocalLength, 1e-3)
	number("orientation", x.Orientation, float64(c.Orientation), 0)
	number("exposure bias", x.ExposureCompensation, c.ExposureBias, 1e-2)
	return different
}

// textOf gives the first that is a text with something in it.
func textOf(values ...any) string {
	for _, v := range values {
		if s, ok := v.(string); ok && strings.TrimSpace(s) != "" {
			return strings.TrimSpace(s)
		}
		if n, ok := v.(float64); ok {
			return fmt.Sprint(n)
		}
	}
	return ""
}
