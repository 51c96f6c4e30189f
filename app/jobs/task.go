package jobs

import "context"

// Task is a job of one step, such as a check of what was installed.
type Task struct {
	Of   Kind // what it may not run beside
	Work func(ctx context.Context) error
}

var _ Job[struct{}, struct{}] = (*Task)(nil)

// Kind gives that of the task.
func (t *Task) Kind() Kind { return t.Of }

// Plan has nothing to find out.
func (*Task) Plan(context.Context) (struct{}, error) { return struct{}{}, nil }

// Run does the work. It tells of no progress.
func (t *Task) Run(ctx context.Context, _ struct{}, _ func(Progress)) (struct{}, error) {
	return struct{}{}, t.Work(ctx)
}
