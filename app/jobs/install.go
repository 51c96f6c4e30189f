package jobs

import (
	"context"

	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/scoring/models/fetch"
)

// ErrOffline says that a publisher cannot be reached. What has arrived by then is
// kept, and the next run goes on with it.
var ErrOffline = fetch.ErrUnreachable

// InstallModel fetches a model and its projector, or what is missing of them.
type InstallModel struct {
	Store *models.Store
	ID    string // as the store's table has it
}

// InstallEngine fetches a llama.cpp.
type InstallEngine struct {
	Store   *models.Store
	Backend string // "" is the default one of this system
}

var (
	_ Job[struct{}, struct{}]    = (*InstallModel)(nil)
	_ Job[models.Plan, struct{}] = (*InstallEngine)(nil)
)

// Kind gives Installing.
func (*InstallModel) Kind() Kind { return Installing }

// Plan has nothing to find out: the table says what is fetched.
func (*InstallModel) Plan(context.Context) (struct{}, error) { return struct{}{}, nil }

// Run fetches and counts bytes. Errors are those of models.Store.InstallModel, ErrOffline
// among them.
func (m *InstallModel) Run(ctx context.Context, _ struct{}, tell func(Progress)) (struct{}, error) {
	return struct{}{}, m.Store.InstallModel(ctx, m.ID, arriving(tell))
}

// Kind gives Installing.
func (*InstallEngine) Kind() Kind { return Installing }

// Plan asks the publisher what is fetched. Errors are those of
// models.Store.PlanEngine.
func (e *InstallEngine) Plan(ctx context.Context) (models.Plan, error) {
	return e.Store.PlanEngine(ctx, e.Backend)
}

// Run fetches, unpacks and counts bytes. Errors are those of
// models.Store.InstallEngine, ErrOffline among them.
func (e *InstallEngine) Run(ctx context.Context, plan models.Plan, tell func(Progress)) (struct{}, error) {
	return struct{}{}, e.Store.InstallEngine(ctx, plan, arriving(tell))
}

// arriving turns the progress of a download into that of a job.
func arriving(tell func(Progress)) func(models.Progress) {
	phases := map[fetch.Phase]Phase{
		fetch.Connecting: Asking, fetch.Loading: Working, fetch.Waiting: Retrying, fetch.Checking: Verifying,
	}
	return func(p models.Progress) {
		tell(Progress{
			Phase: phases[p.Phase], Done: p.Done, Total: p.Size, Item: p.File, Rate: p.Rate, Left: p.Left,
		})
	}
}
