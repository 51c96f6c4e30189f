package catalog

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// copyBefore puts the catalogue of the version before into a new folder.
func copyBefore(t testing.TB) (dir string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "before-0004", fileName))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// decisions gives what is decided about the eight photos, in order of ID.
func decisions(t testing.TB, c *Catalog) [8]library.Decision {
	t.Helper()
	photos, err := c.Photos(t.Context(), nil)
	if err != nil || len(photos) != 8 {
		t.Fatalf("%d photos, %v", len(photos), err)
	}
	var all [8]library.Decision
	for i := range photos {
		all[photos[i].ID-1] = photos[i].Decision
	}
	return all
}

// decidedBefore is what the eight photos had when the catalogue was made, after
// the first six steps.
func decidedBefore() [8]library.Decision {
	return [8]library.Decision{
		0: {Flag: library.Pick, Rating: 4},
		1: {Flag: library.Reject, Rating: 4, Label: library.Red},
		2: {Label: library.Purple},
		3: {Flag: library.Pick},
		5: {Rating: 5},
	}
}

func TestACatalogueOfTheVersionBeforeKeepsPhotosAndDecisions(t *testing.T) {
	c := reopen(t, copyBefore(t))
	if d := cmp.Diff(decidedBefore(), decisions(t, c)); d != "" {
		t.Error(d)
	}
	photos, err := c.Photos(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range photos {
		p := &photos[i]
		problem := map[library.ID]string{
			5: "the file ends before the picture does: copy it again from the card",
			8: "the link leads to a file that is not there: connect its drive, or put the file back",
		}[p.ID]
		if got := message.English(p.Problem); got != problem {
			t.Errorf("photo %d: problem %q, want %q", p.ID, got, problem)
		}
		if want := p.ID == 3 || p.ID == 7; p.Missing != want {
			t.Errorf("photo %d: missing is %v", p.ID, p.Missing)
		}
		if p.ID == 6 && p.Path != "/shoot/IMG_latin1-\xe9.jpg" || p.ID == 7 && len(p.Companions) != 1 {
			t.Errorf("photo %d: %+v", p.ID, p)
		}
		if p.ID < 5 && (p.Width != 6000 || p.Capture.Camera != "Canon EOS R5" || p.Capture.Focus != library.Focus{X: .25, Y: .5, Known: true}) {
			t.Errorf("photo %d: %+v", p.ID, p)
		}
		if p.Rotation != 0 || !p.Metadata.IsZero() {
			t.Errorf("photo %d was given %d turns and %+v", p.ID, p.Rotation, p.Metadata)
		}
	}
	if err := c.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStepsOfTheVersionBeforeAreUndoneAndRedoneWithTheirOldWords(t *testing.T) {
	c := reopen(t, copyBefore(t))
	words := []string{
		"Pick for IMG_1.jpg", "4 stars for 2 photos", "Reject, red label for IMG_2.jpg", "Purple label for IMG_3.jpg",
		`5 stars for IMG_latin1-\xe9.jpg`, "Pick for IMG_4.jpg", "Several decisions for 2 photos", "Reject for IMG_3.jpg",
	}
	end := decidedBefore()
	end[0].Rating, end[1].Rating, end[2].Flag = 1, 0, library.Reject
	for _, want := range words[6:] {
		if photos, got, err := wordsRedo(t.Context(), c); err != nil || got != want || len(photos) == 0 {
			t.Fatalf("redo gave %q for %d photos, %v; want %q", got, len(photos), err, want)
		}
	}
	if d := cmp.Diff(end, decisions(t, c)); d != "" {
		t.Error(d)
	}
	for _, want := range slices.Backward(words) {
		step, err := c.NextUndo(t.Context())
		if err != nil || step.Kind != library.MarksStep || step.Origin != library.Person {
			t.Fatalf("%+v, %v", step, err)
		}
		if _, got, err := wordsUndo(t.Context(), c); err != nil || got != want {
			t.Fatalf("undo gave %q, %v; want %q", got, err, want)
		}
	}
	if d := cmp.Diff([8]library.Decision{}, decisions(t, c)); d != "" {
		t.Error(d)
	}
	for range words {
		if _, _, err := c.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(end, decisions(t, c)); d != "" {
		t.Error(d)
	}
}

func TestScoresProblemsAndExplanationsOfTheVersionBeforeAreKept(t *testing.T) {
	c := reopen(t, copyBefore(t))
	made := time.Date(2026, 5, 4, 3, 2, 1, 987654321, time.UTC)
	writer := library.Provenance{Name: "model", Version: "1", Model: "Qwen3-VL-8B abc", Prompt: "p1", Settings: map[string]string{"form": "digits"}}
	measured := library.Provenance{Name: "builtin", Version: "4", Settings: map[string]string{"preview_side": "1024"}}
	for i, by := range []library.Provenance{measured, writer} {
		want := library.Score{
			By: by, Overall: library.Value{Known: true, Mean: 6.5 + float64(i), SD: .8}, ScoredAt: made,
			Summary: library.Verbatim("Technically fair; the sharpness is what is best here."),
		}
		want.Values[library.Clarity] = library.Value{Known: true, Mean: 7.25, SD: .5, Distribution: []float64{.25, .75}, Off: .125 * float64(i)}
		want.Reasons[library.Clarity] = library.Verbatim("Crisp over most of the frame.")
		want.Reasons[library.SubjectClutter] = library.Verbatim("Some structure in the salient area: 43 % of it is edges.")
		got := scoresOf(t, c, nil, by)
		for id := library.ID(1); id <= 3; id++ {
			want.Hash = got[id].Hash
			if d := cmp.Diff(&want, got[id]); d != "" || want.Hash == "" {
				t.Errorf("%s, photo %d: %s", by.Name, id, d)
			}
		}
		problems, err := c.ScoreProblems(t.Context(), nil, by.Key())
		wantProblems := map[library.ID]library.Message{
			4: library.Verbatim("the photo has no preview to measure: it may still be loading or its file may be damaged"),
			5: library.Verbatim(`its picture cannot be decoded: "bad" {marker}`),
		}
		if d := cmp.Diff(wantProblems, problems); err != nil || d != "" {
			t.Errorf("%v\n%s", err, d)
		}
	}
	told := explanationsOf(t, c, []library.ID{1})[1]
	if len(told) != 2 {
		t.Fatalf("%d explanations", len(told))
	}
	for _, e := range told {
		if e.Text != "The gull is sharp.\nThe final score is <7.50>." || string(e.End) != e.By.Settings["end"] || !e.WrittenAt.Equal(made) {
			t.Errorf("%+v", e)
		}
	}
}

func TestSettingsOfTheVersionBeforeGoToTheirOwners(t *testing.T) {
	c := reopen(t, copyBefore(t))
	filter := `{"flags":["pick"],"attributes":{"clarity":`
	for key, want := range map[string]string{
		"window":       `{"height":777,"inspector":false,"tile_side":180,"width":1234}`,
		"shoot":        `{"auto_advance":true,"cursor":3,"folders":["/shoot",{"path_b64":"L2xhdGluMS3p"}],"introduced":true,"loupe":true,"order":`,
		"filters":      `{"filter":` + filter[:1],
		"export":       `{"template":"{date}_{name}","to":"/exports/keepers"}`,
		"scorers":      `{"model_on":true,"raw_scores":true,"shown":"model"}`,
		"explain":      `{"form":"fields","in_view":false}`,
		"model":        `{"library":"/opt/llama","model":"/m/qwen.gguf","projector":"/m/mmproj.gguf"`,
		"destinations": `["/exports/keepers","/exports/web"]`,
		"offered":      `{"n":3,"of":"another owner"}`,
	} {
		var got json.RawMessage
		if found, err := c.Setting(t.Context(), key, &got); err != nil || !found || !strings.HasPrefix(string(got), want) {
			t.Errorf("%s is %s (%v, %v), want %s", key, got, found, err, want)
		}
	}
	var filters struct {
		Filter map[string]json.RawMessage   `json:"filter"`
		Saved  []map[string]json.RawMessage `json:"saved"`
	}
	if _, err := c.Setting(t.Context(), "filters", &filters); err != nil || len(filters.Filter) == 0 || len(filters.Saved) != 1 {
		t.Errorf("%+v, %v", filters, err)
	}
}

func TestBeforeMigratingACheckedBackupIsMadeAndNamed(t *testing.T) {
	dir := copyBefore(t)
	c := reopen(t, dir)
	up := c.Upgrade()
	backups, err := Backups(dir)
	if err != nil || len(backups) != 1 || backups[0].Kind != BackupMigration || backups[0].Path != up.Backup {
		t.Fatalf("%+v, %v, %+v", backups, err, up)
	}
	if up.From != 3 || up.To != 8 || !strings.Contains(up.Note(), backups[0].Name) {
		t.Errorf("%+v: %s", up, up.Note())
	}
	rows, err := countRows(t.Context(), up.Backup)
	if err != nil || rows["photo"] != 8 || rows["step"] != 8 || rows["score"] != 6 || rows["setting"] != 4 {
		t.Errorf("%v, %v", rows, err)
	}
	if again := reopenTwice(t, dir, c); again.Upgrade() != (Upgrade{}) || again.Upgrade().Note() != "" {
		t.Errorf("an up-to-date catalogue was brought up to date: %+v", again.Upgrade())
	}
}

// reopenTwice closes a catalogue and opens it again.
func reopenTwice(t *testing.T, dir string, c *Catalog) *Catalog {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := openWith(dir, testConfig(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	return again
}

func TestABackupThatLacksRowsIsRefused(t *testing.T) {
	original, short := filepath.Join(copyBefore(t), fileName), filepath.Join(copyBefore(t), fileName)
	db := connect(short, writeAccess("rw"), 1)
	if _, err := db.Exec(`DELETE FROM change WHERE step_id = 1`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := sameRows(t.Context(), original, original); err != nil {
		t.Error(err)
	}
	if err := sameRows(t.Context(), original, short); err == nil || !strings.Contains(err.Error(), "table change") {
		t.Errorf("got %v", err)
	}
	damage(t, short)
	if err := sameRows(t.Context(), original, short); err == nil {
		t.Error("a damaged backup counts as whole")
	}
}
