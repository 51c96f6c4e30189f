package installing

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// backendTitle is a backend's name for people.
func backendTitle(backend string) string {
	titles := map[string]string{
		"vulkan": lang.L("Vulkan, for most GPUs"), "cpu": lang.L("the processor alone"),
		"cuda": lang.L("CUDA, for NVIDIA's GPUs"), "metal": "Metal",
		"cuda12": lang.L("CUDA 12, for NVIDIA's older GPUs"), "rocm": lang.L("ROCm, for AMD's GPUs"),
	}
	return cmp.Or(titles[backend], backend)
}

func engineTitle(backend string) string {
	return lang.L("llama.cpp for {{.Backend}}", map[string]any{"Backend": backendTitle(backend)})
}

func chosenText(name string) string {
	return lang.L("Chosen: {{.Name}}", map[string]any{"Name": library.Display(name)})
}

// foreignEngine names the llama.cpp in use where it was not installed here.
func (i *Installing) foreignEngine() []string {
	used := i.Chosen.Runtime
	ours := func(e models.EngineState) bool { return e.Folder == used }
	if used == "" || slices.ContainsFunc(i.Store.Engines(), ours) {
		return nil
	}
	return []string{lang.L("In use: {{.Name}}", map[string]any{"Name": library.Display(used)})}
}

// onDisk says how much room something takes.
func onDisk(size int64) string {
	return lang.L("{{.Size}} on the disk", map[string]any{"Size": language.Bytes(size)})
}

func licence(name string) string {
	return lang.L("{{.Name}} licence", map[string]any{"Name": name})
}

func download(size int64) string {
	return lang.L("Download {{.Size}}", map[string]any{"Size": language.Bytes(size)})
}

func (i *Installing) engineOffer(e models.EngineState) sheets.Offer {
	table := i.Store.Table()
	o := sheets.Offer{ID: e.Backend, Title: engineTitle(e.Backend), Action: lang.L("Install…")}
	about := []string{table.Engine.Build, licence(table.Engine.Licence)}
	switch plan := i.plan; {
	case plan != nil && plan.Backend == e.Backend && !e.Installed:
		o.Action, o.Other, o.Asked = download(plan.Size()), lang.L("Not now"), true
		about = []string{
			lang.L("{{.Size}} to download from {{.Place}}", map[string]any{"Size": language.Bytes(plan.Size()), "Place": "github.com/" + plan.Repo}),
			licence(table.Engine.Licence), lang.L("memory: what the model needs, hardly more"),
		}
	case e.Installed && i.Chosen.Runtime == e.Folder:
		about, o.Action, o.Other = append(about, lang.L("in use"), onDisk(e.Size)), "", lang.L("Remove")
	case e.Installed:
		about, o.Action, o.Other = append(about, onDisk(e.Size)), lang.L("Use"), lang.L("Remove")
	}
	if e.Needs != "" {
		about = append(about, lang.L("needs {{.What}}", map[string]any{"What": language.Marked(e.Needs)}))
	}
	o.About = strings.Join(about, " · ")
	i.showRunning(&o, engineKey+e.Backend)
	return o
}

func (i *Installing) modelOffer(m models.ModelState) sheets.Offer {
	o := sheets.Offer{ID: m.ID, Title: m.Name + " · " + m.Quantised, Action: download(m.Size())}
	if about := i.aboutModel(&m.Model); about != "" {
		o.Title += " · " + about
	}
	memory := lang.L("about {{.Size}} of memory", map[string]any{"Size": language.Bytes(m.Memory)})
	if m.Tier > 0 {
		memory += ", " + lang.L("for GPUs from {{.Tier}} GB", language.Args{"Tier": m.Tier})
	}
	about := []string{language.Bytes(m.Size()), memory, m.Licence, FitText(&m.Model, i.Devices.All())}
	frees := lang.L("Remove, frees {{.Size}}", map[string]any{"Size": language.Bytes(m.Arrived)})
	switch chosen, _, _ := i.Store.ModelFiles(m.ID); {
	case m.Installed && i.Chosen.Model == chosen:
		about, o.Action, o.Other = append(about, lang.L("in use")), lang.L("Verify"), frees
	case m.Installed:
		about, o.Action, o.Other = append(about, lang.L("installed")), lang.L("Use"), frees
	case m.Arrived > 0:
		about = append(about, lang.L("{{.Size}} downloaded so far", map[string]any{"Size": language.Bytes(m.Arrived)}))
		o.Action, o.Other = lang.L("Continue"), lang.L("Discard")
	}
	o.About = strings.Join(about, " · ")
	i.showRunning(&o, m.ID)
	return o
}

// aboutModel says whom a model is for.
func (i *Installing) aboutModel(m *models.Model) string {
	devices := i.Devices.All()
	switch proposed := i.Store.Table().Propose(devices, len(devices) > 0); {
	case m.ID == proposed.ID:
		return lang.L("recommended to start with")
	case m.Role == models.Default || m.About == "":
		return ""
	}
	return strings.TrimSuffix(language.Phrase(language.Marked(m.About)), ".")
}

// showRunning puts the progress of what is under way into its offer.
func (i *Installing) showRunning(o *sheets.Offer, key string) {
	if i.running != key {
		return
	}
	o.Moving, o.Action, o.Other = true, lang.L("Pause"), ""
	if i.told.Total > 0 {
		o.Share = float64(i.told.Done) / float64(i.told.Total)
	}
	if i.told.Total == 0 && strings.HasPrefix(key, engineKey) {
		o.Action = lang.L("Stop")
	}
	o.About = progressText(i.told)
}
