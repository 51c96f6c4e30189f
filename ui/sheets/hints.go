package sheets

// Hints are how the keys of some commands are written now; "" where no key gives
// them.
type Hints struct {
	Open     string // opens a folder
	Settings string // shows the settings
	Model    string // shows the form of a model
	Import   string // imports from a card
	Explain  string // explains a score
	Form     string // changes the form of explanations
	InView   string // changes which photos are explained
}
