package local

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/scoring/geometry"
	"keeplight.app/keeplight/scoring/mllm"
)

// Settings say which model scores and how. They are kept as JSON.
type Settings struct {
	Runtime     string       `json:"library"`      // folder with llama.cpp's shared libraries
	Model       string       `json:"model"`        // text model, a GGUF file
	Projector   string       `json:"projector"`    // its vision projector, a GGUF file
	Device      string       `json:"device"`       // a device's name, engine.CPU, or "" for the runtime's first GPU
	Form        mllm.Form    `json:"form"`         // "" is mllm.Digits
	Overall     mllm.Overall `json:"overall"`      // "" is mllm.ChainOfThought
	Careful     bool         `json:"careful"`      // ask twice, in both orders of the scale
	ReadMode    string       `json:"read_mode"`    // "" is mllm.Batched
	ImageTokens int          `json:"image_tokens"` // 0 is engine.DefaultImageTokens
}

// Missing names what has still to be chosen before a model can be started, in
// words for people; it is empty when nothing is.
func (s *Settings) Missing() []string {
	var missing []string
	for _, part := range []struct{ path, what string }{
		{s.Runtime, "the folder of llama.cpp"},
		{s.Model, "the model"},
		{s.Projector, "the projector"},
	} {
		if strings.TrimSpace(part.path) == "" {
			missing = append(missing, part.what)
		}
	}
	return missing
}

// Name is the model's name for people, "" where none is chosen.
func (s *Settings) Name() string {
	if s.Model == "" {
		return ""
	}
	return strings.TrimSuffix(filepath.Base(s.Model), filepath.Ext(s.Model))
}

// settingsKey is the setting under which the chosen model is kept.
const settingsKey = "model"

// Chosen gives the model that was chosen last, by the window or on the command
// line; found is false where none ever was.
func Chosen(ctx context.Context, in settings) (s Settings, found bool, err error) {
	found, err = in.Setting(ctx, settingsKey, &s)
	if err != nil {
		return Settings{}, false, fmt.Errorf("recalling the chosen model: %w", err)
	}
	return s, found, nil
}

// Choose keeps the model that was chosen.
func Choose(ctx context.Context, in settings, s Settings) error {
	if err := in.PutSetting(ctx, settingsKey, s); err != nil {
		return fmt.Errorf("keeping the chosen model: %w", err)
	}
	return nil
}

// Of a score's provenance.
const (
	// GeometrySetting names how its model takes pictures; scores of versions that knew no
	// sizes lack it.
	GeometrySetting = geometry.Setting
	// GeometryLeft ends its value where llama.cpp sizes the pictures.
	GeometryLeft = geometry.LeftToRuntime
)
