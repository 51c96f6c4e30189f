package sheets

import "fyne.io/fyne/v2/lang"

// FirstView is what the question of a first start offers.
type FirstView struct {
	Hints     Hints
	OnMeasure func()
	OnModel   func()
	OnOwn     func()
}

func howToScore() string { return lang.L("How should photos be scored?") }
