package volumes

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library/answer"
)

func TestAVolumeThatDoesNotAnswerIsToldApartFromOneThatIsNoCard(t *testing.T) {
	l, let := &List{}, make(chan struct{})
	card := Volume{Path: t.TempDir(), Name: "EOS"}
	q, err := l.asked.AskOf(card.Path, time.Nanosecond, func(func()) { <-let })
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Wait(t.Context()); !errors.Is(err, answer.ErrNone) {
		t.Fatal(err)
	}
	defer close(let)
	drive := Volume{Path: t.TempDir()}
	if cards, silent := l.Look(t.Context(), []Volume{card, drive}); len(cards) != 0 || len(silent) != 1 || silent[0] != card {
		t.Errorf("cards %+v, silent %+v", cards, silent)
	}
}

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
