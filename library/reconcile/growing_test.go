package reconcile

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// racingReader reads a file and lets the copy go on right after the first time.
type racingReader struct {
	first   sync.Once
	goOn    func()
	pretend func(*Facts) // changes what the first reading told
}

func (r *racingReader) Read(ctx context.Context, path string) Facts {
	f := FileReader{}.Read(ctx, path)
	r.first.Do(func() {
		r.goOn()
		r.pretend(&f)
	})
	return f
}

func TestAFileThatChangesUnderTheReaderIsReadAgain(t *testing.T) {
	data := jpegBytes(1)
	for name, pretend := range map[string]func(*Facts){
		"half a file was there":         func(*Facts) {},
		"it changed while it was read":  func(f *Facts) { *f = Facts{Moving: true, Size: f.Size, ModTime: f.ModTime} },
		"it was taken for a whole file": func(f *Facts) { f.Partial, f.Problem = false, library.Message{} },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a.jpg")
			must(t, os.WriteFile(path, data[:len(data)/2], 0o600))
			reader := &racingReader{pretend: pretend, goOn: func() {
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Error(err)
				}
			}}
			cat := openCatalog(t)
			o := Options{Patience: 50 * time.Millisecond, Retry: 10 * time.Millisecond, Flush: 10 * time.Millisecond, Reader: reader}
			if name == "it was taken for a whole file" {
				once(t, cat, o, dir) // nothing tells this run; the next one sees the new size
			}
			m := once(t, cat, o, dir)
			if p := m.at(path); p == nil || !p.Problem.IsZero() || p.Hash != picture.ImageHash(data, library.JPEG) {
				t.Errorf("%+v", p)
			}
		})
	}
}

// oddReader answers as it is told.
type oddReader func(path string) Facts

func (r oddReader) Read(_ context.Context, path string) Facts { return r(path) }

func TestOneOddFileNeitherStopsNorHoldsUpTheRun(t *testing.T) {
	for name, read := range map[string]oddReader{
		"it is written to without end": func(path string) Facts {
			info, err := os.Stat(path)
			if err != nil {
				return unread(t.Context(), err)
			}
			return Facts{Moving: true, Size: info.Size(), ModTime: info.ModTime()}
		},
		"a decoder slips over it": func(string) Facts { panic("index out of range") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			odd := write(t, dir, "a.jpg", jpegBytes(1))
			fine := write(t, dir, "b.jpg", jpegBytes(2))
			o := Options{Patience: 50 * time.Millisecond, Retry: 10 * time.Millisecond, Reader: oddReader(func(path string) Facts {
				if path == odd {
					return read(path)
				}
				return FileReader{}.Read(t.Context(), path)
			})}
			m := once(t, openCatalog(t), o, dir)
			if p := m.at(odd); p == nil || p.Problem.IsZero() || p.Hash != "" {
				t.Errorf("the odd file: %+v", p)
			}
			if p := m.at(fine); p == nil || !p.Problem.IsZero() || p.Hash == "" {
				t.Errorf("the other file: %+v", p)
			}
		})
	}
}
