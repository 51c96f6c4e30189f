package sheets

// IngestState is how far an import from a card is.
type IngestState uint8

// The states of the form, in their order.
const (
	IngestChoosing IngestState = iota
	IngestRunning
	IngestDone
)

// IngestPlace is one of the folders that the form asks for.
type IngestPlace uint8

// The places.
const (
	IngestCard IngestPlace = iota
	IngestTo
	IngestSecond
	ingestPlaces
)

// IngestView is what the form for importing from a card shows.
type IngestView struct {
	State IngestState

	Cards    []string // the names of those that are connected
	Card     int      // the place of the chosen one, -1 for another folder
	Folders  [ingestPlaces]string
	Template string
	Hint     string // what may stand in it
	All      bool   // also what was copied in before

	Facts    []string // what is on the card, and how much room there is
	Preview  []string // "IMG_1.CR3 → 2026-05-31/IMG_1.CR3", three of them
	Warnings []string
	Reading  string // what is being found out, "" where nothing is
	Blocked  string // why it cannot start now, "" when it can
	First    string // what to do first, "" once that is done
	Start    string // what the button says that starts

	IngestProgress

	Report []string // at the end
	Failed []string // what was not copied, with the reason

	Again string // what the button says that tries what was left undone once more, "" where nothing was
}

// IngestProgress is how far an import is.
type IngestProgress struct {
	Share   float64 // of the bytes that are to be read
	Counted string  // "212 of 480 · IMG_1.CR3"
	Speed   string  // "34 MB/s · 3 min left"
	Paused  bool
}

// IngestCallbacks are what the form asks for.
type IngestCallbacks struct {
	OnCard     func(card int)
	OnFolder   func(place IngestPlace, path string) // at each keystroke
	OnChoose   func(place IngestPlace)
	OnTemplate func(template string) // at each keystroke
	OnAll      func(bool)
	OnStart    func()
	OnAgain    func() // what was left undone is tried once more
	OnPause    func()
	OnStop     func()
	OnClose    func() // the work goes on
}
