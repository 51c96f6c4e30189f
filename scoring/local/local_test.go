package local

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

func TestWhatIsMissingIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		s    Settings
		want []string
	}{
		"everything": {Settings{}, []string{"the folder of llama.cpp", "the model", "the projector"}},
		"blanks":     {Settings{Runtime: " ", Model: "m", Projector: "p"}, []string{"the folder of llama.cpp"}},
		"nothing":    {Settings{Runtime: "l", Model: "m", Projector: "p"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.s.Missing(); !slices.Equal(got, c.want) {
				t.Errorf("missing %v, want %v", got, c.want)
			}
		})
	}
}

func TestSettingsComeBackFromJSON(t *testing.T) {
	was := Settings{Runtime: "/l", Model: "/a/Qwen3VL-4B.Q4.gguf", Projector: "/p", Device: "cpu", Form: mllm.Paper, Careful: true, ImageTokens: 256}
	b, err := json.Marshal(was)
	if err != nil {
		t.Fatal(err)
	}
	var now Settings
	if err := json.Unmarshal(b, &now); err != nil || now != was {
		t.Errorf("%+v became %+v, %v", was, now, err)
	}
	// As every version before stored it.
	if err := json.Unmarshal([]byte(`{"library":"/stored"}`), &now); err != nil || now.Runtime != "/stored" {
		t.Errorf("stored settings name the runtime %q, %v", now.Runtime, err)
	}
	if was.Name() != "Qwen3VL-4B.Q4" {
		t.Errorf("it is called %q", was.Name())
	}
}

func TestDigestsAreRememberedInTheCatalogue(t *testing.T) {
	cat, err := catalog.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	d := NewDigests(t.Context(), cat)
	if _, known, err := d.Recall("/m.gguf"); known || err != nil {
		t.Errorf("an unknown file is known: %v", err)
	}
	was := engine.Fingerprint{Size: 5, ModTime: time.Unix(7, 9).UTC(), Digest: "ab"}
	if err := errors.Join(d.Remember("/other.gguf", was), d.Remember("/m.gguf", was)); err != nil {
		t.Fatal(err)
	}
	now, known, err := NewDigests(t.Context(), cat).Recall("/m.gguf")
	if !known || err != nil || now.Digest != was.Digest || !now.ModTime.Equal(was.ModTime) {
		t.Errorf("recalled %+v, %v, %v", now, known, err)
	}
}

func TestAModelThatIsNoneIsRefusedInWords(t *testing.T) {
	_, projector := enginetest.Pair(t, tinymodel.Qwen3VL)
	s := Settings{Runtime: enginetest.Runtime(t), Model: "/nowhere/m.gguf", Projector: projector}
	_, err := Start(t.Context(), s, Options{Program: enginetest.Program(t)})
	if !errors.Is(err, scoring.ErrUnavailable) {
		t.Errorf("it gave %v", err)
	}
}

func TestTheChosenModelIsKeptInTheCatalogue(t *testing.T) {
	cat, err := catalog.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	if s, found, err := Chosen(t.Context(), cat); found || err != nil || s != (Settings{}) {
		t.Errorf("none was chosen, and it gave %+v, %v", s, err)
	}
	want := Settings{Runtime: "/l", Model: "/m", Projector: "/p", Form: mllm.Paper}
	if err := Choose(t.Context(), cat, want); err != nil {
		t.Fatal(err)
	}
	if s, found, err := Chosen(t.Context(), cat); !found || err != nil || s != want {
		t.Errorf("it gave %+v, %v", s, err)
	}
}
