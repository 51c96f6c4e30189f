package settings

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"
)

// writeTime bounds how long storing one part may take.
const writeTime = 3 * time.Second

// Saver stores settings as they change, away from the goroutine that changes them,
// so that a crash forgets no more than the last moment. Only parts that changed
// are written, and of each the newest value wins.
type Saver struct {
	store Store
	log   func(string)

	mu      sync.Mutex
	stored  map[string][]byte // what is stored, or on its way there, by key
	waiting map[string][]byte // to be written
	closed  bool
	wake    chan struct{} // holds one token when something waits
	done    chan struct{}
}

// NewSaver starts a saver, which Close ends. loaded is what the store holds; parts
// that are damaged there are written at the first Save.
func NewSaver(store Store, loaded Loaded, log func(string)) *Saver {
	s := &Saver{
		store: store, log: log, waiting: map[string][]byte{},
		wake: make(chan struct{}, 1), done: make(chan struct{}),
	}
	s.stored = s.encode(&loaded.Settings)
	for _, key := range loaded.Damaged {
		delete(s.stored, key)
	}
	go s.run()
	return s
}

// Save has what changed written. It never waits for the store; after Close it does
// nothing.
func (s *Saver) Save(now Settings) {
	parts := s.encode(&now)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	for key, part := range parts {
		if !bytes.Equal(part, s.stored[key]) {
			s.stored[key], s.waiting[key] = part, part
		}
	}
	if len(s.waiting) > 0 {
		s.token()
	}
}

// Close waits until everything is written.
func (s *Saver) Close() {
	s.mu.Lock()
	s.closed = true
	s.token()
	s.mu.Unlock()
	<-s.done
}

// token wakes the saver's goroutine; one is enough for any number of changes.
func (s *Saver) token() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// encode gives the parts as they are stored.
func (s *Saver) encode(all *Settings) map[string][]byte {
	parts := map[string][]byte{}
	for key, v := range map[string]any{
		WindowKey: all.Window, ShootKey: all.Shoot, FiltersKey: all.Filters, ExportKey: all.Export,
		ModelKey: all.Model, ScorersKey: all.Scorers, ExplainKey: all.Explain, AppearanceKey: all.Appearance,
		LookingKey: all.Looking, IngestKey: all.Ingest, ServersKey: all.Servers,
	} {
		b, err := json.Marshal(v)
		if err != nil {
			s.log(fmt.Sprintf("the settings of %q cannot be stored: %v", key, err))
			continue
		}
		parts[key] = b
	}
	return parts
}

func (s *Saver) run() {
	defer close(s.done)
	for range s.wake {
		for {
			key, part, ok := s.next()
			if !ok {
				break
			}
			s.write(key, part)
		}
		s.mu.Lock()
		ended := s.closed && len(s.waiting) == 0
		s.mu.Unlock()
		if ended {
			return
		}
	}
}

// next takes a part that waits to be written.
func (s *Saver) next() (key string, part []byte, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	keys := make([]string, 0, len(s.waiting))
	for k := range s.waiting {
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return "", nil, false
	}
	key = slices.Min(keys)
	part = s.waiting[key]
	delete(s.waiting, key)
	return key, part, true
}

// write stores one part. What cannot be stored is noted, and tried again when Save
// is called the next time.
func (s *Saver) write(key string, part []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), writeTime)
	defer cancel()
	if err := s.store.PutSetting(ctx, key, json.RawMessage(part)); err != nil {
		s.log(fmt.Sprintf("the settings of %q could not be stored: %v", key, err))
		s.mu.Lock()
		defer s.mu.Unlock()
		if _, newer := s.waiting[key]; !newer {
			delete(s.stored, key)
		}
	}
}
