package lowpriority

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestOnlyTheThreadThatAsksStepsBack(t *testing.T) {
	before, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	if err != nil {
		t.Fatal(err)
	}
	if before == 20-leastPriority {
		t.Skip("the test itself runs with the lowest priority")
	}
	low := make(chan int)
	go func() {
		Thread()
		is, err := unix.Getpriority(unix.PRIO_PROCESS, unix.Gettid())
		if err != nil {
			t.Error(err)
		}
		low <- is
	}()
	if is := <-low; is >= before {
		t.Errorf("a worker's thread has %d, as the test's %d", is, before)
	}
	other := make(chan int)
	go func() {
		is, err := unix.Getpriority(unix.PRIO_PROCESS, unix.Gettid())
		if err != nil {
			t.Error(err)
		}
		other <- is
	}()
	if is := <-other; is != before {
		t.Errorf("a goroutine that did not ask has %d, not %d", is, before)
	}
}
