package engine

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/engine/wire"
	"keeplight.app/keeplight/scoring/mllm"
)

func TestWhatIsTooMuchIsRefusedAndTheProcessLives(t *testing.T) {
	e := open(t, options(t, tinymodel.Qwen3VL))
	p := e.process
	ask := func(q mllm.Question) error {
		_, err := tryRead(t.Context(), e, photo(64, 64), []mllm.Question{q})
		return err
	}
	show := func(w, h int, prompt string) error {
		v, err := e.Prefill(t.Context(), image.NewRGBA(image.Rect(0, 0, w, h)), prompt)
		if err == nil {
			v.Close()
		}
		return err
	}
	long := strings.Repeat("long ", 1000)
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"a long question":          {ask(mllm.Question{Text: long, Answers: digits}), "fit behind the picture"},
		"a long stem":              {ask(mllm.Question{Text: "?", Stem: long, Answers: digits}), "fit behind the picture"},
		"a long answer":            {ask(mllm.Question{Text: "?", Answers: []string{long}}), "an answer has"},
		"an empty answer":          {ask(mllm.Question{Text: "?", Answers: []string{"1", ""}}), "0 tokens"},
		"an answer twice":          {ask(mllm.Question{Text: "?", Answers: []string{"1", "1"}}), "there twice"},
		"no answer":                {ask(mllm.Question{Text: "?"}), "answers"},
		"a text that is no text":   {ask(mllm.Question{Text: "\xff", Answers: digits}), "UTF-8"},
		"a text without end":       {ask(mllm.Question{Text: strings.Repeat("a", wire.MaxText+1), Answers: digits}), "too long"},
		"a long prompt":            {show(64, 64, long), "at most"},
		"a second picture":         {show(64, 64, "<__media__>"), "marker"},
		"an empty picture":         {show(0, 10, ""), "0 x 10"},
		"a line":                   {show(2000, 1, ""), "too narrow"},
		"a picture without bounds": {show(1<<13, 1<<12, ""), "8192 x 4096"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) || errors.Is(c.err, mllm.ErrEngineDied) {
			t.Errorf("%s gave %v", name, c.err)
		}
	}
	read(t, e, photo(64, 64), questions("sharpness"))
	if e.process != p || e.Status().Restarts != 0 {
		t.Errorf("the process was ended: %+v", e.Status())
	}
}

func TestPicturesOfAnyShapeAreRead(t *testing.T) {
	for _, arch := range tinymodel.Archs() {
		t.Run(string(arch), func(t *testing.T) {
			e := open(t, options(t, arch))
			for _, size := range []image.Point{{1, 1}, {3, 2}, {1000, 10}, {10, 1000}, {1024, 683}, {4096, 4096}} {
				if r := read(t, e, photo(size.X, size.Y), questions("sharpness")); r[0].Off > 0.2 {
					t.Errorf("%v: %g is for something else", size, r[0].Off)
				}
			}
			if n := e.Status().Restarts; n != 0 {
				t.Errorf("%d restarts", n)
			}
		})
	}
}

func TestAPictureHasNoMoreTokensThanAllowed(t *testing.T) {
	for _, most := range []int{16, 64, 600} {
		o := options(t, tinymodel.Qwen3VL)
		o.ImageTokens = most
		e := open(t, o)
		v, err := e.Prefill(t.Context(), photo(1024, 1024), "")
		if err != nil {
			t.Fatal(err)
		}
		v.Close()
		const around = 20 // tokens that the template puts around
		if n := v.Cost().PictureTokens; n > most+around || n < most/2 {
			t.Errorf("%d tokens where %d are allowed", n, most)
		}
	}
}

func TestOptionsThatCannotBeAreRefused(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"too few tokens":  func(o *Options) { o.ImageTokens = 2 },
		"too many tokens": func(o *Options) { o.ImageTokens = 1 << 20 },
		"a read mode":     func(o *Options) { o.ReadMode = "backwards" },
		"a device":        func(o *Options) { o.Device = "CUDA9" },
	} {
		o := options(t, tinymodel.Idefics3)
		change(&o)
		if e, err := Open(t.Context(), o); !errors.Is(err, ErrModel) {
			t.Errorf("%s gave %v", name, err)
			if err == nil {
				e.Close()
			}
		}
	}
}

func TestASecondViewWaitsInsideTheEngineForTheFirst(t *testing.T) {
	e := open(t, options(t, tinymodel.Idefics3))
	first := prefill(t, e, photo(64, 64))
	ctx, cancel := context.WithCancel(t.Context())
	waiting := make(chan error)
	go func() {
		_, err := e.Prefill(ctx, photo(32, 32), "")
		waiting <- err
	}()
	if _, err := e.Tokens(t.Context(), []string{"a"}); err != nil {
		t.Errorf("counting tokens waits for the view: %v", err)
	}
	cancel()
	if err := <-waiting; !errors.Is(err, context.Canceled) {
		t.Errorf("the second view gave %v", err)
	}
	first.Close()
	first.Close()
	second, err := e.Prefill(t.Context(), photo(32, 32), "")
	if err != nil {
		t.Fatal(err)
	}
	second.Close()
}
