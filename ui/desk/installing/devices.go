package installing

import (
	"context"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
)

// Devices knows what the chosen llama.cpp can run on. It belongs to fyne's
// goroutine.
type Devices struct {
	desk   *desk.Desk
	ask    func(ctx context.Context, folder string) ([]engine.Device, error) // may be nil
	folder string                                                            // whose devices these are
	all    []engine.Device
	told   []func() // hear of another list
}

// NewDevices asks a function, which may be nil, once for each folder.
func NewDevices(d *desk.Desk, ask func(ctx context.Context, folder string) ([]engine.Device, error)) *Devices {
	return &Devices{desk: d, ask: ask}
}

// All gives the devices; none where they are not known.
func (d *Devices) All() []engine.Device { return d.all }

// WhenListed has f called each time that another list has come.
func (d *Devices) WhenListed(f func()) { d.told = append(d.told, f) }

// List asks what the llama.cpp in a folder can run on, unless that is known.
func (d *Devices) List(folder string) {
	if d.folder == folder || d.ask == nil {
		return
	}
	d.folder, d.all = folder, nil
	if folder == "" {
		return
	}
	d.desk.Go(func(ctx context.Context) {
		found, err := d.ask(ctx, folder)
		d.desk.Post(func() change.Set {
			if d.folder != folder {
				return change.None
			}
			if err == nil {
				d.all = found
			}
			for _, f := range d.told {
				f()
			}
			return change.None
		})
	})
}
