package catalog

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"

	"keeplight.app/keeplight/library"
)

// crashDir, when set, makes the test binary the child that is killed.
const crashDir = "KEEPLIGHT_TEST_CRASH_DIR"

// crashPhotos is few, so that every photo is decided about again and again.
const crashPhotos = 7

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		if err := decideForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if dir := os.Getenv(crashMigrateDir); dir != "" {
		if err := migrateAndHang(dir, os.Getenv(crashMigrateAt)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// crashDecision is what the n-th decision of all rounds says; it differs from
// the one before about the same photo.
func crashDecision(n int) (photo int, rating library.Rating) {
	return n % crashPhotos, library.Rating(n/crashPhotos%5 + 1)
}

// decideForEver makes one decision after the other and prints the number of
// each when Decide has returned. It goes on where the killed one left off.
func decideForEver(dir string) error {
	ctx := context.Background()
	c, err := Open(dir)
	if err != nil {
		return err
	}
	var next int
	if _, err := c.Setting(ctx, "next", &next); err != nil {
		return err
	}
	photos, err := c.Photos(ctx, nil)
	if err != nil {
		return err
	}
	for n := next; ; n++ {
		photo, rating := crashDecision(n)
		if _, err := c.Decide(ctx, []Mark{{ID: photos[photo].ID, Rating: &rating}}); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// ratingsAfter gives every photo's stars after the first n decisions.
func ratingsAfter(n int) [crashPhotos]library.Rating {
	var out [crashPhotos]library.Rating
	for i := max(0, n-crashPhotos); i < n; i++ {
		photo, rating := crashDecision(i)
		out[photo] = rating
	}
	return out
}

func storedRatings(t *testing.T, c *Catalog) [crashPhotos]library.Rating {
	t.Helper()
	photos, err := c.Photos(context.Background(), nil)
	if err != nil || len(photos) != crashPhotos {
		t.Fatalf("%d photos, %v", len(photos), err)
	}
	var out [crashPhotos]library.Rating
	for i := range photos {
		out[i] = photos[i].Decision.Rating
	}
	return out
}

// killOne runs a child, kills it without warning after it has printed some
// decisions, and gives the last number that it printed.
func killOne(t *testing.T, dir string, after int) int {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last, lines := -1, bufio.NewScanner(out)
	for seen := 0; lines.Scan(); seen++ {
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Fatalf("the child printed %q", lines.Text())
		}
		if seen == after {
			// The child goes on while the signal travels, so that it dies
			// anywhere in a decision; what it prints until then is read too.
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || last < 0 {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return last
}

// A killed process leaves the system's cache alive, so this shows that no
// decision is told before it is handed over whole; that the disk is asked to
// keep it is SQLite's synchronous=FULL, which TestDecisionsAreSynced checks.
func TestNoToldDecisionIsLostWhenTheProgramIsKilled(t *testing.T) {
	rounds := 25
	if testing.Short() {
		rounds = 3
	}
	ctx := context.Background()
	dir := t.TempDir()
	c := openClosed(t, dir)
	var paths []string
	for i := range crashPhotos {
		paths = append(paths, abs(fmt.Sprint(i)))
	}
	put(t, c, paths...)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range rounds {
		told := killOne(t, dir, rng.IntN(40)) + 1
		c := openClosed(t, dir)
		got := storedRatings(t, c)
		made := told
		if got != ratingsAfter(told) {
			made = told + 1 // written, but killed before it could be told
		}
		if got != ratingsAfter(made) {
			t.Fatalf("round %d: after %d told decisions there is %v, want %v", round, told, got, ratingsAfter(told))
		}
		if _, words, err := wordsUndo(ctx, c); err != nil || words == "" {
			t.Fatalf("round %d: undo gave %q, %v", round, words, err)
		}
		if got := storedRatings(t, c); got != ratingsAfter(made-1) {
			t.Fatalf("round %d: after undo there is %v, want %v", round, got, ratingsAfter(made-1))
		}
		if err := c.Check(ctx); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if err := c.PutSetting(ctx, "next", made-1); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDecisionsAreSynced(t *testing.T) {
	c := newCatalog(t)
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1"} {
		var got string
		if err := c.w.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v, want %q", pragma, got, err, want)
		}
	}
}
