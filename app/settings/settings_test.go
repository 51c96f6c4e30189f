package settings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/query"
)

// shelf keeps settings in memory. Writing waits for gate, where there is one.
type shelf struct {
	mu      sync.Mutex
	rows    map[string][]byte
	written []string // "key=value" in order
	gate    chan struct{}
	broken  error // of writing
	unread  error // of reading
}

func newShelf() *shelf { return &shelf{rows: map[string][]byte{}} }

func (s *shelf) Setting(_ context.Context, key string, v any) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.rows[key]
	if !ok {
		return false, nil
	}
	if err := json.Unmarshal(b, v); err != nil {
		return true, fmt.Errorf("%w: %w", catalog.ErrDamagedRow, err)
	}
	return true, s.unread
}

func (s *shelf) PutSetting(_ context.Context, key string, v any) error {
	if s.gate != nil {
		<-s.gate
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil {
		return s.broken
	}
	b, err := json.Marshal(v)
	s.rows[key] = b
	s.written = append(s.written, key+"="+string(b))
	return err
}

// changed are settings that differ from the defaults in every part.
func changed() Settings {
	s := Defaults()
	s.Window = Window{Width: 800, Height: 600, TileSide: 120, Weights: true, Against: KeepersMean}
	s.Shoot.Folders = library.Paths{"/shoot/Zoë", "/shoot/latin1-\xe9"}
	s.Shoot.Order = query.Order{By: "clarity", Descending: true}
	s.Shoot.Cursor = 42
	s.Filters.Filter.Flags = []library.Flag{library.Pick}
	s.Filters.Filter.Attributes = map[library.Attribute]query.Range{library.Clarity: {Min: 5, Max: query.MaxScore}}
	s.Filters.Saved = []SavedFilter{{Name: "sharp", Filter: s.Filters.Filter}}
	s.Export = Export{
		ExportOptions: ExportOptions{To: "~/out", Template: "{date}/{name}", Which: "stars3"},
		Presets:       []ExportPreset{{Name: "Web", ExportOptions: ExportOptions{To: "/web", Template: "{seq:4}", Mode: export.Move}}},
	}
	s.Model.Model = "/m.gguf"
	s.Scorers = Scorers{Shown: scorers.Model, ModelOn: true, RawScores: true}
	s.Explain = Explain{Form: library.Fields}
	s.Appearance.Theme = LightTheme
	s.Looking = Looking{Clipping: true, Peaking: true}
	return s
}

func noLog(t *testing.T) func(string) {
	return func(text string) { t.Error(text) }
}

func TestSettingsComeBackAsTheyWere(t *testing.T) {
	store := newShelf()
	if got := Load(t.Context(), store, noLog(t)); !reflect.DeepEqual(got, Loaded{Settings: Defaults()}) {
		t.Errorf("a first start gives %+v", got)
	}
	saver := NewSaver(store, Loaded{Settings: Defaults()}, noLog(t))
	want := changed()
	saver.Save(want)
	saver.Close()
	if got := slices.Sorted(maps.Keys(store.rows)); !slices.Equal(got, []string{
		"appearance", "explain", "export", "filters", "looking", "model", "scorers", "shoot", "window",
	}) {
		t.Errorf("stored under %v", got)
	}
	got := Load(t.Context(), store, noLog(t))
	if a, b := saver.encode(&got.Settings), saver.encode(&want); !reflect.DeepEqual(a, b) || got.Shoot.Folders[1] != want.Shoot.Folders[1] {
		t.Errorf("came back as\n%+v, want\n%+v", got, want)
	}
}

func TestDamagedSettingsAreAsAtAFirstStartAndCostTheOthersNothing(t *testing.T) {
	for name, c := range map[string]struct{ key, row string }{
		"no JSON":            {WindowKey, `{"width":`},
		"another type":       {ShootKey, `[1,2]`},
		"a negative width":   {WindowKey, `{"width":-3,"height":600,"tile_side":100}`},
		"a tile of nothing":  {WindowKey, `{"tile_side":0}`},
		"a huge window":      {WindowKey, `{"height":1e30}`},
		"an unknown order":   {ShootKey, `{"order":{"by":"beauty"}}`},
		"a filter of text":   {FiltersKey, `{"filter":"all"}`},
		"an unknown form":    {ExplainKey, `{"form":"verse"}`},
		"an unknown theme":   {AppearanceKey, `{"theme":"pink"}`},
		"a scorer by number": {ScorersKey, `{"shown":1}`},
	} {
		t.Run(name, func(t *testing.T) {
			store := newShelf()
			store.rows[ExportKey] = []byte(`{"to":"/out"}`)
			store.rows[c.key] = []byte(c.row)
			var logged []string
			got := Load(t.Context(), store, func(text string) { logged = append(logged, text) })
			want := Defaults()
			want.Export.To = "/out"
			if !reflect.DeepEqual(got, Loaded{want, []string{c.key}}) {
				t.Errorf("gave %+v", got)
			}
			if len(logged) != 1 || !strings.Contains(logged[0], c.key) {
				t.Errorf("logged %q", logged)
			}
		})
	}
}

func TestAnUnknownOrderCostsTheRestOfTheShootNothing(t *testing.T) {
	store := newShelf()
	store.rows[ShootKey] = []byte(`{"order":{"by":"beauty"},"folders":["/a"],"recent":["/b"],"cursor":7}`)
	want := Defaults()
	want.Shoot.Folders, want.Shoot.Recent, want.Shoot.Cursor = library.Paths{"/a"}, library.Paths{"/b"}, 7
	got := Load(t.Context(), store, func(string) {})
	if !reflect.DeepEqual(got, Loaded{want, []string{ShootKey}}) {
		t.Errorf("gave %+v", got)
	}
}

func TestAnUnknownMeanCostsTheRestOfTheWindowNothing(t *testing.T) {
	store := newShelf()
	store.rows[WindowKey] = []byte(`{"width":900,"height":700,"tile_side":100,"inspector":true,"filmstrip":true,"weights":true,"against":"rivals"}`)
	want := Defaults()
	want.Window = Window{Width: 900, Height: 700, TileSide: 100, Inspector: true, Filmstrip: true, Weights: true}
	got := Load(t.Context(), store, func(string) {})
	if !reflect.DeepEqual(got, Loaded{want, []string{WindowKey}}) {
		t.Errorf("gave %+v", got)
	}
}

func TestWhatIsDamagedIsWrittenAnewAndSaidOnce(t *testing.T) {
	store := newShelf()
	store.rows[WindowKey], store.rows[ShootKey] = []byte(`{`), []byte(`{"order":{"by":"beauty"},"cursor":7}`)
	loaded := Load(t.Context(), store, func(string) {})
	saver := NewSaver(store, loaded, noLog(t))
	saver.Save(loaded.Settings)
	saver.Close()
	if len(store.written) != 2 {
		t.Errorf("written: %q", store.written)
	}
	if got := Load(t.Context(), store, noLog(t)); got.Damaged != nil || got.Shoot.Cursor != 7 {
		t.Errorf("gave %+v", got)
	}
}

func TestWhatCouldNotBeReadIsNotOverwritten(t *testing.T) {
	store := newShelf()
	store.rows[ExportKey] = []byte(`{"to":"/out"}`)
	store.unread = context.DeadlineExceeded
	var logged []string
	loaded := Load(t.Context(), store, func(text string) { logged = append(logged, text) })
	saver := NewSaver(store, loaded, noLog(t))
	saver.Save(loaded.Settings)
	saver.Close()
	if len(store.written) != 0 || len(logged) != 1 || strings.Contains(logged[0], "damaged") {
		t.Errorf("written %q, logged %q", store.written, logged)
	}
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	store := newShelf()
	saver := NewSaver(store, Loaded{Settings: Defaults()}, noLog(t))
	saver.Save(Defaults())
	s := Defaults()
	s.Export.To = "/out"
	saver.Save(s)
	saver.Save(s)
	saver.Close()
	saver.Save(changed()) // after the end: nothing, and no panic
	if want := []string{`export={"to":"/out","template":"{name}"}`}; !slices.Equal(store.written, want) {
		t.Errorf("written: %q, want %q", store.written, want)
	}
}

func TestTheNewestValueWinsAndTheEndWaitsForIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newShelf()
		store.gate = make(chan struct{})
		saver := NewSaver(store, Loaded{Settings: Defaults()}, noLog(t))
		s := Defaults()
		for _, to := range []string{"/a", "/b", "/c", "/d"} {
			s.Export.To = to
			saver.Save(s) // and never waits
			synctest.Wait()
		}
		closed := false
		go func() { saver.Close(); closed = true }()
		synctest.Wait()
		if closed {
			t.Fatal("it ended before all was written")
		}
		close(store.gate)
		synctest.Wait()
		if !closed || len(store.written) != 2 || !strings.Contains(store.written[1], "/d") {
			t.Errorf("ended %v, written %q", closed, store.written)
		}
	})
}

func TestAStoreThatFailsIsLogged(t *testing.T) {
	store := newShelf()
	store.broken = errors.New("disk full")
	var logged []string
	saver := NewSaver(store, Loaded{Settings: Defaults()}, func(text string) { logged = append(logged, text) })
	s := Defaults()
	s.Explain.InView = false
	saver.Save(s)
	saver.Close()
	if len(logged) != 1 || !strings.Contains(logged[0], "disk full") {
		t.Errorf("logged %q", logged)
	}
}

func TestWhatCouldNotBeStoredIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newShelf()
		store.broken = errors.New("disk full")
		saver := NewSaver(store, Loaded{Settings: Defaults()}, func(string) {})
		s := Defaults()
		s.Explain.InView = false
		saver.Save(s)
		synctest.Wait()
		store.broken = nil
		saver.Save(s)
		saver.Close()
		if len(store.written) != 1 {
			t.Errorf("written %q", store.written)
		}
	})
}

func TestTheNewestFolderIsRememberedFirstAndOnce(t *testing.T) {
	var s Shoot
	for _, f := range []string{"a", "b", "c", "a"} {
		s.Remember(f, time.Time{})
	}
	if want := (library.Paths{"a", "c", "b"}); !slices.Equal(s.Recent, want) {
		t.Errorf("recent %v", s.Recent)
	}
	for i := range 20 {
		s.Remember(string(rune('d'+i)), time.Time{})
	}
	if len(s.Recent) != maxRecent {
		t.Errorf("%d folders are remembered", len(s.Recent))
	}
}

// FuzzLoad loads whatever may be stored: what comes out can be used and stored
// again.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(`{"width":800,"height":600,"tile_side":120,"order":{"by":"name"},"form":"prose","theme":"dark"}`))
	f.Add([]byte(`{"folders":["/a",{"path_b64":"/w=="}],"recent":null,"filter":{},"saved":[{}],"shown":"x"}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, row []byte) {
		store := newShelf()
		for _, key := range []string{WindowKey, ShootKey, FiltersKey, ExportKey, ModelKey, ScorersKey, ExplainKey, AppearanceKey, LookingKey, IngestKey, ServersKey} {
			store.rows[key] = row
		}
		got := Load(t.Context(), store, func(string) {})
		if !(got.Window.Width >= leastLength && got.Window.TileSide <= mostLength) || got.Scorers.Shown == "" || len(got.Shoot.Recent) > maxRecent {
			t.Errorf("gave %+v", got)
		}
		saver := NewSaver(newShelf(), Loaded{Settings: Defaults()}, noLog(t))
		saver.Save(got.Settings)
		saver.Close()
	})
}
