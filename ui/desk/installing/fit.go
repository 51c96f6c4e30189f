package installing

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/language"
)

// FitText says in a few words whether a model fits the devices; none are not known
// yet.
func FitText(m *models.Model, devices []engine.Device) string {
	fit, _ := models.FitOn(m, devices, len(devices) > 0)
	best := models.BestGPU(devices)
	args := language.Args{
		"Name": library.Display(best.Description),
		"Free": language.Bytes(best.MemoryFree), "Total": language.Bytes(best.MemoryTotal),
	}
	switch {
	case len(devices) == 0:
		return lang.L("install llama.cpp to see whether it fits your GPU")
	case fit == models.Processor:
		return lang.L("no GPU: slow, on the processor")
	case fit == models.TooLarge:
		return lang.L("too large for {{.Name}} ({{.Total}})", args)
	case fit == models.FitUnknown:
		return lang.L("the memory of {{.Name}} is not known", args)
	case best.MemoryFree > 0 && best.MemoryFree < m.Memory:
		return lang.L("fits {{.Name}} once more than {{.Free}} of its {{.Total}} are free", args)
	}
	return lang.L("fits {{.Name}} ({{.Total}})", args)
}
