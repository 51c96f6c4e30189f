package worker

import (
	"cmp"
	"runtime"
	"time"
)

// Options say how a Decoder works. Zero fields take the defaults.
type Options struct {
	Program    string        // path of the worker; default: beside this program, else on PATH, whenever one is to be started
	Arguments  []string      // put in front of the worker's own
	Env        []string      // the worker's environment; default this process's
	Workers    int           // pictures decoded at once; default 2, and 1 on a single processor
	Time       time.Duration // of the processors that a usual file may take, all threads together, and a large one more; default 60 s
	Wall       time.Duration // by the clock that it may take, for one that waits without end; default 10 times Time
	Idle       time.Duration // after which a worker that has nothing to do is ended; default 30 s
	Memory     int64         // bytes that a worker may take for a file; default 2 GiB
	Quarantine *Quarantine   // files that are not tried again; default one in memory
	Log        func(string)  // notes for a developer, such as a worker's last output; nil drops them
}

func (o Options) withDefaults() Options {
	o.Workers = cmp.Or(o.Workers, min(runtime.NumCPU(), 2))
	o.Time = cmp.Or(o.Time, time.Minute)
	o.Wall = cmp.Or(o.Wall, 10*o.Time)
	o.Idle = cmp.Or(o.Idle, 30*time.Second)
	o.Memory = cmp.Or(o.Memory, 2<<30)
	if o.Quarantine == nil {
		o.Quarantine = NewQuarantine()
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	return o
}

// threads is how many threads decode one picture: the workers share the
// processors.
func (o *Options) threads() int {
	const most = 8 // more find no work in one picture, and each takes address space
	return min(max(1, runtime.NumCPU()/max(1, o.Workers)), most)
}
