package ratings

import (
	"slices"
	"strings"
	"unicode"
)

// layout is how a data set names its columns. Names are compared by their letters
// and digits alone.
type layout struct {
	name        string
	has         []string // the columns that it is told by
	only        bool     // and no others
	folder      string   // a column with the photo's folder, "" where there is none
	file, score string
	labels      map[string]string // column to measure
}

// layouts are told apart in this order.
func layouts() []layout {
	return []layout{
		// Hosu et al. 2020; of both files, with and without z-scores.
		{name: "KonIQ-10k", has: []string{"imagename", "c1", "c5", "mos"}, file: "imagename", score: "mos"},
		// Fang et al. 2020; the published spreadsheet saved as CSV.
		{
			name: "SPAQ", has: []string{"imagename", "mos", "noisiness", "sharpness"}, file: "imagename", score: "mos",
			labels: map[string]string{"brightness": "exposure", "colorfulness": "saturation", "sharpness": "clarity"},
		},
		// Ghadiyaram & Bovik 2016; its two MATLAB tables saved as one CSV.
		{name: "LIVE-C", has: []string{"allimagesrelease", "allmosrelease"}, file: "allimagesrelease", score: "allmosrelease"},
		// He et al. 2022.
		{name: "TAD66K", has: []string{"image", "score"}, only: true, file: "image", score: "score"},
		// Kang et al. 2020; a row a vote, separated by "=". Names have no extension.
		{
			name: "EVA", has: []string{"imageid", "userid", "score", "difficulty"}, file: "imageid", score: "score",
			labels: map[string]string{"composition": "composition", "quality": Overall},
		},
		// Yang et al. 2022; a row a photo, then a row a vote.
		{
			name: "PARA", has: []string{"imagename", "aestheticscoremean"}, folder: "sessionid", file: "imagename", score: "aestheticscoremean",
			labels: map[string]string{
				"qualityscoremean": Overall, "compositionscoremean": "composition", "colorscoremean": "saturation", "lightscoremean": "exposure",
			},
		},
		{
			name: "PARA, votes", has: []string{"imagename", "userid", "aestheticscore"}, folder: "sessionid", file: "imagename", score: "aestheticscore",
			labels: map[string]string{
				"qualityscore": Overall, "compositionscore": "composition", "colorscore": "saturation", "lightscore": "exposure",
			},
		},
		// Ying et al. 2020.
		{name: "FLIVE", has: []string{"nameimage", "mosimage"}, file: "nameimage", score: "mosimage"},
	}
}

// anyColumns is what a table is called that is none of them.
const anyColumns = "any columns"

// fileNames and scoreNames are what columns of other tables are called, the surest
// first.
func fileNames() []string {
	return []string{
		"file", "filename", "path", "filepath", "image", "imagename", "imagepath", "imagefile", "img", "imgname", "imgpath",
		"photo", "picture", "nameimage", "distimg", "imageid", "name", "key",
	}
}

func scoreNames() []string {
	return []string{
		"mos", "score", "rating", "meanopinionscore", "mosimage", "meanscore", "scoremean", "ratingmean", "meanrating",
		"meanmos", "moszscore", "overall", "aestheticscore", "qualityscore", "quality", "stars", "mean", "dmos", "label",
	}
}

// labelled says what a column of any table is compared with, by its name.
func labelled(name string) (measure string, ok bool) {
	for _, end := range []string{"mean", "score", "mos", "rating"} {
		if short := strings.TrimSuffix(name, end); short != "" {
			name = short
		}
	}
	table := map[string]string{
		"composition": "composition", "eyecatching": "eye_catching", "subjectbackground": "subject_background",
		"subjectintegrity": "subject_integrity", "subjectclutter": "subject_clutter", "backgroundclutter": "background_clutter",
		"levelshot": "level_shot", "level": "level_shot", "horizon": "level_shot",
		"clarity": "clarity", "sharpness": "clarity",
		"exposure": "exposure", "brightness": "exposure", "light": "exposure", "lighting": "exposure",
		"saturation": "saturation", "colorfulness": "saturation", "colourfulness": "saturation", "color": "saturation", "colour": "saturation",
		"technicalquality": Overall, "quality": Overall, "overall": Overall,
	}
	measure, ok = table[name]
	return measure, ok
}

// normal keeps a name's letters and digits, in lower case.
func normal(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// of finds the layout that has these columns.
func layoutOf(header []string) (layout, bool) {
	for _, l := range layouts() {
		has := func(name string) bool { return slices.Contains(header, name) }
		missing := slices.ContainsFunc(l.has, func(name string) bool { return !has(name) })
		if !missing && (!l.only || len(header) == len(l.has)) {
			return l, true
		}
	}
	return layout{}, false
}
