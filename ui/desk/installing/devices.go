package installing

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
)

// Devices knows what the chosen llama.cpp can run on. It belongs to fyne's
// goroutine.
type Devices struct {
	desk   *desk.Desk
	ask    func(ctx context.Context, folder string) ([]engine.Device, error) // may be nil
	folder string                                                            // whose devices these are
	all    []engine.Device
	times  []scorers.DeviceTime // of those that were timed with the chosen model
	told   []func()             // hear of another list
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
	d.folder, d.all, d.times = folder, nil, nil
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

// Timed takes in how fast devices run the chosen model.
func (d *Devices) Timed(times []scorers.DeviceTime) {
	d.times = times
	for _, f := range d.told {
		f()
	}
}

// TimeText says how fast a device runs the model, by local.Settings' name for it; ""
// where it was not timed.
func (d *Devices) TimeText(name string) string {
	for _, t := range d.times {
		if scorers.SettingOf(t.Device) == name {
			return timeText(t)
		}
	}
	return ""
}

// timeText is how fast a device is in words, or that it took too long.
func timeText(t scorers.DeviceTime) string {
	if t.PerPicture <= 0 {
		return lang.L("no photo within {{.Time}} s", language.Args{"Time": int(scorers.TimeLimit / time.Second)})
	}
	return lang.L("{{.Time}} s a photo", language.Args{"Time": language.Decimal(t.PerPicture.Seconds(), 2)})
}
