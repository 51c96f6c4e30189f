package volumes

import (
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library/answer/silentdrive"
)

func TestADriveThatDoesNotAnswerHidesNoCard(t *testing.T) {
	card := t.TempDir()
	if err := os.Mkdir(filepath.Join(card, "DCIM"), 0o700); err != nil {
		t.Fatal(err)
	}
	drive := silentdrive.Mount(t, t.TempDir())
	drive.FallSilent()
	l := &List{}
	for range 2 { // it is asked no second time while it owes an answer
		if cards := l.Cards(t.Context(), []Volume{{Path: drive.Path}, {Path: card}}); len(cards) != 1 || cards[0].Path != card {
			t.Errorf("%+v", cards)
		}
		if n := drive.Waiting(); n != 1 {
			t.Errorf("%d questions wait", n)
		}
	}
}
