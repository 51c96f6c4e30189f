package volumes

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheListTellsCardsFromOtherDrives(t *testing.T) {
	card, drive := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(card, "dcim"), 0o700); err != nil {
		t.Fatal(err)
	}
	l := &List{Mounted: func() ([]Volume, error) {
		return []Volume{{Path: drive, Name: "Archive"}, {Path: card, Name: "EOS"}, {Path: filepath.Join(drive, "away")}}, nil
	}}
	all, err := l.All()
	if err != nil || len(all) != 3 {
		t.Fatalf("%v, %v", all, err)
	}
	cards := l.Cards(t.Context(), all)
	if len(cards) != 1 || cards[0].Name != "EOS" || cards[0].Pictures != filepath.Join(card, "dcim") {
		t.Errorf("%+v", cards)
	}
}
