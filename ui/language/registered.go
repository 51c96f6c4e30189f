package language

import (
	"keeplight.app/keeplight/assets"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
)

// Registered gives the texts that are no literals where they are translated, by
// their key, with the English source: names whose keys are put together, and texts
// of packages that know nothing of languages.
func Registered() map[string]string {
	all := map[string]string{}
	for _, a := range library.Attributes() {
		all[titleKey(a)], all[shortKey(a)] = a.Title(), a.Short()
	}
	for _, l := range library.Labels() {
		all[labelKey(l)] = l.String()
	}
	for _, k := range query.SortKeys() {
		if _, isAttribute := library.ParseAttribute(string(k)); !isAttribute {
			all[sortKey(k)] = k.Title()
		}
		all[SortCommand(k)] = SortCommand(k)
	}
	for _, name := range keyNames() {
		all["key."+name] = name
	}
	for _, text := range message.Templates() {
		all[text] = text
	}
	for _, text := range foreign() {
		all[text] = text
	}
	for _, l := range assets.Licences() {
		if l.Use != "" {
			all[l.Use] = l.Use
		}
	}
	return all
}

// foreign are texts that other packages give ready-made: what a model's settings
// lack (local.Settings.Missing), whom a model is for and what an engine needs
// besides (the table of scoring/models).
func foreign() []string {
	return []string{
		"the folder of llama.cpp", "the model", "the projector",
		"The one to begin with.",
		"For little memory, or a processor without a GPU.",
		"Slower, for a GPU with all of 8 GB free.",
		"Hardly rounded weights, for a GPU with 16 GB or more.",
		"Another maker's eye, for a second opinion.",
		"the CUDA 13 runtime and NVIDIA's driver", "NVIDIA's driver",
		"the CUDA 12 runtime and NVIDIA's driver", "AMD's ROCm 7.2", "AMD's driver",
	}
}
