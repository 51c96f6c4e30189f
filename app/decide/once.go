package decide

// Once asks a writer of its own for one thing, such as Mark, Undo or GoTo, and waits for
// its last result.
func Once(store Store, ask func(*Writer)) Result {
	var got Result
	w := NewWriter(store, func(r Result) { got = r })
	ask(w)
	w.Flush() // a jump stops between two steps once its writer is to close
	w.Close()
	return got
}
