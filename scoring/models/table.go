package models

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"keeplight.app/keeplight/scoring/models/unpack"
)

// Model is a vision model on offer.
type Model struct {
	ID        string `json:"id"`   // as the command line names it
	Name      string `json:"name"` // for people
	Role      string `json:"role"` // Default, or another word for people
	About     string `json:"about"`
	Quantised string `json:"quantised"`
	Repo      string `json:"repo"`     // at Hugging Face
	Revision  string `json:"revision"` // a commit
	Licence   string `json:"licence"`
	Tier      int    `json:"tier"`  // of Tiers: the smallest GPU that it is for, in GB
	First     bool   `json:"first"` // it is the one to begin with on GPUs of its tier
	Shape     Shape  `json:"shape"`
	Memory    int64  `json:"-"` // bytes that it needs on a GPU or in the computer, at most, by its Shape
	Model     File   `json:"model"`
	Projector File   `json:"projector"`
}

// Default is the role of the model to begin with.
const Default = "default"

// Size is how many bytes both files have.
func (m *Model) Size() int64 { return m.Model.Size + m.Projector.Size }

// files are the model's two files.
func (m *Model) files() [2]File { return [2]File{m.Model, m.Projector} }

// File is one file that is fetched.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // in small hex digits
}

// Runtime is a build of llama.cpp for one system and backend.
type Runtime struct {
	OS       string   `json:"os"`      // as runtime.GOOS
	Arch     string   `json:"arch"`    // as runtime.GOARCH
	Backend  string   `json:"backend"` // "vulkan", "cpu", "cuda", "metal"
	Repo     string   `json:"repo"`    // at GitHub
	Archives []string `json:"archives"`
	Needs    string   `json:"needs"` // what else has to be installed, for people; mostly ""
}

// Table is all that is on offer.
type Table struct {
	Models []Model `json:"models"`
	Engine struct {
		Build    string    `json:"build"` // of llama.cpp
		Licence  string    `json:"licence"`
		Runtimes []Runtime `json:"libraries"` // the first one for a system is its default
	} `json:"engine"`
}

// ReadTable reads the table and refuses one that could not be used.
func ReadTable(text []byte) (*Table, error) {
	var t Table
	if err := json.Unmarshal(text, &t); err != nil {
		return nil, fmt.Errorf("reading the table of models: %w", err)
	}
	ids := map[string]bool{}
	for i := range t.Models {
		m := &t.Models[i]
		m.Memory = m.Shape.memory(m.Size())
		if err := m.check(); err != nil {
			return nil, fmt.Errorf("the table of models: %q: %w", m.ID, err)
		}
		if ids[m.ID] {
			return nil, fmt.Errorf("the table of models: %q is named twice", m.ID)
		}
		ids[m.ID] = true
	}
	for _, l := range t.Engine.Runtimes {
		if len(l.Archives) == 0 || !plainWord.MatchString(l.Backend) || !repository.MatchString(l.Repo) {
			return nil, fmt.Errorf("the table of models: the runtime for %s/%s %s is wrong", l.OS, l.Arch, l.Backend)
		}
		for _, a := range l.Archives {
			if !fileName.MatchString(a) {
				return nil, fmt.Errorf("the table of models: the archive %q is wrong", a)
			}
		}
	}
	return &t, nil
}

var (
	plainWord  = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)
	repository = regexp.MustCompile(`^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$`)
	fileName   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	digest     = regexp.MustCompile(`^[0-9a-f]{64}$`)
	commit     = regexp.MustCompile(`^[0-9a-f]{40}$`)
)

// mostModel bounds the size of a file of a model, in bytes.
const mostModel = 1 << 40

func (m *Model) check() error {
	if !plainWord.MatchString(m.ID) || !repository.MatchString(m.Repo) || !commit.MatchString(m.Revision) || m.Licence == "" {
		return fmt.Errorf("name, address, revision or licence are wrong: %+v", *m)
	}
	for _, f := range m.files() {
		if !fileName.MatchString(f.Name) || f.Size <= 0 || f.Size > mostModel || !digest.MatchString(f.SHA256) {
			return fmt.Errorf("a file is wrong: %+v", f)
		}
	}
	if m.Model.Name == m.Projector.Name {
		return fmt.Errorf("both files are %q", m.Model.Name)
	}
	if err := m.Shape.check(); err != nil {
		return err
	}
	if !slices.Contains(Tiers(), m.Tier) || !m.fitsTier() {
		return fmt.Errorf("it takes %d bytes and is for GPUs of %d GB", m.Memory, m.Tier)
	}
	return nil
}

// model gives the model with an ID.
func (t *Table) model(id string) (*Model, error) {
	for i := range t.Models {
		if t.Models[i].ID == id {
			return &t.Models[i], nil
		}
	}
	ids := make([]string, 0, len(t.Models))
	for _, m := range t.Models {
		ids = append(ids, m.ID)
	}
	return nil, fmt.Errorf("%w model %q: choose one of %s", ErrUnknown, id, strings.Join(ids, ", "))
}

// Runtimes gives what there is for this system, the default first: Vulkan on
// Linux and Windows, Metal on macOS.
func (t *Table) Runtimes() []Runtime {
	return slices.DeleteFunc(slices.Clone(t.Engine.Runtimes), func(l Runtime) bool {
		return l.OS != runtime.GOOS || l.Arch != runtime.GOARCH
	})
}

// runtime gives the one for a backend; "" is the default.
func (t *Table) runtime(backend string) (*Runtime, error) {
	var names []string
	for _, l := range t.Runtimes() {
		if backend == "" || l.Backend == backend {
			return &l, nil
		}
		names = append(names, l.Backend)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%w llama.cpp %s to download for %s on %s; name a folder with your own build",
			ErrUnknown, t.Engine.Build, runtime.GOOS, runtime.GOARCH)
	}
	return nil, fmt.Errorf("%w backend %q: choose one of %s", ErrUnknown, backend, strings.Join(names, ", "))
}

// address is where a file of a model is fetched.
func (m *Model) address(host string, f File) string {
	return host + "/" + m.Repo + "/resolve/" + m.Revision + "/" + url.PathEscape(f.Name)
}

// limits bound what an archive of llama.cpp may hold. The largest, with CUDA's
// own libraries, unpack to about 2 GB.
func limits() unpack.Limits { return unpack.Limits{Entries: 5000, Bytes: 4 << 30} }
