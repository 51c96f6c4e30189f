package installing

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// found is what the self-test and the timing of a llama.cpp came to.
type found struct {
	verdict scorers.EngineVerdict
	times   []scorers.DeviceTime // none where nothing was timed
	first   bool                 // the fastest may be chosen for the person
	of      local.Settings       // that were timed
}

// test is what the button for the self-test does, nil where there is none.
func (i *Installing) test() func() {
	if i.Engines.Test == nil {
		return nil
	}
	return func() {
		if i.Chosen.Runtime == "" {
			i.words, i.problem = "", lang.L("There is no llama.cpp to check yet: install one above, or use files you have.")
			i.show()
			return
		}
		i.look(true, func(f *found) {
			i.words = verdictText(f.verdict)
			if !f.verdict.Passed() {
				i.words, i.problem = "", i.words
			}
			i.settle(f)
		})
	}
}

// startTimed starts the chosen model. Where its device would be a first choice, the
// devices are timed before, so that it starts on the fastest.
func (i *Installing) startTimed() change.Set {
	if i.Engines.Time == nil || i.Engines.Test == nil || i.Chosen.Device != "" || len(i.Devices.times) > 0 {
		return i.Model.StartModel()
	}
	started := i.look(false, func(f *found) {
		i.words = ""
		i.settle(f)
		i.Apply(i.Model.StartModel())
	})
	if !started {
		return i.Model.StartModel()
	}
	return change.None
}

// look runs the self-test on every device, and times the chosen model on those that
// pass where there is more than one, and the person asked for it or may be spared the
// choice.
func (i *Installing) look(asked bool, done func(*found)) bool {
	f := &found{of: *i.Chosen}
	started := i.begin(testKey, func(ctx context.Context, _ func(jobs.Progress)) (err error) {
		if f.verdict, err = i.Engines.Test(ctx, f.of.Runtime); err != nil || i.Engines.Time == nil || len(f.of.Missing()) > 0 {
			return err
		}
		var passed []engine.Device
		for _, r := range f.verdict {
			if r.Passed {
				passed = append(passed, r.Device)
			}
		}
		if len(passed) > 1 {
			f.times, f.first, err = i.Engines.Time(ctx, f.of, passed, asked)
		}
		return err
	}, func() { done(f) })
	if started {
		i.words = lang.L("Every device is tested. A GPU may take a minute the first time…")
		if i.Engines.Time != nil && len(f.of.Missing()) == 0 {
			i.words = lang.L("Every device is tested, and then timed with your model, each for a minute at most…")
		}
		i.show()
	}
	return started
}

// settle says how fast devices are. The fastest is chosen where that is a first choice,
// and else proposed.
func (i *Installing) settle(f *found) {
	best, ok := scorers.FastestDevice(f.times)
	if !ok || f.of != *i.Chosen { // something else was chosen meanwhile
		return
	}
	i.Devices.Timed(f.times)
	name := scorers.SettingOf(best.Device)
	args := language.Args{"Device": titleOf(best.Device), "Time": timeText(best)}
	switch now := i.inUse(f.times); {
	case f.first:
		i.Chosen.Device = name
		i.say(lang.L("{{.Device}} is the fastest with this model ({{.Time}}) and is chosen.", args))
	case now == nil || scorers.SettingOf(now.Device) == name:
		i.say(lang.L("{{.Device}} is the fastest with this model ({{.Time}}).", args))
	default:
		args["Now"], args["NowTime"], args["Key"] = titleOf(now.Device), timeText(*now), i.Desk.KeyText("model")
		i.say(lang.L("{{.Device}} would be faster with this model: {{.Time}}, {{.Now}} {{.NowTime}}. {{.Key}} chooses it; its scores stand beside those that there are.", args))
	}
}

func (i *Installing) say(sentence string) {
	if i.words != "" {
		i.words += " "
	}
	i.words += sentence
}

// inUse gives the device on which the model would run now; nil is not known.
func (i *Installing) inUse(times []scorers.DeviceTime) *scorers.DeviceTime {
	for n := range times {
		t := &times[n]
		if i.Chosen.Device == scorers.SettingOf(t.Device) || i.Chosen.Device == "" && t.Device.GPU {
			return t
		}
	}
	return nil
}

func titleOf(d engine.Device) string { return library.Display(d.Description + " (" + d.Backend + ")") }
