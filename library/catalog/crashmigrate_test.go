package catalog

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// crashMigrateDir, when set, makes the test binary the child that is killed while
// it migrates; crashMigrateAt says where.
const (
	crashMigrateDir = "KEEPLIGHT_TEST_CRASH_MIGRATE_DIR"
	crashMigrateAt  = "KEEPLIGHT_TEST_CRASH_MIGRATE_AT"
)

// migrateAndHang opens the catalogue and stops for ever before or after the work
// of the migration to version 4, which is not committed yet.
func migrateAndHang(dir, at string) error {
	cfg, err := defaults()
	if err != nil {
		return err
	}
	step := &cfg.steps[3]
	work := step.then
	step.then = func(ctx context.Context, tx *sql.Tx) error {
		if at == "after" {
			if err := work(ctx, tx); err != nil {
				return err
			}
		}
		fmt.Println("in the middle")
		select {}
	}
	_, err = openWith(dir, cfg)
	return err
}

func killWhileMigrating(t *testing.T, dir, at string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), crashMigrateDir+"="+dir, crashMigrateAt+"="+at)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if killErr := cmd.Process.Kill(); killErr != nil {
		t.Fatal(killErr)
	}
	if waitErr := cmd.Wait(); waitErr == nil || err != nil || strings.TrimSpace(line) != "in the middle" {
		t.Fatalf("the child said %q (%v) and ended with %v", line, err, waitErr)
	}
}

func TestAMigrationThatIsKilledStartsAgain(t *testing.T) {
	for _, at := range []string{"before", "after"} {
		t.Run(at, func(t *testing.T) {
			dir := copyBefore(t)
			for range 2 {
				killWhileMigrating(t, dir, at)
				if v, err := inspect(t.Context(), filepath.Join(dir, fileName), anyVersion, thorough); err != nil || v != 3 {
					t.Fatalf("version %d, %v", v, err)
				}
			}
			c := reopen(t, dir)
			if up := c.Upgrade(); up.From != 3 || up.To != 8 {
				t.Errorf("%+v", up)
			}
			if d := cmp.Diff(decidedBefore(), decisions(t, c)); d != "" {
				t.Error(d)
			}
			if _, words, err := wordsRedo(t.Context(), c); err != nil || words != "Several decisions for 2 photos" {
				t.Errorf("%q, %v", words, err)
			}
			if err := c.Check(t.Context()); err != nil {
				t.Error(err)
			}
			backups, err := Backups(dir)
			if err != nil || len(backups) != 3 {
				t.Errorf("%d backups, %v; want one of each try", len(backups), err)
			}
			for _, b := range backups {
				if v, err := inspect(t.Context(), b.Path, anyVersion, thorough); err != nil || v != 3 {
					t.Errorf("%s has version %d, %v", b.Name, v, err)
				}
			}
		})
	}
}
