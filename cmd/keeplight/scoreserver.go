package main

import (
	"errors"
	"strings"

	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/library"
)

// serverFlags say how a server is asked that --scorer names.
type serverFlags struct {
	KeyFile string `placeholder:"FILE" type:"path" help:"With the address of a server: a file with its key, which only you can read. Default: $KEEPLIGHT_SERVER_KEY, else the key that the window keeps in the system's keyring."`
	AtOnce  int    `placeholder:"N" help:"With the address of a server: requests under way at most (8; fewer where the server takes fewer)."`
}

// isServer is true where --scorer names a server.
func isServer(scorer string) bool { return strings.Contains(scorer, "://") }

// asksModel is true where a model scores, here or on a server.
func (c *scoreCmd) asksModel() bool { return c.Scorer == modelName || isServer(c.Scorer) }

// checkServer refuses flags that do not go with a server, and those that only do.
func (c *scoreCmd) checkServer() error {
	switch {
	case !isServer(c.Scorer) && (c.KeyFile != "" || c.AtOnce != 0):
		return usage("--key-file and --at-once only work with a server: --scorer http://127.0.0.1:8080/v1")
	case !isServer(c.Scorer):
		return nil
	case c.EngineDir != "" || c.Mmproj != "" || c.Device != "" || c.ReadMode != "" || c.ImageTokens != 0:
		return usage("--engine-dir, --mmproj, --device, --read-mode and --image-tokens are for a model on this computer: a server runs its own")
	case c.AtOnce < 0:
		return usage("--at-once is a number of requests, 1 or more")
	}
	return nil
}

// startServer tries the server that --scorer names, says where pictures go, and makes
// it the scorer. stop says what was sent.
func (c *scoreCmd) startServer(p *program) (photosAtOnce int, stop func(), err error) {
	address, where, err := servers.WhereTo(c.Scorer)
	if err != nil {
		return 0, nil, usage("%w", err)
	}
	key, err := servers.Key(p.ctx, address, c.KeyFile, p.env)
	if err != nil {
		return 0, nil, err
	}
	s, found, err := servers.Test(p.ctx, servers.Server{Address: address, Model: c.Model, AtOnce: c.AtOnce, Agreed: true}, key)
	switch {
	case p.ctx.Err() != nil:
		return 0, nil, quiet(exitInterrupted)
	case err != nil:
		return 0, nil, err
	case found.Model == "":
		return 0, nil, usage("%s has several models: name one with --model: %s", library.Display(where.Host), library.Display(strings.Join(found.Models, ", ")))
	case !found.Sees:
		return 0, nil, errors.New(library.Display(found.Model) + " does not take pictures: name a vision model with --model, or start the server with the model's projector (mmproj)")
	}
	scorer, photosAtOnce, err := servers.Start(p.ctx, s, key, servers.How(c.Form, c.Overall, c.Careful, p.log), servers.Patience{})
	if err != nil {
		return 0, nil, err
	}
	p.noteServer(found.Model, where, s.Spoken)
	p.scorer = scorer
	return photosAtOnce, func() {
		if text := servers.Sent(where.Host, scorer.Traffic()); text != "" {
			p.note("keeplight: %s", text)
		}
	}, nil
}

// noteServer says to whom pictures go.
func (p *program) noteServer(model string, where servers.Where, spoken bool) {
	switch {
	case where.Here:
		p.note("keeplight: pictures are given to %s on this computer (%s); they leave it only if that program passes them on", library.Display(model), library.Display(where.Host))
	case where.Encrypted:
		p.note("keeplight: pictures are sent to %s, encrypted, where %s scores them", library.Display(where.Host), library.Display(model))
	default:
		p.note("keeplight: pictures are sent to %s, where %s scores them. They are not encrypted: whoever is on the way can see them", library.Display(where.Host), library.Display(model))
	}
	if spoken {
		p.note("keeplight: this server tells its answers without probabilities, so scores have no ±")
	}
}
