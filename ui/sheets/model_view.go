package sheets

// ModelState is how far a model is.
type ModelState uint8

// The states of a model.
const (
	ModelOff ModelState = iota
	ModelStarting
	ModelOn
)

// ModelView is what the model form shows.
type ModelView struct {
	State ModelState

	Library, Model, Projector string   // paths, "" until chosen
	Devices                   []string // what the model can run on, the automatic choice first
	Device                    int      // the chosen one of Devices
	Details                   []string // how finely the model sees a photo, as usual first
	Detail                    int      // the chosen one of Details
	Paper                     bool     // the model was tuned to write as RealQA's own do
	Careful                   bool     // ask twice, in both orders of the scale
	Spread                    bool     // spread scores out over the library

	Words   []string // what is going on, in plain lines
	Problem string   // why the model does not run, "" when all is well
	Blocked string   // what has still to be chosen, "" when it can start
}

// ModelCallbacks are what the model form asks for.
type ModelCallbacks struct {
	OnLibrary, OnModel, OnProjector                   func(path string) // at each keystroke
	OnChooseLibrary, OnChooseModel, OnChooseProjector func()
	OnDevice, OnDetail                                func(index int)
	OnPaper, OnCareful, OnSpread                      func(on bool)
	OnStart, OnStop, OnClose                          func()
}
