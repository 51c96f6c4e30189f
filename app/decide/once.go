package decide

// Once asks a writer of its own for one thing and waits for the result. ask calls Mark, Undo or Redo once.
func Once(store Store, ask func(*Writer)) Result {
	var got Result
	w := NewWriter(store, func(r Result) { got = r })
	ask(w)
	w.Close()
	return got
}
