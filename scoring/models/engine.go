package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/safefile"
	"keeplight.app/keeplight/scoring/models/fetch"
	"keeplight.app/keeplight/scoring/models/unpack"
)

// EngineState is a build of llama.cpp for this system and whether it is here.
type EngineState struct {
	Runtime
	Installed bool
	Folder    string // where it lies, or would
	Size      int64  // bytes on the disk
}

// Plan is what installing a runtime fetches.
type Plan struct {
	Runtime
	Files []File // with sizes and digests as the publisher announces them now
}

// Size is how many bytes are fetched.
func (p *Plan) Size() (sum int64) {
	for _, f := range p.Files {
		sum += f.Size
	}
	return sum
}

// record is written beside an installed runtime.
type record struct {
	Build    string            `json:"build"`
	Archives []File            `json:"archives"`
	Files    map[string]string `json:"files"` // name -> SHA-256
}

const recordName = "keeplight.json"

func (s *Store) engineDir(backend string) string {
	return filepath.Join(s.dir, "engines", s.table.Engine.Build+"-"+backend)
}

// Engines gives what there is for this system, the default first.
func (s *Store) Engines() []EngineState {
	var states []EngineState
	for _, l := range s.table.Runtimes() {
		state := EngineState{Runtime: l, Folder: s.engineDir(l.Backend)}
		// The folder gets its name when everything is in it.
		if info, err := os.Stat(state.Folder); err == nil && info.IsDir() {
			state.Installed, state.Size = true, sizeOf(state.Folder)
		}
		states = append(states, state)
	}
	return states
}

// EngineFolder gives the folder of the installed runtime for a backend, or with
// "" the first one that is installed; "" where there is none.
func (s *Store) EngineFolder(backend string) string {
	for _, e := range s.Engines() {
		if e.Installed && (backend == "" || e.Backend == backend) {
			return e.Folder
		}
	}
	return ""
}

// KnowsBackend gives ErrUnknown for a backend that is not on offer here; "" is the
// default one.
func (s *Store) KnowsBackend(backend string) error {
	_, err := s.table.runtime(backend)
	return err
}

// PlanEngine asks the publisher what installing a runtime for a backend would
// fetch; "" is the default one.
func (s *Store) PlanEngine(ctx context.Context, backend string) (Plan, error) {
	l, err := s.table.runtime(backend)
	if err != nil {
		return Plan{}, err
	}
	files, err := s.lookUp(ctx, l)
	return Plan{Runtime: *l, Files: files}, err
}

// InstallEngine fetches and unpacks a runtime. It is complete, or it is not
// there. Errors are those of fetch and unpack, and ErrBusy.
func (s *Store) InstallEngine(ctx context.Context, p Plan, tell func(Progress)) (err error) {
	dir := s.engineDir(p.Backend)
	unlock, err := s.lock(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	var before int64
	for _, f := range p.Files {
		get := s.fetcher(over(tell, f.Name, before, p.Size()))
		source := fetch.Source{URL: s.archiveAddress(&p.Runtime, f), Size: f.Size, SHA256: f.SHA256}
		if err := get.File(ctx, source, s.archivePath(f)); err != nil {
			return fmt.Errorf("downloading %s: %w", f.Name, err)
		}
		before += f.Size
	}
	if err := s.unpackTo(ctx, p, dir); err != nil {
		return fmt.Errorf("unpacking llama.cpp: %w", err)
	}
	for _, f := range p.Files {
		if err := os.Remove(s.archivePath(f)); err != nil {
			return fmt.Errorf("removing the archive: %w", err)
		}
	}
	return nil
}

func (s *Store) archiveAddress(l *Runtime, f File) string {
	return s.o.Hosts.Releases + "/" + l.Repo + "/releases/download/" + s.table.Engine.Build + "/" + f.Name
}

func (s *Store) archivePath(f File) string { return filepath.Join(s.dir, "engines", f.Name) }

// unpackTo unpacks into a folder with another name, and gives it its own last.
func (s *Store) unpackTo(ctx context.Context, p Plan, dir string) (err error) {
	work := dir + ".new"
	if err := os.RemoveAll(work); err != nil { // left by a power cut
		return err
	}
	if err := os.Mkdir(work, 0o755); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(work))
		}
	}()
	for _, f := range p.Files {
		if err := unpack.Archive(ctx, s.archivePath(f), work, limits()); err != nil {
			return err
		}
	}
	if err := s.writeRecord(ctx, p, work); err != nil {
		return err
	}
	return os.Rename(work, dir)
}

func (s *Store) writeRecord(ctx context.Context, p Plan, dir string) error {
	files, err := digests(ctx, dir, nil)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%w: it holds no shared libraries", unpack.ErrDamaged)
	}
	text, err := json.MarshalIndent(record{Build: s.table.Engine.Build, Archives: p.Files, Files: files}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, recordName), text, 0o644)
}

// digests reads all regular files of a folder but the record.
func digests(ctx context.Context, dir string, read func(n int)) (map[string]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, e := range entries {
		if e.Name() == recordName || !e.Type().IsRegular() {
			continue
		}
		if all[e.Name()], err = fetch.Digest(ctx, filepath.Join(dir, e.Name()), read); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// VerifyEngine reads an installed runtime's files again and compares them with
// what was unpacked.
func (s *Store) VerifyEngine(ctx context.Context, backend string, read func(n int)) error {
	dir := s.engineDir(backend)
	const longest = 1 << 20
	text, err := safefile.ReadAll(filepath.Join(dir, recordName), longest)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("llama.cpp for %s: %w", backend, ErrNotInstalled)
	}
	if err != nil {
		return fmt.Errorf("reading what was installed: %w", err)
	}
	var was record
	if err := json.Unmarshal(text, &was); err != nil {
		return fmt.Errorf("%w: %w", ErrChanged, err)
	}
	now, err := digests(ctx, dir, read)
	if err != nil {
		return fmt.Errorf("reading llama.cpp: %w", err)
	}
	for name, sum := range was.Files {
		if now[name] != sum {
			return fmt.Errorf("%w: %s; remove llama.cpp for %s and install it again", ErrChanged, library.Display(filepath.Join(dir, filepath.Base(name))), backend)
		}
	}
	return nil
}

// RemoveEngine removes an installed runtime and gives the bytes that are free
// again.
func (s *Store) RemoveEngine(backend string) (freed int64, err error) {
	if _, err := s.table.runtime(backend); err != nil {
		return 0, err
	}
	if freed, err = s.remove(s.engineDir(backend)); err != nil {
		return 0, fmt.Errorf("llama.cpp for %s: %w", backend, err)
	}
	return freed, nil
}
