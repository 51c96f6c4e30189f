package remote

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/scoring/remote/standin"
)

// quick lets a test see every retry.
var quick = Patience{Answer: 5 * time.Second, Attempts: 3, Pause: time.Millisecond, Longest: 20 * time.Millisecond}

// serve starts a stand-in and gives the options for it.
func serve(t testing.TB, b standin.Behaviour) (*standin.Server, Options) {
	t.Helper()
	s := standin.New(b)
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return s, Options{Address: address(t, h.URL), Model: standin.Model, Patience: quick}
}

func address(t testing.TB, text string) Address {
	t.Helper()
	a, err := ParseAddress(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// subject is a drawn photo of some brightness, with a name that must not travel.
func subject(t testing.TB, seed uint64) *scoring.Subject {
	t.Helper()
	p := phototest.Camera(640, 480, seed)
	rgba := image.NewRGBA(image.Rect(0, 0, p.Bounds().Dx(), p.Bounds().Dy()))
	for y := range rgba.Rect.Dy() {
		for x := range rgba.Rect.Dx() {
			rgba.Set(x, y, p.At(p.Bounds().Min.X+x, p.Bounds().Min.Y+y))
		}
	}
	return &scoring.Subject{Photo: library.Photo{Path: "/secret/folder/DSC_0001.jpg"}, Preview: rgba}
}

func scorer(t testing.TB, o Options) *Scorer {
	t.Helper()
	s, err := New(t.Context(), o, mllm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAPhotoGetsTenAttributesWithTheirSpread(t *testing.T) {
	server, o := serve(t, standin.Behaviour{})
	s := scorer(t, o)
	score, err := s.Score(t.Context(), subject(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	for a, v := range score.Values {
		if !v.Known || v.SD <= 0 || v.Mean < 0 || v.Mean > 10 || len(v.Distribution) != 9 {
			t.Errorf("attribute %d is %+v", a, v)
		}
		if math.Abs(v.Off-0.01) > 1e-6 {
			t.Errorf("attribute %d has %v off its scale, the server gave 0.01", a, v.Off)
		}
	}
	if !score.Overall.Known || score.Overall.SD <= 0 {
		t.Errorf("the overall is %+v", score.Overall)
	}
	got := server.Got()
	if got.Requests != library.NumAttributes+1 {
		t.Errorf("%d requests, want one for each value", got.Requests)
	}
	for _, text := range got.Texts {
		if text[:80] != got.Texts[0][:80] {
			t.Errorf("a question begins with %q: a server's cache does not know it", text[:80])
		}
	}
	tr := s.Traffic()
	if tr.Requests != got.Requests || tr.Photos != 1 || tr.Retries != 0 || tr.PromptTokens <= 0 || tr.Sent < 11*tr.Pictures {
		t.Errorf("the traffic is %+v", tr)
	}
	again, err := s.Score(t.Context(), subject(t, 1))
	if err != nil || again.Overall.Mean != score.Overall.Mean {
		t.Errorf("the same photo again has %v, %v; first %v", again.Overall.Mean, err, score.Overall.Mean)
	}
}

func TestNothingButPixelsLeaves(t *testing.T) {
	server, o := serve(t, standin.Behaviour{})
	t.Setenv("OPENAI_API_KEY", "sk-of-somebody-else")
	t.Setenv("OPENAI_ORG_ID", "org-of-somebody-else")
	t.Setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
	if _, err := scorer(t, o).Score(t.Context(), subject(t, 2)); err != nil {
		t.Fatal(err)
	}
	got := server.Got()
	for _, p := range got.Pictures {
		if !bytes.HasPrefix(p, []byte("\xff\xd8")) || bytes.Contains(p, []byte("Exif")) || bytes.Contains(p, []byte("http://ns.adobe.com")) {
			t.Error("a picture carries more than pixels, or is none")
		}
	}
	for name, values := range got.Headers {
		all := name + " " + strings.Join(values, " ")
		if strings.HasPrefix(name, "X-Stainless") || strings.Contains(all, "somebody-else") {
			t.Errorf("the header %s is sent", all)
		}
	}
	if len(got.Keys) != 1 || got.Keys[0] != "" {
		t.Errorf("the keys %q are sent, and none was given", got.Keys)
	}
	for _, text := range got.Texts {
		if strings.Contains(text, "DSC_0001") || strings.Contains(text, "secret") {
			t.Errorf("a name is in %q", text)
		}
	}
}

func TestAServerWithoutProbabilitiesGivesNoSpread(t *testing.T) {
	_, o := serve(t, standin.Behaviour{Spoken: true})
	o.Spoken = true
	s := scorer(t, o)
	score, err := s.Score(t.Context(), subject(t, 3))
	if err != nil {
		t.Fatal(err)
	}
	for a, v := range score.Values {
		if !v.Known || v.SD != 0 || v.Distribution != nil {
			t.Errorf("attribute %d is %+v", a, v)
		}
	}
	if s.Scorer.Provenance().Settings["probabilities"] != "none" {
		t.Error("the score's key does not tell that there were no probabilities")
	}
}

func TestAServerThatMisbehavesGetsAClearState(t *testing.T) {
	write := func(status int, kind, body string) func(http.ResponseWriter, *http.Request, int) bool {
		return func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	const one = `{"choices":[{"message":{"content":"7"},"logprobs":{"content":[{"token":"7","logprob":%s,"top_logprobs":[{"token":"7","logprob":%s}]}]}}]}`
	for name, c := range map[string]struct {
		instead func(http.ResponseWriter, *http.Request, int) bool
		gone    bool  // every photo would meet it
		want    error // nil for any
		says    string
		once    bool // asking again is of no use
	}{
		"a web page":            {write(200, "text/html", "<html>Welcome to the hotel"), true, ErrNotOne, "/v1", true},
		"a page for no page":    {write(404, "text/html", "<html>not found"), true, ErrNoModel, "model", true},
		"half of an answer":     {write(200, "application/json", `{"choices":[{"mess`), false, nil, "", false},
		"JSON of another kind":  {write(200, "application/json", `["a","b"]`), false, ErrAnswer, "", true},
		"an answer without any": {write(200, "application/json", `{"choices":[]}`), false, ErrAnswer, "no choice", true},
		"no probabilities":      {write(200, "application/json", `{"choices":[{"message":{"content":"7"}}]}`), false, ErrNoProbabilities, "", true},
		"NaN":                   {write(200, "application/json", fmt.Sprintf(one, "NaN", "NaN")), false, ErrAnswer, "", true},
		"probabilities above 1": {write(200, "application/json", fmt.Sprintf(one, "3", "3")), false, mllm.ErrNoAnswer, "", true},
		"ten megabytes":         {write(200, "application/json", `{"choices":[{"message":{"content":"`+strings.Repeat("x", 10<<20)+`"}}]}`), false, ErrTooLong, "", true},
		"a wrong question":      {write(400, "application/json", `{"error":{"message":"image too\nlarge"}}`), false, nil, "image too large", true},
		"another address": {func(w http.ResponseWriter, r *http.Request, _ int) bool {
			http.Redirect(w, r, "http://127.0.0.2:1/v1/chat/completions", http.StatusTemporaryRedirect)
			return true
		}, true, ErrElsewhere, "", true},
		"a key that is not taken": {write(401, "application/json", `{"error":{"message":"bad key sk-mine"}}`), true, ErrKey, "", true},
		"a problem of its own":    {write(500, "application/json", `{"error":{"message":"runner restarts"}}`), true, nil, "runner restarts", false},
		"too much to do":          {write(429, "application/json", `{}`), true, nil, "too much to do", false},
		"cut in the middle": {func(w http.ResponseWriter, _ *http.Request, _ int) bool {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, `{"choices":`)
			panic(http.ErrAbortHandler)
		}, true, nil, "cut", false},
	} {
		t.Run(name, func(t *testing.T) {
			server, o := serve(t, standin.Behaviour{Instead: c.instead})
			o.Key = "sk-mine"
			_, err := scorer(t, o).Score(t.Context(), subject(t, 4))
			if err == nil {
				t.Fatal("it has a score")
			}
			if gone := errors.Is(err, scoring.ErrUnavailable); gone != c.gone && name != "half of an answer" {
				t.Errorf("it stops scoring: %v, want %v (%v)", gone, c.gone, err)
			}
			if c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it is %v", err)
			}
			if strings.Contains(err.Error(), "sk-mine") || len(err.Error()) > 700 {
				t.Errorf("the error tells the key or too much: %v", err)
			}
			if n := server.Got().Requests; c.once && n > 11 || !c.once && n < 2 {
				t.Errorf("it was asked %d times", n)
			}
		})
	}
}

func TestAServerThatIsSlowOrGoneStopsTheScorerAndBlamesNoPhoto(t *testing.T) {
	_, o := serve(t, standin.Behaviour{Latency: time.Minute})
	o.Patience = Patience{Answer: 30 * time.Millisecond, Attempts: 2, Pause: time.Millisecond, Longest: time.Millisecond}
	_, err := scorer(t, o).Score(t.Context(), subject(t, 5))
	if !errors.Is(err, scoring.ErrUnavailable) || !strings.Contains(err.Error(), "did not answer within") {
		t.Errorf("a slow one gives %v", err)
	}
	o.Address = address(t, "http://127.0.0.1:1")
	_, err = scorer(t, o).Score(t.Context(), subject(t, 5))
	if !errors.Is(err, scoring.ErrUnavailable) || !strings.Contains(err.Error(), "no server listens there") {
		t.Errorf("one that is gone gives %v", err)
	}
}

func TestABadCertificateGetsNothing(t *testing.T) {
	s := standin.New(standin.Behaviour{})
	h := httptest.NewTLSServer(s)
	defer h.Close()
	o := Options{Address: address(t, h.URL), Model: standin.Model, Key: "sk-mine", Patience: quick}
	_, err := scorer(t, o).Score(t.Context(), subject(t, 6))
	if !errors.Is(err, ErrCertificate) || !errors.Is(err, scoring.ErrUnavailable) {
		t.Errorf("it gives %v", err)
	}
	if got := s.Got(); got.Requests != 0 || len(got.Keys) != 0 {
		t.Errorf("it was sent %d questions and the keys %q", got.Requests, got.Keys)
	}
	o.roots = h.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	if _, err := scorer(t, o).Score(t.Context(), subject(t, 6)); err != nil {
		t.Errorf("with a certificate that can be trusted: %v", err)
	}
}

func TestAKeyTravelsOnlyWhereNobodyCanReadIt(t *testing.T) {
	for text, allowed := range map[string]bool{
		"https://gpu.example.org": true, "http://gpu.example.org": false, "http://192.168.1.5:8000": false,
		"http://127.0.0.1:8080": true, "http://localhost:8080": true, "http://[::1]:8080": true, "http://localhost.example.org": false,
	} {
		_, err := NewEngine(Options{Address: address(t, text), Key: "sk-mine"})
		if (err == nil) != allowed || !allowed && !errors.Is(err, ErrPlainKey) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestAddressesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"http://127.0.0.1:8080":                            "http://127.0.0.1:8080/v1",
		" https://GPU.example.org/ ":                       "https://gpu.example.org/v1",
		"https://gpu.example.org/v1/":                      "https://gpu.example.org/v1",
		"https://gpu.example.org/api/v1/chat/completions/": "https://gpu.example.org/api/v1",
		"gpu.example.org":                                  "", "ftp://gpu.example.org": "", "https://": "", "https://me:secret@gpu.example.org": "",
		"https://gpu.example.org/v1?key=secret": "", "file:///etc/passwd": "", "https://a b": "", "": "",
		"https://" + strings.Repeat("a", 600): "",
	} {
		a, err := ParseAddress(text)
		if (err == nil) != (want != "") || err == nil && a.String() != want {
			t.Errorf("%q is %q, %v", text, a.String(), err)
		}
		if err != nil && (!errors.Is(err, ErrAddress) || strings.Contains(err.Error(), "secret")) {
			t.Errorf("%q gives %v", text, err)
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	f.Add("http://127.0.0.1:8080/v1")
	f.Add("https://[::1]/%2f..//v1?x#y")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseAddress(text)
		if err != nil {
			return
		}
		if b, err := ParseAddress(a.String()); err != nil || b.String() != a.String() {
			t.Errorf("%q becomes %q, and that %q, %v", text, a, b, err)
		}
	})
}

func TestAServerThatHasTooMuchToDoIsAskedLessAndThenGivesAll(t *testing.T) {
	server, o := serve(t, standin.Behaviour{Capacity: 3, Latency: 2 * time.Millisecond})
	o.AtOnce = 16
	o.Patience.Attempts = 50
	s := scorer(t, o)
	for i := range 6 {
		if _, err := s.Score(t.Context(), subject(t, uint64(i))); err != nil {
			t.Fatal(err)
		}
	}
	tr := s.Traffic()
	if tr.AtOnce >= 16 || tr.Retries == 0 || tr.Requests != 66 {
		t.Errorf("the traffic is %+v", tr)
	}
	if server.Got().Requests != tr.Requests+tr.Retries {
		t.Errorf("%d came in, %d were answered and %d asked again", server.Got().Requests, tr.Requests, tr.Retries)
	}
}

func TestRetryAfterIsKept(t *testing.T) {
	var refused atomic.Int64
	_, o := serve(t, standin.Behaviour{Instead: func(w http.ResponseWriter, _ *http.Request, n int) bool {
		if n > 1 {
			return false
		}
		refused.Store(time.Now().UnixNano())
		w.Header().Set("Retry-After", "0.3")
		w.WriteHeader(http.StatusTooManyRequests)
		return true
	}})
	o.Patience.Longest = time.Second
	began := time.Now()
	if _, err := scorer(t, o).Score(t.Context(), subject(t, 7)); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < 300*time.Millisecond {
		t.Errorf("it was asked again after %v", took)
	}
	for text, want := range map[string]time.Duration{
		"3": 3 * time.Second, "Tue, 01 Dec 2026 10:00:05 GMT": 5 * time.Second, "-1": 0, "soon": 0, "": 0, "NaN": 0, "1e300": 0,
	} {
		h := http.Header{"Retry-After": {text}}
		if got := retryAfter(h, time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)); got != want {
			t.Errorf("%q asks for %v, want %v", text, got, want)
		}
	}
}
