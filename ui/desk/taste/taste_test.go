package taste

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tastes "keeplight.app/keeplight/app/taste"
	"keeplight.app/keeplight/library"
	learning "keeplight.app/keeplight/scoring/taste"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
)

// stand is a service that says how a taste stands, and takes note of what it is asked.
type stand struct {
	tastes.Service
	state  tastes.State
	reason tastes.Reason
	asked  []string
}

func (s *stand) On() bool { return s.state.On }
func (s *stand) SetOn(_ context.Context, on bool) error {
	s.state.On = on
	return nil
}

func (s *stand) Names(context.Context) ([]string, string, error) {
	return []string{"Birds", tastes.DefaultName}, tastes.DefaultName, nil
}

func (s *stand) State(context.Context, string) (tastes.State, error) { return s.state, nil }
func (s *stand) Learn(context.Context, string) (tastes.State, error) {
	s.asked = append(s.asked, "learn")
	return s.state, nil
}

func (s *stand) Shoots(context.Context, string) (bool, []tastes.Shoot, error) {
	return true, []tastes.Shoot{{Folder: "/s/Lund", Name: "Lund", Learns: true, Kept: 40, NotKept: 52}, {Folder: "/s/Ridge", Name: "Ridge", Learns: true, Kept: 38, NotKept: 30}}, nil
}

func (s *stand) SetShoots(_ context.Context, _ string, folders []string) error {
	s.asked = append(s.asked, "shoots "+strings.Join(folders, ","))
	return nil
}

func (s *stand) Reason(context.Context, library.ID) (tastes.Reason, bool, error) {
	return s.reason, s.state.Proved, nil
}

func (s *stand) Forget(_ context.Context, name string) error {
	s.asked = append(s.asked, "forget "+name)
	return nil
}

type grey struct{}

func (grey) Thumb(context.Context, *library.Photo) (*image.RGBA, error) {
	img := image.NewRGBA(image.Rect(0, 0, 48, 32))
	for i := range img.Pix {
		img.Pix[i] = color.Gray{Y: 0x90}.Y
	}
	return img, nil
}

func silentState() tastes.State {
	return tastes.State{
		Name: tastes.DefaultName, On: true, Used: true, Learnt: true,
		From: tastes.From{Picks: 78, Rejects: 82, Shoots: 2}, Test: tastes.Test{Pairs: 240, Wins: 41, Losses: 33, Evidence: 2, Needed: 20},
		Outlook: learning.Outlook{Known: true, Decisions: 60, Shoots: 1},
		Curve:   []learning.Point{{Decisions: 40, Pairs: 100, Right: 0.55, BuiltIn: 0.62, Low: 0.45, High: 0.65}, {Decisions: 90, Pairs: 180, Right: 0.6, BuiltIn: 0.62, Low: 0.53, High: 0.67}, {Decisions: 160, Pairs: 240, Right: 0.63, BuiltIn: 0.63, Low: 0.58, High: 0.68}},
	}
}

func provedState() tastes.State {
	s := silentState()
	s.Proved, s.From.Shoots, s.Test.Evidence = true, 4, 31
	s.Curve = append(s.Curve, learning.Point{Decisions: 400, Pairs: 557, Right: 0.74, BuiltIn: 0.63, Low: 0.7, High: 0.77})
	for a := range library.NumAttributes {
		p := tastes.Pull{Attribute: library.Attribute(a)}
		p.Known, p.Weight = true, []float64{0.8, 0.6, 0.1, -0.7}[a%4]
		p.Low, p.High = p.Weight-0.3, p.Weight+0.3
		s.Pulls = append(s.Pulls, p)
	}
	return s
}

func newRoom(t *testing.T, s tastes.State) (*Taste, *desktest.Desk, *stand) {
	t.Helper()
	d := desktest.Open(t)
	photos := d.AddPhotos(t, 5)
	service := &stand{state: s, reason: tastes.Reason{Score: library.Value{Known: true, Mean: 7.92, SD: 0.9}}}
	for _, p := range photos[1:] {
		service.reason.Like = append(service.reason.Like, tastes.Like{ID: p.ID, Similarity: 0.5})
	}
	r := New(Needs{
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Overlay: d.Overlay, Chooser: d.Chooser, Apply: d.Apply,
		Photos: d.Shoot.Catalog(), Pictures: grey{}, Blind: "blind-session", Do: func(command.ID) {},
		Sort: func() change.Set { return change.None }, Open: func(library.ID) {},
		Again: func(context.Context) (float64, bool, error) { return 0.84, true, nil }, Compare: func() { service.asked = append(service.asked, "compare") },
	})
	if ok, _ := r.canShow(); ok {
		t.Error("it can be shown before there are tastes")
	}
	r.Use(service)
	d.Do(t, r.Commands(), Show)
	for range 3 {
		d.Finish()
	}
	keepPicture(t, d)
	return r, d, service
}

// keepPicture keeps what the window shows where pictures of tests are wanted.
func keepPicture(t *testing.T, d *desktest.Desk) {
	t.Helper()
	dir := os.Getenv("KEEPLIGHT_TEST_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, t.Name()+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, d.Window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

func TestASilentTasteSaysWhatItNeedsAndNothingOfAPhoto(t *testing.T) {
	r, d, service := newRoom(t, silentState())
	styletest.Sees(t, d.Window.Content(), "about 220", "you against yourself: 84 %", "78 picks so far", "2 of 3", "41 to 33", "Learning: on")
	all := strings.Join(styletest.Texts(d.Window.Content()), " ")
	if !strings.Contains(all, "60 more decisions") || !strings.Contains(all, "1 more shoot") {
		t.Errorf("it says %s", all)
	}
	for _, leak := range []string{"7.92", "IMG_0001.jpg", "guessed right, "} {
		if strings.Contains(all, leak) {
			t.Errorf("it says %q before it has proved itself", leak)
		}
	}
	if len(r.known.like) != 0 {
		t.Error("it shows what a photo is like before it has proved itself")
	}
	if len(service.asked) != 1 || service.asked[0] != "learn" {
		t.Errorf("asked was %v", service.asked)
	}
}

func TestAProvedTasteSaysWhatPullsAndWhatAPhotoIsLike(t *testing.T) {
	_, d, _ := newRoom(t, provedState())
	styletest.Sees(t, d.Window.Content(), "You again", "84 %", "no pull", "cannot tell", "you against yourself: 84 %", "Compare with built-in…")
	styletest.SeesNot(t, d.Window.Content(), "about 220")
	styletest.Sees(t, d.Window.Content(), "74 % of your choices guessed right", "7.92 ±0.9", "IMG_0001.jpg", "You keep what scores higher in:", "You keep what scores lower in:")
	all := strings.Join(styletest.Texts(d.Window.Content()), " ")
	if !strings.Contains(all, "557 pairs it never learnt from; 95 %: 70 to 77") || !strings.Contains(all, "Cannot tell yet: subject & background, level shot.") {
		t.Errorf("it says %s", all)
	}
}

func TestForgettingIsAskedFirstAndShootsAreChosen(t *testing.T) {
	r, d, service := newRoom(t, provedState())
	r.flipShoot(0)
	d.Finish()
	r.askForget()
	styletest.Sees(t, d.Window.Content(), "Forget My taste?")
	if got := strings.Join(service.asked, "; "); strings.Contains(got, "forget") || !strings.Contains(got, "shoots /s/Ridge") {
		t.Fatalf("asked was %s", got)
	}
	service.asked = nil
	d.Press("Return")
	for range 3 {
		d.Finish()
	}
	if got := strings.Join(service.asked, "; "); got != "forget My taste" {
		t.Errorf("asked was %q: nothing is learnt again at once", got)
	}
	if r.flip(); r.known.state.On {
		d.Finish()
	}
	if service.state.On {
		t.Error("it is still on")
	}
}

func TestAFileOfATasteTouchesNoOther(t *testing.T) {
	dir, day := t.TempDir(), time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	for _, want := range []string{"keeplight-taste-2026-11-30.json", "keeplight-taste-2026-11-30-2.json"} {
		path, err := writeInto(dir, day, func(f *os.File) error { _, err := f.WriteString(want); return err })
		if b, _ := os.ReadFile(path); err != nil || filepath.Base(path) != want || string(b) != want {
			t.Errorf("%s holds %q, %v", path, b, err)
		}
	}
	if _, err := writeInto(dir, day, func(*os.File) error { return os.ErrPermission }); err == nil {
		t.Error("no error")
	}
	if all, _ := os.ReadDir(dir); len(all) != 2 {
		t.Errorf("%d files are left", len(all))
	}
}
