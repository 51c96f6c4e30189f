package volumes

import (
	"context"
	"time"

	"keeplight.app/keeplight/library/answer"
)

// cardTime is how long a volume may take to say what it holds.
const cardTime = 3 * time.Second

// List knows the cards and drives that are connected, for everyone in a program who
// offers or protects them. A volume that does not answer hides no other one. The zero value asks the system; the methods may be called from any goroutine.
type List struct {
	// Mounted gives the volumes that are connected; nil is Connected.
	Mounted func() ([]Volume, error)

	asked answer.Folders
}

// All gives the cards and drives that are connected now.
func (l *List) All() ([]Volume, error) {
	if l.Mounted != nil {
		return l.Mounted()
	}
	return Connected()
}

// Cards gives those of some volumes that a camera wrote on. It waits for each some
// seconds at most, and less once ctx ends.
func (l *List) Cards(ctx context.Context, all []Volume) []Card {
	cards, _ := l.Look(ctx, all)
	return cards
}

// Look is Cards, and gives also those volumes that did not answer: they may be cards.
func (l *List) Look(ctx context.Context, all []Volume) (cards []Card, silent []Volume) {
	for _, v := range all {
		card, err := answer.Of(ctx, &l.asked, v.Path, cardTime, func() (Card, error) {
			path, _ := v.Pictures()
			return Card{v, path}, nil
		})
		switch {
		case err != nil:
			silent = append(silent, v)
		case card.Pictures != "":
			cards = append(cards, card)
		}
	}
	return cards, silent
}
