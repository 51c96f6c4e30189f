package engine

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

func TestAllArchitecturesAnswerWithDigitsInBothReadModes(t *testing.T) {
	qs := questions("sharpness", "exposure", "colour", "composition")
	for _, arch := range tinymodel.Archs() {
		t.Run(string(arch), func(t *testing.T) {
			o := options(t, arch)
			all := read(t, open(t, o), photo(160, 120), qs)
			o.ReadMode = mllm.Sequential
			single := read(t, open(t, o), photo(160, 120), qs)
			for i := range qs {
				for _, r := range []mllm.Reading{all[i], single[i]} {
					if len(r.P) != 10 || r.Off > 0.1 || r.Off < 0 {
						t.Errorf("%s: %d answers, %.3f is for something else", qs[i].Text, len(r.P), r.Off)
					}
				}
				if a, s := expectation(all[i]), expectation(single[i]); math.Abs(a-s) > 1e-4 {
					t.Errorf("%s: %.6f with others, %.6f alone", qs[i].Text, a, s)
				}
			}
			if expectation(all[0]) == expectation(all[1]) {
				t.Error("two questions have one answer")
			}
		})
	}
}

func TestTheSamePhotoGivesTheSameNumbersToTheLastBit(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	qs := questions("sharpness", "exposure", "colour")
	e := open(t, o)
	want := read(t, e, photo(160, 120), qs)
	read(t, e, photo(50, 70), qs) // something in between
	for name, again := range map[string]func() []mllm.Reading{
		"the same process": func() []mllm.Reading { return read(t, e, photo(160, 120), qs) },
		"a restarted process": func() []mllm.Reading {
			e.process.reap(0)
			return read(t, e, photo(160, 120), qs)
		},
		"another engine": func() []mllm.Reading { return read(t, open(t, o), photo(160, 120), qs) },
	} {
		if diff := cmp.Diff(want, again()); diff != "" {
			t.Errorf("%s gives other numbers:\n%s", name, diff)
		}
	}
}

func TestAnotherPictureGivesOtherNumbers(t *testing.T) {
	for _, arch := range tinymodel.Archs() {
		t.Run(string(arch), func(t *testing.T) {
			e := open(t, options(t, arch))
			qs := questions("sharpness")
			m := photo(128, 128)
			want := read(t, e, m, qs)
			for name, other := range map[string]*image.RGBA{
				"upside down": changed(m, func(x, y int) color.RGBA { return m.RGBAAt(x, 127-y) }),
				"turned":      changed(m, func(x, y int) color.RGBA { return m.RGBAAt(y, x) }),
				"red for blue": changed(m, func(x, y int) color.RGBA {
					c := m.RGBAAt(x, y)
					c.R, c.B = c.B, c.R
					return c
				}),
				"grey": changed(m, func(int, int) color.RGBA { return color.RGBA{90, 90, 90, 255} }),
			} {
				if got := read(t, e, other, qs); cmp.Equal(want, got) {
					t.Errorf("%s: the numbers are the same", name)
				}
			}
		})
	}
}

func TestOnlyPixelsCountNotWhereTheyComeFrom(t *testing.T) {
	e := open(t, options(t, tinymodel.Qwen3VL))
	var file bytes.Buffer
	if err := jpeg.Encode(&file, photo(96, 64), nil); err != nil {
		t.Fatal(err)
	}
	decode := func(decode func(*bytes.Buffer) (image.Image, error)) *image.RGBA {
		t.Helper()
		m, err := decode(&file)
		if err != nil {
			t.Fatal(err)
		}
		rgba := image.NewRGBA(m.Bounds())
		draw.Draw(rgba, rgba.Rect, m, image.Point{}, draw.Src)
		return rgba
	}
	first := decode(func(b *bytes.Buffer) (image.Image, error) { return jpeg.Decode(b) })
	file.Reset()
	if err := png.Encode(&file, first); err != nil {
		t.Fatal(err)
	}
	second := decode(func(b *bytes.Buffer) (image.Image, error) { return png.Decode(b) })
	inside := image.NewRGBA(image.Rect(0, 0, 100, 70))
	draw.Draw(inside, first.Rect.Add(image.Pt(3, 5)), first, image.Point{}, draw.Src)
	qs := questions("sharpness", "colour")
	want := read(t, e, first, qs)
	for name, m := range map[string]*image.RGBA{
		"from PNG":         second,
		"inside a picture": inside.SubImage(first.Rect.Add(image.Pt(3, 5))).(*image.RGBA),
	} {
		if diff := cmp.Diff(want, read(t, e, m, qs)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestMoreThanFitsIntoABatchIsReadInSeveral(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	var qs []mllm.Question
	for i := range 70 { // more than there are sequences, and 7000 tokens, more than there is context
		qs = append(qs, mllm.Question{Text: fmt.Sprint(i, strings.Repeat(" long", 20), "?"), Answers: digits})
	}
	all := read(t, open(t, o), photo(64, 64), qs)
	o.ReadMode = mllm.Sequential
	single := read(t, open(t, o), photo(64, 64), qs)
	for i := range qs {
		if a, s := expectation(all[i]), expectation(single[i]); math.Abs(a-s) > 1e-4 {
			t.Errorf("question %d: %.6f with others, %.6f alone", i, a, s)
		}
	}
}

// The tiny vocabulary has a token for each byte, so that an answer of several
// bytes can be read byte by byte as well.
func TestAnswersThatShareAFirstTokenAreReadAsWholeStrings(t *testing.T) {
	v := prefill(t, open(t, options(t, tinymodel.Qwen3VL)), photo(128, 96))
	ask := func(stem string, answers ...string) []float64 {
		t.Helper()
		r, err := v.Ask(t.Context(), []mllm.Question{{Text: "sharpness?", Stem: stem, Answers: answers}})
		if err != nil {
			t.Fatal(err)
		}
		return r[0].P
	}
	first := ask("It is ", "1", "2", "3")
	second := ask("It is 1", "0", "5")
	third := ask("It is 15", "9")
	want := []float64{first[0] * second[0], first[0] * second[1] * (1 - third[0]), first[0] * second[1] * third[0], first[1], first[2]}
	got := ask("It is ", "10", "15", "159", "2", "345")
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-6 || want[i] == 0 {
			t.Errorf("answer %d has %.9f, byte by byte it has %.9f", i, got[i], want[i])
		}
	}
}

func TestManyWholeStringsAreReadInSeveralBatches(t *testing.T) {
	v := prefill(t, open(t, options(t, tinymodel.Idefics3)), photo(128, 96))
	var long []string
	for i := range 60 {
		long = append(long, fmt.Sprintf("1%s%02d", strings.Repeat("0", 20), i))
	}
	r, err := v.Ask(t.Context(), []mllm.Question{{Text: "a?", Answers: long}, {Text: "b?", Answers: digits}})
	if err != nil {
		t.Fatal(err)
	}
	alone, err := v.Ask(t.Context(), []mllm.Question{{Text: "a?", Answers: []string{long[59], long[0]}}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r[0].P[59], alone[0].P[0]; want == 0 || math.Abs(got-want) > 1e-5*want {
		t.Errorf("the last of many has %g, of two %g", got, want)
	}
	if r[1].Off > 0.1 {
		t.Errorf("the next question lost %g", r[1].Off)
	}
}

func TestTokensAreCountedAsInTheMiddleOfAPrompt(t *testing.T) {
	e := open(t, options(t, tinymodel.Qwen3VL))
	got, err := e.Tokens(t.Context(), []string{"5", "", "ab", "é", "<|im_end|>"})
	if diff := cmp.Diff([]int{1, 0, 2, 2, 1}, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestCostAddsUp(t *testing.T) {
	v := prefill(t, open(t, options(t, tinymodel.Qwen3VL)), photo(128, 128))
	prefilled := v.Cost()
	if prefilled.PictureTokens < 16+len(beginning)/2 || prefilled.Prefill <= 0 || prefilled.ReadTokens != 0 {
		t.Errorf("prefill: %+v", prefilled)
	}
	if _, err := v.Ask(t.Context(), questions("a", "b")); err != nil {
		t.Fatal(err)
	}
	asked := v.Cost()
	if asked.ReadTokens < 4 || asked.Asking <= 0 || asked.PictureTokens != prefilled.PictureTokens {
		t.Errorf("asking: %+v", asked)
	}
	written, err := v.Write(t.Context(), mllm.Question{Text: "a?"}, mllm.WriteLimit{Tokens: 5, Bytes: 100}, func(string) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if c := v.Cost(); c.WrittenTokens != written.Tokens || c.Writing <= 0 || c.ReadTokens <= asked.ReadTokens {
		t.Errorf("writing: %+v", c)
	}
}
