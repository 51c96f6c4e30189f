package models

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/models/fetch"
)

// longestRelease bounds what GitHub's API may answer, in bytes.
const longestRelease = 8 << 20

// mostArchive bounds the size that an archive may be announced with, in bytes.
const mostArchive = 4 << 30

// release is what GitHub's API says of a release (REST API, "Get a release by
// tag name").
type release struct {
	Assets []struct {
		Name   string `json:"name"`
		Size   int64  `json:"size"`
		Digest string `json:"digest"` // "sha256:…"
	} `json:"assets"`
}

// lookUp asks the publisher for the size and digest of a runtime's archives.
func (s *Store) lookUp(ctx context.Context, l *Runtime) ([]File, error) {
	address := s.o.Hosts.API + "/repos/" + l.Repo + "/releases/tags/" + s.table.Engine.Build
	text, err := fetch.Small(ctx, fetch.NewClient(s.o.Client), address, longestRelease)
	if err != nil {
		return nil, fmt.Errorf("asking for the digests of llama.cpp %s: %w", s.table.Engine.Build, err)
	}
	files, err := parseRelease(text, l.Archives)
	if err != nil {
		return nil, fmt.Errorf("llama.cpp %s of %s: %w", s.table.Engine.Build, l.Repo, err)
	}
	return files, nil
}

// parseRelease finds archives in an answer of GitHub's API. One without a sound
// size and digest is refused.
func parseRelease(text []byte, archives []string) ([]File, error) {
	var r release
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("%w: its publisher's answer is invalid: %w", fetch.ErrRefused, err)
	}
	files := make([]File, 0, len(archives))
	for _, name := range archives {
		found := false
		for _, a := range r.Assets {
			if a.Name != name || found {
				continue
			}
			sum, ok := strings.CutPrefix(a.Digest, "sha256:")
			if !ok || !digest.MatchString(sum) || a.Size <= 0 || a.Size > mostArchive {
				return nil, fmt.Errorf("%w: no usable checksum is published for %s (%d bytes, %s)",
					fetch.ErrRefused, name, a.Size, library.Display(cut(a.Digest)))
			}
			files, found = append(files, File{Name: name, Size: a.Size, SHA256: sum}), true
		}
		if !found {
			return nil, fmt.Errorf("%w: the release holds no %s", fetch.ErrRefused, name)
		}
	}
	return files, nil
}

// cut shortens a text from outside for a message.
func cut(text string) string { return text[:min(len(text), 100)] }

func secondsOf(bytes int64, rate float64) time.Duration {
	return time.Duration(float64(bytes) / rate * float64(time.Second))
}
