package wire

// Protocol is the version of these messages. Both ends are of one release and
// refuse another's.
const Protocol = 4

// What Keeplight asks. The worker does one thing at a time, in this order: it is
// greeted, it loads one model, and then reads pictures, answers, writes and counts
// as often as wanted.
const (
	MethodHello   = "hello"   // nothing -> Hello
	MethodLoad    = "load"    // Load -> Loaded
	MethodPrefill = "prefill" // Prefill, with the pixels as its body -> Prefilled
	MethodAsk     = "ask"     // Ask -> Asked
	MethodWrite   = "write"   // Write -> Written, with pieces before it
	MethodTokens  = "tokens"  // Tokens -> Counted
)

// What the ends say without waiting for an answer.
const (
	NotifyCancel = "cancel" // to the worker: end what you do; nothing
	NotifyPiece  = "piece"  // from the worker while it writes: Piece
)

// Why the worker refuses, as the code of a JSON-RPC error. Its message is for
// people.
const (
	CodeRuntime   = 1 // llama.cpp cannot be loaded
	CodeABI       = 2 // llama.cpp is of another build than this worker
	CodeModel     = 3 // the model or its projector is refused
	CodeRequest   = 4 // this picture or text cannot be read; the next one can
	CodeCancelled = 5 // it was told to end
	CodeEngine    = 6 // llama.cpp failed; the worker cannot be trusted to go on
)

// Bounds of what is asked.
const (
	MaxPixels      = 16 << 20      // of a picture and its close-up
	MaxBody        = 3 * MaxPixels // bytes of both
	MaxText        = 64 << 10      // bytes of one text
	MaxTexts       = 1024          // counted at once
	MaxQuestions   = 256           // asked at once
	MaxAnswers     = 64            // to one question
	MaxWriteTokens = 8192          // written at once
	MaxWriteBytes  = 64 << 10      // written at once
	MaxDevices     = 64            // that a runtime may know
	ContextRoom    = 3072          // tokens of a context besides the picture's: prompt, questions, writing
	maxName        = 1024          // bytes of a name
)

// Hello is the worker's greeting.
type Hello struct {
	Protocol int      `json:"protocol"`
	Runtime  string   `json:"runtime"` // "llama.cpp b10256"
	Devices  []Device `json:"devices"`
}

// The kinds of devices.
const (
	Processor  = "cpu"
	GPU        = "gpu"
	Integrated = "igpu" // a GPU that shares the processor's memory
	Other      = "other"
)

// Device is what a model can run on.
type Device struct {
	Name        string `json:"name"`        // as the runtime calls it: "CUDA0"
	Description string `json:"description"` // for people: "NVIDIA H200"
	Backend     string `json:"backend"`     // "CPU", "Vulkan", "CUDA", "Metal"
	Kind        string `json:"kind"`
	MemoryFree  int64  `json:"memoryFree"`  // bytes; 0 where that is not known
	MemoryTotal int64  `json:"memoryTotal"` // bytes; 0 where that is not known
}

// Load asks for a model.
type Load struct {
	Model       string `json:"model"`       // path of the text model
	Projector   string `json:"projector"`   // path of the projector
	Device      string `json:"device"`      // a device's name, Processor, or "" for the best GPU and else the processor
	ImageTokens int    `json:"imageTokens"` // at most so many tokens for a picture
	ImageFewest int    `json:"imageFewest"` // at least so many; 0 leaves it to llama.cpp
	Batched     bool   `json:"batched"`     // several questions are read in one pass
}

// Loaded says what was loaded.
type Loaded struct {
	Architecture string   `json:"architecture"`
	Device       Device   `json:"device"`
	Context      int      `json:"context"` // tokens that picture, questions and writing share
	Notes        []string `json:"notes"`   // for people: what was done otherwise than the model asks for
	Memory       Memory   `json:"memory"`

	ThoughtsClosed bool `json:"thoughtsClosed"` // the model would think before it answers, and is kept from it
}

// Memory is what the worker takes, in bytes: of the device, or where that does
// not say, of the computer. 0 is not known.
type Memory struct {
	Used  int64 `json:"used"`
	Total int64 `json:"total"`
}

// Prefill has the worker read a picture, the close-up of a part of it where there is
// one, and the beginning of the prompt. Its body is the pixels in rows from the top,
// three bytes each: red, green, blue; those of the close-up follow the picture's.
type Prefill struct {
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	CloseUp Size   `json:"closeUp,omitzero"` // zero is none
	Prefix  string `json:"prefix"`           // the beginning of the person's turn, after the pictures
}

// Size is that of a picture in pixels.
type Size struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Prefilled says that the pictures were read.
type Prefilled struct {
	Tokens  int    `json:"tokens"`  // of the pictures and the prefix
	Picture int    `json:"picture"` // of the pictures alone
	Memory  Memory `json:"memory"`
}

// Question ends the person's turn.
type Question struct {
	Text    string   `json:"text"`
	Stem    string   `json:"stem"` // begins the model's turn
	Answers []string `json:"answers,omitempty"`
}

// Ask asks questions about the picture that was read last.
type Ask struct {
	Questions []Question `json:"questions"`
}

// Asked holds a reading for each question.
type Asked struct {
	Readings []Reading `json:"readings"`
	Tokens   int       `json:"tokens"` // that were read
}

// Reading holds the probability of each answer over the whole vocabulary.
type Reading struct {
	P []float64 `json:"p"`
}

// Write has the model write after a question, the likeliest token each time.
type Write struct {
	Call     int      `json:"call"` // marks its pieces
	Question Question `json:"question"`
	Tokens   int      `json:"tokens"` // at most so many
	Bytes    int      `json:"bytes"`  // at most so many
}

// Piece is some of what is being written, valid UTF-8.
type Piece struct {
	Call int    `json:"call"`
	Text string `json:"text"`
}

// Written says how writing ended.
type Written struct {
	Read   int  `json:"read"`   // tokens of the question
	Tokens int  `json:"tokens"` // that were written
	Ended  bool `json:"ended"`  // the model ended by itself
}

// Tokens asks how many tokens each text has in the middle of a prompt.
type Tokens struct {
	Texts []string `json:"texts"`
}

// Counted holds the number of tokens of each text.
type Counted struct {
	Counts []int `json:"counts"`
}
