package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
)

// engineTimeCmd times the chosen model on every device.
type engineTimeCmd struct{ modelFlags }

// Run prints a line for each device that passes the self-test. The fastest is chosen
// where nobody has chosen one and no model has scored yet, and else proposed.
func (c *engineTimeCmd) Run(p *program) error {
	if err := c.check(p, modelName); err != nil {
		return err
	}
	s := c.settings(p)
	verdict, err := p.verify(s.Runtime, s.Device)
	if err != nil {
		return err
	}
	p.note("keeplight: %s is loaded on each device and scores one picture, for %v at most", library.Display(s.Name()), scorers.TimeLimit)
	times, err := scorers.TimeDevices(p.ctx, s, passed(verdict), local.Options{Log: p.log})
	switch {
	case errors.Is(err, context.Canceled):
		return quiet(exitInterrupted)
	case err != nil:
		return err
	}
	if err := p.printTimes(times); err != nil {
		return err
	}
	best, ok := scorers.FastestDevice(times)
	if !ok {
		return quiet(exitProblems)
	}
	return p.chooseFastest(s, best)
}

// passed gives the devices on which a model may score.
func passed(v scorers.EngineVerdict) (devices []engine.Device) {
	for _, r := range v {
		if r.Passed {
			devices = append(devices, r.Device)
		}
	}
	return devices
}

func (p *program) printTimes(times []scorers.DeviceTime) error {
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "BACKEND\tDEVICE\tDESCRIPTION\tPER PHOTO")
	for _, t := range times {
		took := t.PerPicture.Round(time.Millisecond).String()
		if t.Problem != "" {
			took = strings.TrimSpace(t.Problem)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", library.Display(t.Device.Backend), library.Display(t.Device.Name),
			library.Display(t.Device.Description), library.Display(took))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	return nil
}

// chooseFastest makes the fastest device the one that scores, the first time.
func (p *program) chooseFastest(s local.Settings, best scorers.DeviceTime) error {
	name := scorers.SettingOf(best.Device)
	if s.Device == name {
		p.note("keeplight: the fastest is the one in use, %s", library.Display(best.Device.Name))
		return nil
	}
	first := s.Device == ""
	p.readCatalog(func(ctx context.Context, cat *catalog.Catalog) (err error) {
		first, err = scorers.IsFirstChoice(ctx, cat, s)
		return err
	})
	if !first {
		p.note("keeplight: the fastest is %s (%s). It is not chosen by itself, because its scores stand beside those that there are: --device %s uses it",
			library.Display(best.Device.Name), library.Display(best.Device.Backend), library.Display(name))
		return nil
	}
	p.note("keeplight: %s (%s) is the fastest and scores from now on", library.Display(best.Device.Name), library.Display(best.Device.Backend))
	return p.chooseModel(func(s *local.Settings) { s.Device = name })
}

// timeIn times devices for a window, which knows whether the fastest may be chosen.
// It times only where it may, or where the person asked for it.
func timeIn(st *shoot.Shoot, log func(string)) func(context.Context, local.Settings, []engine.Device, bool) ([]scorers.DeviceTime, bool, error) {
	return func(ctx context.Context, s local.Settings, devices []engine.Device, asked bool) ([]scorers.DeviceTime, bool, error) {
		first, err := scorers.IsFirstChoice(ctx, st.Catalog(), s)
		if err != nil || !first && !asked {
			return nil, false, err
		}
		times, err := scorers.TimeDevices(ctx, s, devices, local.Options{Remember: local.NewDigests(ctx, st.Catalog()), Log: log})
		return times, first, err
	}
}
