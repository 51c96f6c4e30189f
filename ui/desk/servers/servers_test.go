package servers

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/scoring/remote/standin"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// room is a form on a desk, and the server that is entered.
type room struct {
	*Servers
	d      *desktest.Desk
	played *standin.Server
	url    string
	shown  scorers.ID
}

func open(t *testing.T, b standin.Behaviour) *room {
	t.Helper()
	keyring.MockInit()
	d := desktest.Open(t)
	r := &room{d: d, played: standin.New(b)}
	h := httptest.NewServer(r.played)
	t.Cleanup(h.Close)
	r.url = h.URL
	r.Servers = New(Needs{
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Overlay: d.Overlay, List: d.Shoot.Scorers(), Settings: &d.Settings,
		Show:    func(by scorers.ID) change.Set { r.shown = by; return change.None },
		Changed: func() {}, Opens: func() {},
	})
	d.Do(t, r.Commands(), Form)
	return r
}

// until lets the desk work until something is so.
func (r *room) until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		r.d.Desk.Drain()
		if so() {
			return
		}
	}
	t.Fatalf("%s never came: %+v", what, r.form)
}

// enter types an address and a key, and tests them.
func (r *room) enter(t *testing.T, key string) {
	t.Helper()
	c := r.callbacks()
	c.OnAddress(r.url)
	c.OnKey(key)
	c.OnTest()
	r.until(t, "the test's end", func() bool { return !r.form.testing })
}

func TestNothingIsSentToAServerBeforeThePersonAgrees(t *testing.T) {
	r := open(t, standin.Behaviour{Key: "sk-1"})
	r.d.AddPhotos(t, 2)
	r.enter(t, "sk-1")
	if !r.form.ready || r.form.model != standin.Model {
		t.Fatalf("the test gave %+v", r.form)
	}
	tested := r.played.Got().Requests
	r.use()
	if !r.form.asks || r.on || r.played.Got().Requests != tested || len(r.Chosen.Known) != 0 {
		t.Errorf("before the answer: asks %v, on %v, %d questions", r.form.asks, r.on, r.played.Got().Requests-tested)
	}
	r.agree()
	r.until(t, "the scorer", func() bool { return r.on })
	known := r.Chosen.Find(r.url + "/v1")
	if known == nil || !known.Agreed || !known.Keyed || !r.Chosen.On || r.shown != scorers.Server {
		t.Errorf("kept is %+v, shown %q", known, r.shown)
	}
	if key, err := servers.Key(t.Context(), r.url+"/v1", "", func(string) string { return "" }); key != "sk-1" || err != nil {
		t.Errorf("the keyring has %q, %v", key, err)
	}
	if e, ok := r.List.Get(scorers.Server); !ok || !strings.Contains(e.Title, standin.Model) {
		t.Errorf("the list has %+v, %v", e, ok)
	}
	// Once agreed to, it is not asked again.
	r.Stop()
	r.until(t, "the end", func() bool { _, there := r.List.Get(scorers.Server); return !there })
	r.enter(t, "")
	r.use()
	if r.form.asks {
		t.Error("it asks again about the same server")
	}
	r.until(t, "the scorer again", func() bool { return r.on })
	r.forget()
	r.until(t, "the end", func() bool { _, there := r.List.Get(scorers.Server); return !there })
	if len(r.Chosen.Known) != 0 || r.Chosen.On {
		t.Errorf("forgotten, and it is still kept: %+v", r.Chosen)
	}
	r.until(t, "the key's end", func() bool {
		key, _ := servers.Key(t.Context(), r.url+"/v1", "", func(string) string { return "" })
		return key == ""
	})
}

func TestAnotherAddressIsAnotherServer(t *testing.T) {
	r := open(t, standin.Behaviour{})
	r.enter(t, "")
	r.form.agreed = true
	r.callbacks().OnAddress("https://other.example.org")
	if r.form.ready || r.form.agreed || r.form.model != "" {
		t.Errorf("what was true of one address holds for another: %+v", r.form)
	}
}

func TestATestSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		behave standin.Behaviour
		says   string
	}{
		"another key":      {standin.Behaviour{Key: "sk-right"}, "does not accept the key"},
		"no pictures":      {standin.Behaviour{Blind: true}, "does not take pictures"},
		"no probabilities": {standin.Behaviour{Spoken: true}, "without ±"},
		"thinks":           {standin.Behaviour{Thinks: true}, "thinks aloud"},
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t, c.behave)
			r.enter(t, "sk-wrong")
			if got := r.form.problem + strings.Join(r.form.words, " "); !strings.Contains(got, c.says) {
				t.Errorf("it says %q", got)
			}
		})
	}
}

func TestAServerThatWasNotAgreedToDoesNotScoreAtAStart(t *testing.T) {
	r := open(t, standin.Behaviour{})
	r.Chosen.Put(servers.Server{Address: r.url + "/v1", Model: standin.Model})
	r.Chosen.On = true
	r.Resume()
	time.Sleep(50 * time.Millisecond)
	r.d.Desk.Drain()
	if r.on || r.played.Got().Requests+r.played.Got().Lists > 0 {
		t.Error("it was asked")
	}
}

func TestAServerThatIsForgottenWhileItStartsGetsNoPicture(t *testing.T) {
	r := open(t, standin.Behaviour{})
	r.d.AddPhotos(t, 3)
	r.enter(t, "")
	tested := r.played.Got().Requests
	r.form.agreed = true
	r.acting.Lock() // as a keyring that asks the person first holds up the start
	r.use()
	r.forget()
	r.acting.Unlock()
	r.until(t, "the end of both", func() bool {
		if !r.acting.TryLock() {
			return false
		}
		defer r.acting.Unlock()
		_, there := r.List.Get(scorers.Server)
		return !there
	})
	time.Sleep(100 * time.Millisecond)
	r.d.Desk.Drain()
	if _, there := r.List.Get(scorers.Server); there || r.on || r.Chosen.On || r.played.Got().Requests != tested {
		t.Errorf("it scores: in the list %v, on %v, %d questions", there, r.on, r.played.Got().Requests-tested)
	}
}
