package servers

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/remote"
)

func TestServersAreKeptChosenAndForgotten(t *testing.T) {
	var s Settings
	first, second := Server{Address: "https://a.example.org/v1", Model: "m"}, Server{Address: "https://b.example.org/v1", Model: "m"}
	s.Put(first)
	s.Put(second)
	first.Agreed = true
	s.Put(first)
	if len(s.Known) != 2 || s.Chosen != first.Address || !s.Find(first.Address).Agreed || s.Find(second.Address).Agreed {
		t.Fatalf("kept is %+v", s)
	}
	s.On = true
	s.Forget(first.Address)
	if len(s.Known) != 1 || s.Chosen != "" || s.On || s.Find(first.Address) != nil {
		t.Errorf("after it was forgotten: %+v", s)
	}
	for i := range Most + 10 {
		s.Put(Server{Address: fmt.Sprintf("https://%d.example.org/v1", i)})
	}
	if len(s.Known) != Most || s.Find(s.Chosen) == nil {
		t.Errorf("%d are kept, and %q is chosen", len(s.Known), s.Chosen)
	}
}

func TestSettingsThatNameNoServerLetNoneScore(t *testing.T) {
	s := Settings{Known: make([]Server, Most+1), Chosen: "https://gone.example.org/v1", On: true}
	if err := s.Check(); err != nil || s.On || s.Chosen != "" || len(s.Known) != Most {
		t.Errorf("%v, on %v, chosen %q, %d known", err, s.On, s.Chosen, len(s.Known))
	}
}

func TestWhatIsKeptOfAServerHasNoPlaceForItsKey(t *testing.T) {
	text, err := json.Marshal(Settings{Known: []Server{{Address: "https://a.example.org/v1", Keyed: true}}})
	if err != nil || !strings.Contains(string(text), `"keyed":true`) {
		t.Fatalf("%s, %v", text, err)
	}
	if strings.Contains(string(text), `"key":`) {
		t.Errorf("kept is %s", text)
	}
}

func TestNoScorerWithoutAnAnswer(t *testing.T) {
	s := Server{Address: "https://a.example.org/v1", Model: "m"}
	if _, _, err := Start(t.Context(), s, "", How("", "", false, nil), Patience{}); !errors.Is(err, ErrNotAgreed) {
		t.Errorf("the error is %v", err)
	}
	s.Agreed = true
	scorer, photos, err := Start(t.Context(), s, "", How("", "", false, nil), Patience{})
	if err != nil || scorer == nil || photos < 2 {
		t.Errorf("%v, %d photos at once", err, photos)
	}
	s.Address = "http://a.example.org/v1"
	if _, _, err := Start(t.Context(), s, "sk-secret", How("", "", false, nil), Patience{}); !errors.Is(err, remote.ErrPlainKey) || strings.Contains(err.Error(), "sk-secret") {
		t.Errorf("a key in the open: %v", err)
	}
}

func TestItIsSaidWherePicturesGo(t *testing.T) {
	for text, want := range map[string]Where{
		"http://127.0.0.1:8080":   {Host: "127.0.0.1:8080", Here: true},
		"https://gpu.example.org": {Host: "gpu.example.org", Encrypted: true},
		"http://gpu.example.org":  {Host: "gpu.example.org"},
	} {
		if _, w, err := WhereTo(text); w.Host != want.Host || w.Here != want.Here || (!want.Here && w.Encrypted != want.Encrypted) || err != nil {
			t.Errorf("%s is %+v, %v", text, w, err)
		}
	}
}

func TestWhatWasSentIsSaid(t *testing.T) {
	if text := Sent("h", remote.Traffic{}); text != "" {
		t.Errorf("nothing was sent, and it says %q", text)
	}
	text := Sent("h", remote.Traffic{Requests: 22, Photos: 2, Sent: 2_200_000, Pictures: 200_000, PromptTokens: 24_000, CachedTokens: 20_000, Retries: 1})
	for _, part := range []string{"22 requests", "1.1 MB a photo", "100", "12,000 tokens", "10,000 from the server's cache", "asked again 1 time"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q lacks %q", text, part)
		}
	}
}
