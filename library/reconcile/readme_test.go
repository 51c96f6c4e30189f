package reconcile

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The README's table says what holds each row of it; a test that was renamed must
// be renamed there too.
func TestTheReadmeNamesTestsThatExist(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	must(t, err)
	files, err := filepath.Glob("*_test.go")
	must(t, err)
	var code strings.Builder
	for _, name := range files {
		b, err := os.ReadFile(name)
		must(t, err)
		code.Write(b)
	}
	names := regexp.MustCompile("`(Test[A-Za-z]+)`").FindAllStringSubmatch(string(readme), -1)
	if len(names) < 30 {
		t.Errorf("the table names only %d tests", len(names))
	}
	for _, name := range names {
		if !strings.Contains(code.String(), "func "+name[1]+"(t *testing.T)") {
			t.Errorf("there is no %s", name[1])
		}
	}
}
