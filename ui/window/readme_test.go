package window

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

// update writes the README's table of keys anew: go test ./ui/window -run README -update.
var update = flag.Bool("update", false, "write the README's table of keys anew")

// keysTable is the table of keys in the README, written from the commands.
func keysTable(w *Window) string {
	single := regexp.MustCompile(`[^ ]+`)
	var b strings.Builder
	b.WriteString("| keys | command |\n| --- | --- |\n")
	for _, r := range w.rooms.keyboard.Table().Rows() {
		keys := single.ReplaceAllStringFunc(r.Keys, func(k string) string {
			if k == "–" {
				return k
			}
			return "`" + k + "`"
		})
		b.WriteString("| " + keys + " | " + r.Text + " |\n")
	}
	return b.String()
}

func TestTheREADMEsTableOfKeysIsThatOfTheProgram(t *testing.T) {
	const readme = "../../README.md"
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	want := keysTable(open(t, t.TempDir(), Options{}))
	begin := strings.Index(string(text), "| keys | command |\n")
	if begin < 0 {
		t.Fatal("the README has no table of keys")
	}
	end := begin + strings.Index(string(text[begin:]), "\n\n") + 1
	if string(text[begin:end]) == want {
		return
	}
	if !*update {
		t.Errorf("the README's table of keys is not that of the program; go test ./ui/window -run README -update writes\n%s", want)
		return
	}
	err = os.WriteFile(readme, []byte(string(text[:begin])+want+string(text[end:])), 0o644)
	if err != nil {
		t.Fatal(err)
	}
}
