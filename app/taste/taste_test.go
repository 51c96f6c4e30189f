package taste

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// network gives made-up features: the first of a photo that the person likes is higher.
type network struct {
	version string
	of      map[library.Hash][]float32
}

func (n *network) Version() string { return n.version }
func (n *network) Length() int     { return 6 }

func (n *network) Vectors(_ context.Context, hashes []library.Hash) (map[library.Hash][]float32, error) {
	found := map[library.Hash][]float32{}
	for _, h := range hashes {
		if v, ok := n.of[h]; ok {
			found[h] = v
		}
	}
	return found, nil
}

// studio is a catalogue with scored photos in shoots.
type studio struct {
	t       *testing.T
	dir     string
	cat     *catalog.Catalog
	by      library.Provenance
	network *network
	r       *rand.Rand
	list    *scorers.List
	told    []scorers.Result
	liked   map[library.ID]bool
}

func newStudio(t *testing.T) *studio {
	t.Helper()
	dir := t.TempDir()
	cat, err := catalog.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s := &studio{
		t: t, dir: dir, cat: cat, by: library.Provenance{Name: "builtin", Version: "1"}, r: rand.New(rand.NewPCG(1, 1)),
		network: &network{"net-1", map[library.Hash][]float32{}}, liked: map[library.ID]bool{},
	}
	s.list = scorers.New(scorers.Options{
		Catalog: cat, Pictures: pictures.Open(pictures.Options{Dir: dir, ReadOnly: true}), Log: func(text string) { t.Log(text) },
		Folders: func() []string { return []string{"/shoots"} }, Tell: func(rs []scorers.Result) { s.told = append(s.told, rs...) },
	})
	t.Cleanup(func() {
		s.list.Close()
		if err := cat.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *studio) open() *Tastes {
	s.t.Helper()
	t, err := New(s.t.Context(), Options{
		Catalog: s.cat, BuiltIn: s.by, Features: s.network, List: s.list, Log: func(text string) { s.t.Log(text) },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return t
}

// shoot puts a folder of n scored photos into the catalogue. The person likes what is
// exposed well and not composed well, whatever the built-in scorer says.
func (s *studio) shoot(name string, n int) []library.ID {
	s.t.Helper()
	ctx := s.t.Context()
	var files []catalog.File
	for i := range n {
		files = append(files, catalog.File{Path: fmt.Sprintf("/shoots/%s/%03d.jpg", name, i), Size: 1, ModTime: time.Unix(int64(i), 0), Format: library.JPEG})
	}
	photos, err := s.cat.PutFiles(ctx, files)
	if err != nil {
		s.t.Fatal(err)
	}
	var reads []catalog.Read
	var rows []catalog.ScoreRow
	var ids []library.ID
	for i := range photos {
		hash := library.Hash(fmt.Sprintf("h:%s-%d", name, i))
		reads = append(reads, catalog.Read{ID: photos[i].ID, Hash: hash, Width: 60, Height: 40})
		score := library.Score{By: s.by, Hash: hash, Overall: library.Value{Known: true, Mean: 5 + s.r.NormFloat64(), SD: 0.5}}
		for a := range score.Values {
			score.Values[a] = library.Value{Known: true, Mean: max(0, min(10, 5+1.5*s.r.NormFloat64())), SD: 0.5}
		}
		s.liked[photos[i].ID] = score.Values[library.Exposure].Mean > score.Values[library.Composition].Mean
		v := make([]float32, 6)
		for k := range v {
			v[k] = float32(s.r.NormFloat64())
		}
		s.network.of[hash] = v
		rows = append(rows, catalog.ScoreRow{ID: photos[i].ID, Score: score})
		ids = append(ids, photos[i].ID)
	}
	if err := errors.Join(s.cat.SetRead(ctx, reads), s.cat.SaveScores(ctx, rows)); err != nil {
		s.t.Fatal(err)
	}
	return ids
}

// cull decides about photos.
func (s *studio) cull(ids []library.ID, keep func(library.ID) bool) {
	s.t.Helper()
	pick, reject := library.Pick, library.Reject
	var marks []catalog.Mark
	for _, id := range ids {
		m := catalog.Mark{ID: id, Flag: &reject}
		if keep(id) {
			m.Flag = &pick
		}
		marks = append(marks, m)
	}
	if _, err := s.cat.Decide(s.t.Context(), marks); err != nil {
		s.t.Fatal(err)
	}
}

func (s *studio) learn(t *Tastes, name string) State {
	s.t.Helper()
	st, err := t.Learn(s.t.Context(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return st
}

func TestATasteIsSilentUntilItIsProvedAndThenOneMoreScorer(t *testing.T) {
	s := newStudio(t)
	tastes := s.open()
	s.cull(s.shoot("a", 40), func(id library.ID) bool { return s.liked[id] })
	st := s.learn(tastes, DefaultName)
	if st.Proved || !st.Learnt || st.Outlook.Shoots != 2 || !st.Outlook.Known || st.Outlook.Decisions < 10 || st.From.Decided() != 40 {
		t.Errorf("after one shoot: %+v", st)
	}
	if _, ok := s.list.Get(scorers.Taste); ok {
		t.Error("it scores though it is silent")
	}
	for _, name := range []string{"b", "c"} {
		s.cull(s.shoot(name, 40), func(id library.ID) bool { return s.liked[id] })
		st = s.learn(tastes, DefaultName)
	}
	if !st.Proved || len(st.Curve) == 0 || len(st.Pulls) != library.NumAttributes || st.Test.Evidence < st.Test.Needed {
		t.Fatalf("after three shoots: %+v", st)
	}
	if e := st.Pulls[library.Exposure]; e.Low <= 0 {
		t.Errorf("exposure does not draw: %+v", e)
	}
	before, again := st.Test, s.learn(tastes, DefaultName)
	if again.Test != before {
		t.Errorf("a look without new decisions changed the test: %+v, %+v", before, again.Test)
	}
	s.held()
}

// held opens the catalogue's tastes anew, with photos that nobody decided about.
func (s *studio) held() {
	t := s.t
	fresh := s.shoot("d", 20)
	s.told = nil
	if err := s.list.Remove(scorers.Taste); err != nil {
		t.Fatal(err)
	}
	tastes := s.open()
	e, ok := s.list.Get(scorers.Taste)
	if !ok || e.Title != DefaultName || !e.Progress.Idle {
		t.Fatalf("it is no scorer of the list: %+v", e)
	}
	right, wrong, seen := 0, 0, map[library.ID]*library.Score{}
	for _, r := range s.told {
		seen[r.ID] = r.Score
	}
	for _, a := range fresh {
		for _, b := range fresh {
			if s.liked[a] && !s.liked[b] && seen[a] != nil && seen[b] != nil {
				if seen[a].Overall.Mean > seen[b].Overall.Mean {
					right++
				} else {
					wrong++
				}
			}
		}
	}
	if right < 3*wrong || right == 0 {
		t.Errorf("of new photos %d pairs are right and %d wrong", right, wrong)
	}
	r, ok, err := tastes.Reason(t.Context(), fresh[0])
	if err != nil || !ok || len(r.Like) != likened || len(r.Parts) != library.NumAttributes || r.Score.SD <= 0 {
		t.Errorf("%+v, %v, %v", r, ok, err)
	}
	for _, like := range r.Like {
		if p, err := s.cat.Photo(t.Context(), like.ID); err != nil || p.Decision.Flag != library.Pick {
			t.Errorf("it is likened to a photo that was not picked: %+v, %v", p.Decision, err)
		}
	}
	s.versus(tastes)
	if err := tastes.SetOn(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := tastes.Version(t.Context(), nil); ok || err != nil {
		t.Errorf("it speaks though it is switched off, %v", err)
	}
	if _, ok := s.list.Get(scorers.Taste); ok {
		t.Error("it scores though it is switched off")
	}
	if _, err := tastes.Learn(t.Context(), DefaultName); !errors.Is(err, ErrOff) {
		t.Error(err)
	}
}

// versus holds the taste against the built-in scorer on the very picks that it learnt from,
// of which some are turned over after it had learnt.
func (s *studio) versus(tastes *Tastes) {
	t := s.t
	photos, err := s.cat.Photos(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	v, ok, err := tastes.Version(t.Context(), photos)
	if err != nil || !ok || v.Name != "taste" || len(v.Scores) != len(photos) || len(v.Unseen) != len(photos) {
		t.Fatalf("%s: %d scores and %d by other shoots of %d photos, %v, %v", v.Name, len(v.Scores), len(v.Unseen), len(photos), ok, err)
	}
	alike := 0
	for _, p := range photos {
		if v.Unseen[p.ID] == v.Scores[p.ID].Overall.Mean {
			alike++
		}
	}
	if alike != 20 { // of the last shoot, about which nothing is decided, all shoots tell
		t.Errorf("%d photos are told by all shoots, also by their own", alike)
	}
	all, err := scorers.Versions(t.Context(), s.cat, photos, s.by, nil)
	if err != nil || len(all) != 1 || all[0].Name != "builtin" {
		t.Fatalf("%+v, %v", all, err)
	}
	r, err := scorers.Compare(t.Context(), photos, &v, &all[0])
	if err != nil || r.Verdict() != scorers.FirstBetter || r.Kept+r.NotKept != 120 || r.Right[0].Value > 0.99 {
		t.Errorf("verdict %d of %d and %d, %+v, %v", r.Verdict(), r.Kept, r.NotKept, r.Right, err)
	}
}

func TestForgettingLeavesNoByteAndKeepsThePicks(t *testing.T) {
	s := newStudio(t)
	tastes := s.open()
	ctx := t.Context()
	if err := tastes.Create(ctx, "weddingtrace"); err != nil {
		t.Fatal(err)
	}
	s.cull(s.shoot("a", 40), func(id library.ID) bool { return s.liked[id] })
	if err := tastes.SetShoots(ctx, "weddingtrace", []string{"/shoots/a"}); err != nil {
		t.Fatal(err)
	}
	if st := s.learn(tastes, "weddingtrace"); !st.Learnt || st.From.Picks == 0 {
		t.Fatalf("%+v", st)
	}
	if err := tastes.Forget(ctx, "weddingtrace"); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(s.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("weddingtrace")) {
			t.Errorf("%s still holds it", filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	counts, err := s.cat.Count(ctx, nil)
	if err != nil || counts.Picks == 0 {
		t.Errorf("%+v, %v", counts, err)
	}
	if err := tastes.ForgetAll(ctx); err != nil {
		t.Fatal(err)
	}
	if names, used, err := tastes.Names(ctx); err != nil || len(names) != 1 || used != DefaultName {
		t.Errorf("%v, %q, %v", names, used, err)
	}
}

func TestAFileToTakeAlongTellsNoMoreThanIsTickedAndIsTestedAnew(t *testing.T) {
	s := newStudio(t)
	tastes := s.open()
	ctx := t.Context()
	for _, name := range []string{"secret", "b", "c"} {
		s.cull(s.shoot(name, 40), func(id library.ID) bool { return s.liked[id] })
	}
	if err := tastes.Export(ctx, DefaultName, &bytes.Buffer{}, ExportOptions{}); !errors.Is(err, ErrNothingLearnt) {
		t.Error(err)
	}
	s.learn(tastes, DefaultName)
	var plain, all bytes.Buffer
	if err := tastes.Export(ctx, DefaultName, &plain, ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, told := range []string{"secret", "shoots", "h:", DefaultName} {
		if strings.Contains(plain.String(), told) {
			t.Errorf("the file tells %q", told)
		}
	}
	o := ExportOptions{Name: "Weddings", ShootNames: map[string]string{"/shoots/secret": "June"}, Paths: true, Hashes: true}
	if err := tastes.Export(ctx, DefaultName, &all, o); err != nil {
		t.Fatal(err)
	}
	if text := all.String(); !strings.Contains(text, `"June"`) || !strings.Contains(text, "h:secret-") {
		t.Error("what was ticked is missing")
	}
	name, err := tastes.Import(ctx, bytes.NewReader(all.Bytes()))
	if err != nil || name != "Weddings" {
		t.Fatalf("%q, %v", name, err)
	}
	if again, err := tastes.Import(ctx, bytes.NewReader(all.Bytes())); err != nil || again != "Weddings 2" {
		t.Errorf("%q, %v", again, err)
	}
	st, err := tastes.State(ctx, name)
	if err != nil || st.Proved || !st.Imported || !st.Learnt {
		t.Errorf("%+v, %v", st, err)
	}
	learnt, err := tastes.State(ctx, DefaultName)
	if err != nil {
		t.Fatal(err)
	}
	if st = s.learn(tastes, name); !st.Imported || st.Version != learnt.Version || st.Test.Pairs == 0 {
		t.Errorf("it was not tested as it is: %+v", st)
	}
}

func TestTastesHaveNamesAndShootsOfTheirOwn(t *testing.T) {
	s := newStudio(t)
	tastes := s.open()
	ctx := t.Context()
	s.cull(s.shoot("a", 20), func(id library.ID) bool { return s.liked[id] })
	s.cull(s.shoot("b", 30), func(id library.ID) bool { return s.liked[id] })
	for name, want := range map[string]error{"": ErrName, "a\nb": ErrName, strings.Repeat("x", 61): ErrName, DefaultName: ErrExists, "birds": nil} {
		if err := tastes.Create(ctx, name); !errors.Is(err, want) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if err := tastes.SetShoots(ctx, "birds", []string{"/shoots/b"}); err != nil {
		t.Fatal(err)
	}
	if st := s.learn(tastes, "birds"); st.From.Decided() != 30 || st.From.Shoots != 1 || st.From.WithFeatures != 30 {
		t.Errorf("%+v", st.From)
	}
	if st := s.learn(tastes, DefaultName); st.From.Decided() != 50 {
		t.Errorf("%+v", st.From)
	}
	all, shoots, err := tastes.Shoots(ctx, "birds")
	if err != nil || all || len(shoots) != 2 || shoots[0].Learns || !shoots[1].Learns || shoots[1].Picks+shoots[1].Rejects != 30 {
		t.Errorf("%v, %+v, %v", all, shoots, err)
	}
	if err := errors.Join(tastes.Rename(ctx, "birds", "Vögel"), tastes.Use(ctx, "Vögel")); err != nil {
		t.Fatal(err)
	}
	if names, used, err := tastes.Names(ctx); err != nil || used != "Vögel" || len(names) != 2 {
		t.Errorf("%v, %q, %v", names, used, err)
	}
	if _, err := tastes.Learn(ctx, "birds"); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
}

func TestOfVeryManyDecisionsTheNewestShootsTeach(t *testing.T) {
	shoot := func(decided, open int) []library.Photo {
		photos := make([]library.Photo, decided+open)
		for i := range decided {
			photos[i].Decision.Flag = library.Pick
		}
		return photos
	}
	photos := map[string][]library.Photo{"/a": shoot(5, 0), "/b": shoot(3, 90), "/c": shoot(4, 0), "/d": shoot(20, 0)}
	for _, c := range []struct {
		folders []string
		most    int
		want    string
	}{
		{[]string{"/a", "/b", "/c"}, 100, "[/a /b /c]"},
		{[]string{"/a", "/b", "/c"}, 12, "[/a /b /c]"},
		{[]string{"/a", "/b", "/c"}, 11, "[/b /c]"},
		{[]string{"/a", "/b", "/d"}, 10, "[/d]"},
		{nil, 10, "[]"},
	} {
		if got := fmt.Sprint(newest(c.folders, photos, c.most)); got != c.want {
			t.Errorf("%d of %v: %s, want %s", c.most, c.folders, got, c.want)
		}
	}
}

func TestDecisionsAreLearntInTheBackground(t *testing.T) {
	s := newStudio(t)
	told := make(chan struct{}, 10)
	tastes, err := New(t.Context(), Options{Catalog: s.cat, BuiltIn: s.by, Tell: func() { told <- struct{}{} }})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { tastes.Run(ctx); close(ended) }()
	s.cull(s.shoot("a", 20), func(id library.ID) bool { return s.liked[id] })
	tastes.Changed()
	tastes.Changed()
	select {
	case <-told:
	case <-time.After(time.Minute):
		t.Error("nothing was learnt")
	}
	cancel()
	<-ended
	if st, err := tastes.State(t.Context(), DefaultName); err != nil || !st.Learnt {
		t.Errorf("%+v, %v", st, err)
	}
}

func FuzzReadFile(f *testing.F) {
	f.Add([]byte(`{"form":"keeplight-taste 1","weights":{"features":0}}`))
	f.Add([]byte(`{"form":"keeplight-taste 1","weights":{"features":0,"mean":[0,0,0,0,0,0,0,0,0,0,0],"sd":[1,1,1,1,1,1,1,1,1,1,1],"weights":[0,0,0,0,0,0,0,0,0,0,0,0],"spread":1}}`))
	f.Add([]byte(`{"form":"keeplight-taste 1","weights":{"features":99999999}}{`))
	f.Fuzz(func(t *testing.T, b []byte) {
		read, err := readFile(bytes.NewReader(b))
		if err != nil {
			if !errors.Is(err, ErrFile) {
				t.Errorf("%v", err)
			}
			return
		}
		if err := read.Weights.Check(); err != nil {
			t.Error(err)
		}
	})
}
