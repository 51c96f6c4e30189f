package engine

import (
	"context"

	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/scoring/engine/wire"
)

// Device is what a model can run on.
type Device struct {
	Name        string // for Options.Device: "CUDA0"
	Description string // for people: "NVIDIA H200"
	Backend     string // "CPU", "Vulkan", "CUDA", "Metal"
	GPU         bool
	MemoryFree  int64 // bytes; 0 where that is not known
	MemoryTotal int64 // bytes; 0 where that is not known
}

// Devices gives what the llama.cpp in a folder can run models on. An empty
// program is looked for as Open does. Errors are those of Open.
func Devices(ctx context.Context, program, library string) ([]Device, error) {
	o := Options{Program: program, Runtime: library}.withDefaults()
	if err := checkProgram(o.Program, o.Runtime); err != nil {
		return nil, err
	}
	p, err := start(o.Program, o.Runtime, "")
	if err != nil {
		return nil, err
	}
	defer p.stop()
	hello, err := p.greet(ctx, &o)
	if err != nil {
		return nil, err
	}
	var devices []Device
	for _, d := range hello.Devices {
		devices = append(devices, Device{
			Name: child.Clean(d.Name), Description: child.Clean(d.Description), Backend: child.Clean(d.Backend),
			GPU:        d.Kind == wire.GPU || d.Kind == wire.Integrated,
			MemoryFree: d.MemoryFree, MemoryTotal: d.MemoryTotal,
		})
	}
	return devices, nil
}
