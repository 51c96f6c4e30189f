package shoot

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/worker"
	"keeplight.app/keeplight/library/worker/wire"
	"keeplight.app/keeplight/scoring/queue"
)

// playMedia is the environment variable that makes the test binary a decode
// worker. Its value is a file to which every worker that dies adds a byte.
const playMedia = "KEEPLIGHT_TEST_PLAY_MEDIA"

func TestMain(m *testing.M) {
	if path := os.Getenv(playMedia); path != "" {
		os.Exit(playWorker(path))
	}
	os.Exit(m.Run())
}

// playWorker shows every file as a white picture of 40 x 30 pixels, and dies of
// one that holds the word, unless a file says that it was mended.
func playWorker(deaths string) int {
	hello := wire.Hello{Library: "libfake 1", Formats: []string{"heif", "avif"}}
	err := wire.Serve(bufio.NewReader(os.Stdin), os.Stdout, hello, func(req *wire.Request) *wire.Reply {
		late := bytes.Contains(req.File, []byte("late"))
		if bytes.Contains(req.File, []byte("die")) && (!late || req.Want == wire.Picture) {
			die(deaths, bytes.Contains(req.File, []byte("once")))
		}
		r := &wire.Reply{Width: 40, Height: 30}
		if req.Want != wire.Size {
			r.Source, r.Pixels = "the picture", image.NewRGBA(image.Rect(0, 0, 40, 30))
			for i := range r.Pixels.Pix {
				r.Pixels.Pix[i] = 255
			}
		}
		return r
	})
	if err != nil {
		return 1
	}
	return 0
}

// die ends the worker, maybe only the first one.
func die(deaths string, once bool) {
	if _, err := os.Stat(deaths + mended); err == nil {
		return
	}
	if _, err := os.Stat(deaths); err == nil && once {
		return
	}
	f, err := os.OpenFile(deaths, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = f.WriteString("x")
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		os.Exit(3)
	}
	os.Exit(134)
}

// mended is the ending of the file that keeps workers from dying.
const mended = ".mended"

// heic gives bytes that are a whole HEIC as far as its boxes go.
func heic(content string) []byte {
	data := []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	data = binary.BigEndian.AppendUint32(data, uint32(8+len(content)))
	return append(data, "mdat"+content...)
}

// media gives options for a worker that is this test binary, and how many have
// died so far.
func media(t *testing.T) (worker.Options, func() int) {
	deaths := filepath.Join(t.TempDir(), "deaths")
	opts := worker.Options{Program: os.Args[0], Arguments: []string{"--"}, Env: append(os.Environ(), playMedia+"="+deaths)}
	return opts, func() int {
		data, err := os.ReadFile(deaths)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Error(err)
		}
		return len(data)
	}
}

func TestAHEICIsReadScoredAndShownLikeAnyPhoto(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "a.heic"), heic("a"))
	write(t, filepath.Join(dir, "named-otherwise.jpg"), heic("b"))
	with, _ := media(t)
	h := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}, Media: with})
	for _, name := range []string{"a.heic", "named-otherwise.jpg"} {
		p := h.photos[name]
		if p.Width != 40 || p.Height != 30 || p.Hash == "" || !p.Problem.IsZero() || h.results[name].Score == nil {
			t.Errorf("%s: %+v, %+v", name, p, h.results[name])
		}
	}
	s := open(t, Options{CatalogDir: home, Media: with})
	p := h.photos["a.heic"]
	if img, final, err := s.Pictures().Quick(t.Context(), &p); err != nil || !final || img.Rect.Dx() != 40 {
		t.Errorf("the stored thumbnail: final %v, %v", final, err)
	}
	if pic, err := s.Pictures().Load(t.Context(), &p, 0); err != nil || pic.Pixels.Rect.Dx() != 40 {
		t.Errorf("the loupe's picture: %v", err)
	}
}

func TestAHEICThatCouldNotBeReadIsReadOnceTheDecoderIsThere(t *testing.T) {
	for name, file := range map[string]string{"a.heic": "", "by itself": "a.heic"} {
		t.Run(name, func(t *testing.T) {
			dir, home := t.TempDir(), t.TempDir()
			write(t, filepath.Join(dir, "a.heic"), heic("a"))
			opened := filepath.Join(dir, file)
			without := once(t, Options{CatalogDir: home, Folders: []string{opened}, Scorer: &counter{}, Media: worker.Options{Program: "/nowhere/keeplight-media"}})
			before := without.photos["a.heic"]
			if !strings.HasPrefix(message.English(before.Problem), "HEIC pictures cannot be read: ") {
				t.Errorf("without a decoder the problem is %q", message.English(before.Problem))
			}
			// What an earlier version stored when it could not score.
			s := open(t, Options{CatalogDir: home, Scorer: &counter{}})
			row := catalog.ScoreRow{
				ID: before.ID, Score: library.Score{By: s.Provenance(), Hash: before.Hash},
				Problem: library.Verbatim("HEIC pictures cannot be read by this version yet"),
			}
			if err := s.cat.SaveScores(t.Context(), []catalog.ScoreRow{row}); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			with, _ := media(t)
			after := once(t, Options{CatalogDir: home, Folders: []string{opened}, Scorer: &counter{}, Media: with})
			p := after.photos["a.heic"]
			if p.ID != before.ID || !p.Problem.IsZero() || p.Width != 40 || after.results["a.heic"].Score == nil {
				t.Errorf("with one: %+v, %+v", p, after.results["a.heic"])
			}
		})
	}
}

func TestAFileThatEndsItsDecoderIsTriedTwiceAndSaysWhy(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "bad.heic"), heic("die"))
	write(t, filepath.Join(dir, "good.heic"), heic("well"))
	with, deaths := media(t)
	opts := Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}, Media: with}
	for _, start := range []string{"the first", "the second"} {
		h := once(t, opts)
		if p := h.photos["bad.heic"].Problem; p.Code() != message.SetAside || !strings.HasPrefix(message.English(p), "its decoder crashed") {
			t.Errorf("at %s start its problem is %q", start, message.English(p))
		}
		if h.results["good.heic"].Score == nil {
			t.Errorf("at %s start the other one has no score: %+v", start, h.results["good.heic"])
		}
		if n := deaths(); n != 2 {
			t.Errorf("after %s start %d workers have died of it", start, n)
		}
	}
	list, err := worker.OpenQuarantine(home)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := list.Clear(); n != 1 || err != nil {
		t.Errorf("%d files were set aside, %v", n, err)
	}
	once(t, opts)
	if deaths() != 4 {
		t.Error("after clearing the list it was not tried again")
	}
}

func TestAFileThatEndsItsDecoderOnceIsReadAndScoredAllTheSame(t *testing.T) {
	for _, content := range []string{"die once", "die once late"} {
		t.Run(content, func(t *testing.T) {
			dir, home := t.TempDir(), t.TempDir()
			write(t, filepath.Join(dir, "a.heic"), heic(content))
			write(t, filepath.Join(dir, "b.heic"), heic("well"))
			with, deaths := media(t)
			h := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}, Media: with})
			if p, r := h.photos["a.heic"], h.results["a.heic"]; !p.Problem.IsZero() || p.Width != 40 || r.Score == nil {
				t.Errorf("%+v, %+v", p, r)
			}
			if n := deaths(); n != 1 {
				t.Errorf("%d workers died", n)
			}
			if list, err := worker.OpenQuarantine(home); err != nil || len(list.Entries()) != 0 {
				t.Errorf("set aside are %+v, %v", list.Entries(), err)
			}
		})
	}
}

func TestAFileThatEndsItsDecoderWhileItIsScoredHasAProblemThatMayPass(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "bad.heic"), heic("die late"))
	with, _ := media(t)
	for range 2 {
		h := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}, Media: with})
		r := h.results["bad.heic"]
		if !r.Passing || r.Problem.Code() != message.SetAside || strings.Contains(message.English(r.Problem), queue.ErrNotNow.Error()) {
			t.Errorf("%+v", r)
		}
		if p := h.photos["bad.heic"]; !p.Problem.IsZero() || p.Width != 40 {
			t.Errorf("its size is known: %+v", p)
		}
	}
}

func TestAPhotoThatWasSetAsideIsReadWhenAPersonHasItTriedAgain(t *testing.T) {
	for _, content := range []string{"die", "die late"} {
		t.Run(content, func(t *testing.T) {
			dir, home := t.TempDir(), t.TempDir()
			path := filepath.Join(dir, "a.heic")
			write(t, path, heic(content))
			with, deaths := media(t)
			opts := Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}, Media: with}
			photo := once(t, opts).photos["a.heic"]
			s := open(t, opts)
			before := deaths()
			if err := s.TryAgain(t.Context(), []library.Photo{photo}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Pictures().Load(t.Context(), &photo, 0); library.MessageOf(err).Code() != message.SetAside || deaths() != before+2 {
				t.Errorf("unmended it gave %v, %d more died", err, deaths()-before)
			}
			before = deaths()
			_, path, _ = strings.Cut(with.Env[len(with.Env)-1], "=")
			write(t, path+mended, nil)
			if err := s.TryAgain(t.Context(), []library.Photo{photo}); err != nil {
				t.Fatal(err)
			}
			if p, err := s.cat.Photo(t.Context(), photo.ID); err != nil || !p.Problem.IsZero() || p.Width != 40 {
				t.Errorf("%+v, %v", p, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if r := once(t, opts).results["a.heic"]; r.Score == nil || deaths() != before {
				t.Errorf("%+v, %d more died", r, deaths()-before)
			}
		})
	}
}

func TestAWindowThatOnlyLooksStoresNothingOfItsDecoder(t *testing.T) {
	home := t.TempDir()
	with, _ := media(t)
	bad := filepath.Join(t.TempDir(), "bad.heic")
	write(t, bad, heic("die"))
	once(t, Options{CatalogDir: home, Folders: []string{t.TempDir()}})
	s := open(t, Options{CatalogDir: home, Mode: ReadOnly, Media: with})
	if _, err := s.Pictures().Load(t.Context(), &library.Photo{Path: bad}, 0); !errors.Is(err, worker.ErrQuarantined) {
		t.Errorf("gave %v", err)
	}
	list, err := worker.OpenQuarantine(home)
	if err != nil || len(list.Entries()) != 0 {
		t.Errorf("stored %+v, %v", list.Entries(), err)
	}
	if _, err := s.Pictures().Thumb(t.Context(), &library.Photo{Path: bad}); err == nil || !strings.Contains(err.Error(), "crashed") {
		t.Errorf("its thumbnail gave %v", err)
	}
}
