package scorers

import (
	"context"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/measure"
)

// StartOptions say how a model is started on this machine.
type StartOptions struct {
	// Check refuses a device before the model is loaded, as EngineTest.Check does;
	// nil refuses none.
	Check func(ctx context.Context, s local.Settings) error
	local.Options
}

// Start checks the device that the settings name and loads the model on it, which
// may take minutes. Errors are those of Check and of local.Start.
func Start(ctx context.Context, s local.Settings, o StartOptions) (*local.Scorer, error) {
	if o.Check != nil {
		if err := o.Check(ctx, s); err != nil {
			return nil, err
		}
	}
	return local.Start(ctx, s, o.Options)
}

// NewBuiltIn gives the scorer that measures.
func NewBuiltIn() scoring.Scorer { return measure.New() }
