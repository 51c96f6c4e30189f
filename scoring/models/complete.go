package models

import (
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/models/gguf"
)

// Complete fills in what is not chosen yet with what is installed: a runtime
// where none is named, and a model with its projector where neither is.
func (s *Store) Complete(c *local.Settings) {
	if c.Runtime == "" {
		c.Runtime = s.EngineFolder("")
	}
	if c.Model != "" || c.Projector != "" {
		return
	}
	for _, m := range s.Models() {
		if m.Installed {
			c.Model, c.Projector, _ = s.ModelFiles(m.ID) // a model of the table is known
			return
		}
	}
}

// CheckOwn refuses two files of a person's own that are not a model and its
// projector. That they work is known once they are loaded.
func CheckOwn(model, projector string) error { return gguf.CheckPair(model, projector) }
