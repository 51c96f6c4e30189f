package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/alecthomas/kong"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/models"
)

// homeVariable is the environment variable that says where the catalogue is.
const homeVariable = "KEEPLIGHT_HOME"

// grammar is the command line.
type grammar struct {
	Catalog string `placeholder:"DIR" help:"Folder of the catalogue. Default: $$${home} if set, else ${default_home}."`

	Open    openCmd         `cmd:"" default:"withargs" help:"Open the window on these folders."`
	Score   scoreCmd        `cmd:"" help:"Score photos and print one line per photo."`
	Merge   mergeCmd        `cmd:"" help:"Join files of scores that several runs or machines wrote."`
	List    listCmd         `cmd:"" help:"List photos from the catalogue, sorted and filtered."`
	Faces   facesCmd        `cmd:"" help:"Look for faces, and say whose eyes look closed and how sharp they are."`
	Explain explainCmd      `cmd:"" help:"Have a vision model say in words why photos have their scores, or how one face in each turned out."`
	Told    explainCheckCmd `cmd:"" name:"explain-check" help:"Tell whether a model's explanations are about their own photos: hold each against another photo of the shoot."`
	Mark    markCmd         `cmd:"" help:"Pick or reject photos, or give them stars or a label."`
	Stacks  stacksCmd       `cmd:"" help:"Correct which photos belong together."`
	Sidecar sidecarCmd      `cmd:"" help:"List what XMP sidecars say, and what writing them would change."`
	Undo    undoCmd         `cmd:"" help:"Undo the last mark, like Ctrl+Z in the window."`
	Redo    redoCmd         `cmd:"" help:"Redo the mark that was undone last."`
	Ingest  ingestCmd       `cmd:"" help:"Copy a memory card to a folder, proven and under names of your own."`
	History historyCmd      `cmd:"" help:"List what was done, and go back or forth to any step."`
	Export  exportCmd       `cmd:"" help:"Copy chosen photos, with their RAW files and sidecars, to another folder."`
	Trash   trashCmd        `cmd:"" help:"Move chosen photos, with their RAW files and sidecars, to the trash of the desktop."`
	Report  reportCmd       `cmd:"" help:"Write a contact sheet with scores and reasons as a web page."`
	Eval    evalCmd         `cmd:"" help:"Say how well a scorer agrees with people's ratings."`
	Taste   tasteCmd        `cmd:"" help:"Learn from your picks what you like, see whether it is proved, take it along or forget it."`
	Versus  versusCmd       `cmd:"" name:"compare-scorers" help:"Hold two scorers, or two versions of one, against each other: which photos moved most, and which agrees better with your picks."`
	Model   modelCmd        `cmd:"" help:"Install, list, verify or remove vision models."`
	Engine  engineCmd       `cmd:"" help:"Install, list, test or remove llama.cpp, which runs the models."`
	Base    catalogCmd      `cmd:"" name:"catalog" help:"Check, back up or restore the catalogue."`
	Demo    demoCmd         `cmd:"" help:"Create a shoot of drawn photos to try the program on."`
	Version versionCmd      `cmd:"" help:"Print the version, or the licences."`
}

// program is what every command works with.
type program struct {
	ctx        context.Context // of the signals
	signals    *signals
	stdin      io.Reader
	stdout     io.Writer
	stderr     io.Writer
	env        func(string) string
	catalogDir string
	scorer     scoring.Scorer
	store      *models.Store // of installed models and engines
	jobs       jobs.Runner
}

// run is the whole program but for the process around it, until it is asked to
// end. It gives the exit status.
func run(asked *signals, args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string) int {
	var g grammar
	exited := -1
	parser, err := kong.New(&g, append(textMappers(),
		kong.Name("keeplight"),
		kong.Description("Scores every photo of a shoot, so that you find the keepers quickly. No photo leaves this computer unless you name a server, and no original is ever changed."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(status int) { exited = status }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"home": homeVariable, "default_home": catalog.DefaultDir()},
	)...)
	if err != nil {
		fmt.Fprintf(stderr, "keeplight: the command line is declared wrongly: %v. Please report this\n", err)
		return exitUsage
	}
	args = versionArgs(args)
	command, err := parser.Parse(args)
	if exited >= 0 { // --help was printed
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "keeplight: %v\nTry 'keeplight --help'.\n", err)
		return exitUsage
	}
	if _, isFile := stderr.(*os.File); !isFile { // whose writes are whole by themselves
		stderr = &serialWriter{w: stderr}
	}
	p := &program{
		ctx: asked.ctx, signals: asked, stdin: stdin, stdout: stdout, stderr: stderr, env: env,
		catalogDir: firstOf(g.Catalog, env(homeVariable), catalog.DefaultDir()),
		scorer:     scorers.NewBuiltIn(),
	}
	if p.store, err = models.OpenStore(p.catalogDir); err != nil {
		p.note("keeplight: %v", err)
		return exitProblems
	}
	return p.status(command.Run(p))
}

// versionArgs takes "--version", which every other program answers to, for the
// subcommand, and its flag for licences with it.
func versionArgs(args []string) []string {
	switch {
	case slices.Equal(args, []string{"--version"}):
		return []string{"version"}
	case slices.Equal(args, []string{"--licences"}), slices.Equal(args, []string{"--licenses"}):
		return []string{"version", "--licences"}
	}
	return args
}

// status prints what went wrong, unless that was printed before, and gives the
// exit status.
func (p *program) status(err error) int {
	if err != nil && err.Error() != "" {
		p.note("keeplight: %v", err)
		if why, ok := plain.Disk(err); ok {
			p.note("keeplight: %s", why)
		}
	}
	return statusOf(err)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// serialWriter takes one write at a time: progress, a scorer and a watcher all
// have something to say.
type serialWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *serialWriter) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(b)
}

// log prints a note for a developer.
func (p *program) log(text string) { p.note("keeplight: %s", text) }

// note prints one line to standard error.
func (p *program) note(format string, args ...any) {
	fmt.Fprintf(p.stderr, format+"\n", args...)
}
