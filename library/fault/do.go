package fault

// Do reaches a point and then makes the system call behind it, unless that is to
// fail.
func Do(point string, call func() error) error {
	if err := Point(point); err != nil {
		return err
	}
	return call()
}
