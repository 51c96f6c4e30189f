package models

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/models/fetch"
)

// ModelState is a model on offer and how much of it is here.
type ModelState struct {
	Model
	Installed bool
	Arrived   int64 // bytes on the disk, whole or not
}

// Progress is how far an installation is, over all its files.
type Progress struct {
	fetch.Progress
	File string // the one on its way
}

// Models gives all models on offer. Only names and sizes are checked: Verify
// reads the files.
func (s *Store) Models() []ModelState {
	states := make([]ModelState, 0, len(s.table.Models))
	for _, m := range s.table.Models {
		state := ModelState{Model: m, Installed: true}
		for _, f := range m.files() {
			path := filepath.Join(s.modelDir(m.ID), f.Name)
			info, err := os.Lstat(path)
			if err == nil && info.Mode().IsRegular() && info.Size() == f.Size {
				state.Arrived += f.Size
				continue
			}
			state.Installed = false
			state.Arrived += fetch.Unfinished(path)
		}
		states = append(states, state)
	}
	return states
}

// ModelFiles gives where a model's two files lie once it is installed.
func (s *Store) ModelFiles(id string) (model, projector string, err error) {
	m, err := s.table.model(id)
	if err != nil {
		return "", "", err
	}
	dir := s.modelDir(id)
	return filepath.Join(dir, m.Model.Name), filepath.Join(dir, m.Projector.Name), nil
}

// InstallModel fetches both files of a model, or what is missing of them. tell,
// which may be nil, is called from this goroutine. Errors are those of fetch,
// ErrUnknown and ErrBusy.
func (s *Store) InstallModel(ctx context.Context, id string, tell func(Progress)) (err error) {
	m, err := s.table.model(id)
	if err != nil {
		return err
	}
	dir := s.modelDir(id)
	unlock, err := s.lock(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder of the model: %w", err)
	}
	var before int64
	for _, f := range m.files() {
		get := s.fetcher(over(tell, f.Name, before, m.Size()))
		source := fetch.Source{URL: m.address(s.o.Hosts.Models, f), Size: f.Size, SHA256: f.SHA256}
		if err := get.File(ctx, source, filepath.Join(dir, f.Name)); err != nil {
			return fmt.Errorf("downloading %s: %w", f.Name, err)
		}
		before += f.Size
	}
	return nil
}

// over turns the progress of one file into that of all of them.
func over(tell func(Progress), name string, before, all int64) func(fetch.Progress) {
	if tell == nil {
		return nil
	}
	return func(p fetch.Progress) {
		if p.Rate > 0 && p.Phase == fetch.Loading {
			p.Left += secondsOf(all-before-p.Size, p.Rate)
		}
		p.Done, p.Size = p.Done+before, all
		tell(Progress{Progress: p, File: name})
	}
}

// VerifyModel reads an installed model's files again. It gives ErrChanged where
// they are not those of the table. read, which may be nil, is told of each piece.
func (s *Store) VerifyModel(ctx context.Context, id string, read func(n int)) error {
	m, err := s.table.model(id)
	if err != nil {
		return err
	}
	for _, f := range m.files() {
		path := filepath.Join(s.modelDir(id), f.Name)
		if _, err := os.Lstat(path); err != nil {
			return fmt.Errorf("%s: %w", id, ErrNotInstalled)
		}
		got, err := fetch.Digest(ctx, path, read)
		if err != nil {
			return err
		}
		if got != f.SHA256 {
			return fmt.Errorf("%w: %s has the SHA-256 %s, but its publisher announced %s; remove %s and install it again",
				ErrChanged, library.Display(path), got, f.SHA256, id)
		}
	}
	return nil
}

// RemoveModel removes a model's files, also those that have not wholly arrived.
// Its scores are kept elsewhere and stay. It gives the bytes that are free again.
func (s *Store) RemoveModel(id string) (freed int64, err error) {
	if _, err := s.table.model(id); err != nil {
		return 0, err
	}
	freed, err = s.remove(s.modelDir(id))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", id, err)
	}
	return freed, nil
}
