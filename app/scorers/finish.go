package scorers

import "context"

// FinishInHand lets no scorer begin another photo, and waits until those that are being
// scored are stored and told of. The error is the context's, where that ends sooner.
func FinishInHand(ctx context.Context, l *List) error {
	l.Pause()
	for _, e := range l.all() {
		if err := e.queue.WaitForHand(ctx); err != nil {
			return err
		}
	}
	return nil
}
