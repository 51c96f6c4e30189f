package ratings

import (
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestEveryLayoutIsToldByItsColumns(t *testing.T) {
	none := math.NaN()
	for name, c := range map[string]struct {
		text string
		want Table
	}{
		"KonIQ-10k": {
			"\ufeff\"image_name\",\"c1\",\"c2\",\"c3\",\"c4\",\"c5\",\"c_total\",\"MOS\",\"SD\",\"MOS_zscore\"\r\n" +
				"\"10004473376.jpg\",0,0,25,73,7,105,3.828571,0.527278,76.11\r\n\"10007357496.jpg\",0,3,45,47,1,96,3.479,0.5,66.0\r\n",
			Table{
				Layout: "KonIQ-10k", Separator: "comma", FileColumn: "image_name", ScoreColumn: "MOS",
				Unused: []string{"c1", "c2", "c3", "c4", "c5", "c_total", "SD", "MOS_zscore"},
				Rows:   2, Ratings: []Rating{
					{File: "10004473376.jpg", Line: 2, Score: 3.828571, Votes: 1, Labels: []float64{}},
					{File: "10007357496.jpg", Line: 3, Score: 3.479, Votes: 1, Labels: []float64{}},
				},
			},
		},
		"SPAQ, as a German spreadsheet saves it": {
			"Image name;MOS;Brightness;Colorfulness;Contrast;Noisiness;Sharpness\n00001.jpg;63,73;59,2;55;;66,7;70\n",
			Table{
				Layout: "SPAQ", Separator: "semicolon", FileColumn: "Image name", ScoreColumn: "MOS",
				Labels: []Label{{"Brightness", "exposure"}, {"Colorfulness", "saturation"}, {"Sharpness", "clarity"}},
				Unused: []string{"Contrast", "Noisiness"},
				Rows:   1, Ratings: []Rating{{File: "00001.jpg", Line: 2, Score: 63.73, Votes: 1, Labels: []float64{59.2, 55, 70}}},
			},
		},
		"LIVE-C": {
			"AllImages_release,AllMOS_release,AllStdDev_release\n3.bmp,63.9634,19.3\n",
			Table{
				Layout: "LIVE-C", Separator: "comma", FileColumn: "AllImages_release", ScoreColumn: "AllMOS_release", Unused: []string{"AllStdDev_release"},
				Rows: 1, Ratings: []Rating{{File: "3.bmp", Line: 2, Score: 63.9634, Votes: 1, Labels: []float64{}}},
			},
		},
		"AVA": {
			"1 953619 0 1 5 17 38 36 15 6 5 1 1 22 1396\n2 953958 10 7 15 26 26 21 10 8 1 2 15 21 1396\n",
			Table{
				Layout: "AVA", Separator: "blanks", FileColumn: "column 2", ScoreColumn: "mean of the votes in columns 3 to 12",
				Unused: []string{"column 1", "column 13", "column 14", "column 15"},
				Rows:   2, Ratings: []Rating{
					{File: "953619", Line: 1, Score: 699.0 / 124, Votes: 1, Labels: []float64{}},
					{File: "953958", Line: 2, Score: 592.0 / 126, Votes: 1, Labels: []float64{}},
				},
			},
		},
		"TAD66K": {
			"image,score\n16521.jpg,4.52\n",
			Table{
				Layout: "TAD66K", Separator: "comma", FileColumn: "image", ScoreColumn: "score",
				Rows: 1, Ratings: []Rating{{File: "16521.jpg", Line: 2, Score: 4.52, Votes: 1, Labels: []float64{}}},
			},
		},
		"EVA, three votes of two photos": {
			"\"image_id\"=\"user_id\"=\"score\"=\"difficulty\"=\"visual\"=\"composition\"=\"quality\"=\"semantic\"=\"vote_time\"\n" +
				"\"100059\"=\"7\"=\"6\"=\"3\"=\"2\"=\"3\"=\"3\"=\"2\"=\"31\"\n\"100059\"=\"9\"=\"9\"=\"3\"=\"2\"=\"4\"=\"\"=\"2\"=\"31\"\n100397=9=4=3=2=1=1=2=31\n",
			Table{
				Layout: "EVA", Separator: "equals sign", FileColumn: "image_id", ScoreColumn: "score",
				Labels: []Label{{"composition", "composition"}, {"quality", Overall}},
				Unused: []string{"user_id", "difficulty", "visual", "semantic", "vote_time"},
				Rows:   3, Ratings: []Rating{
					{File: "100059", Line: 2, Score: 7.5, Votes: 2, Labels: []float64{3.5, 3}},
					{File: "100397", Line: 4, Score: 4, Votes: 1, Labels: []float64{1, 1}},
				},
			},
		},
		"PARA": {
			"sessionId,imageName,aestheticScore_mean,qualityScore_mean,compositionScore_mean,colorScore_mean,lightScore_mean,dofScore_mean\nsession1,iaa_pub1_.jpg,3.1,3.4,3.0,2.9,3.2,2.2\n",
			Table{
				Layout: "PARA", Separator: "comma", FileColumn: "imageName", ScoreColumn: "aestheticScore_mean", Unused: []string{"dofScore_mean"},
				Labels: []Label{{"qualityScore_mean", Overall}, {"compositionScore_mean", "composition"}, {"colorScore_mean", "saturation"}, {"lightScore_mean", "exposure"}},
				Rows:   1, Ratings: []Rating{{File: "session1/iaa_pub1_.jpg", Line: 2, Score: 3.1, Votes: 1, Labels: []float64{3.4, 3, 2.9, 3.2}}},
			},
		},
		"PARA, votes": {
			"sessionId,userId,imageName,aestheticScore,qualityScore,compositionScore,colorScore,lightScore\ns1,A,p.jpg,3,4,3,2,NaN\ns1,B,p.jpg,4,2,3,3,NA\n",
			Table{
				Layout: "PARA, votes", Separator: "comma", FileColumn: "imageName", ScoreColumn: "aestheticScore", Unused: []string{"userId"},
				Labels: []Label{{"qualityScore", Overall}, {"compositionScore", "composition"}, {"colorScore", "saturation"}, {"lightScore", "exposure"}},
				Rows:   2, Ratings: []Rating{{File: "s1/p.jpg", Line: 2, Score: 3.5, Votes: 2, Labels: []float64{3, 3, 2.5, none}}},
			},
		},
		"FLIVE": {
			"name_image,left_image,mos_image,mos_patch_1\nvoc_emotic_ava/a.jpg,0,71.2,70\n",
			Table{
				Layout: "FLIVE", Separator: "comma", FileColumn: "name_image", ScoreColumn: "mos_image", Unused: []string{"left_image", "mos_patch_1"},
				Rows: 1, Ratings: []Rating{{File: "voc_emotic_ava/a.jpg", Line: 2, Score: 71.2, Votes: 1, Labels: []float64{}}},
			},
		},
		"TID2013": {
			"5.51429 I01_01_1.bmp\n\n5.56757 I01_01_2.bmp\n",
			Table{
				Layout: "TID2013", Separator: "blanks", FileColumn: "column 2", ScoreColumn: "column 1",
				Rows: 2, Ratings: []Rating{
					{File: "I01_01_1.bmp", Line: 1, Score: 5.51429, Votes: 1, Labels: []float64{}},
					{File: "I01_01_2.bmp", Line: 3, Score: 5.56757, Votes: 1, Labels: []float64{}},
				},
			},
		},
		"any columns, some named like attributes": {
			"path\tLevel shot\trating\tclarity_sd\tsharpness\n\"a \"\"b\"\".jpg\"\t7\t4.5\t0.1\t-\nc.jpg\t8\t\t0.1\t2\n",
			Table{
				Layout: "any columns", Separator: "tab", FileColumn: "path", ScoreColumn: "rating", Unused: []string{"clarity_sd"},
				Labels: []Label{{"Level shot", "level_shot"}, {"sharpness", "clarity"}},
				Rows:   1, Unrated: 1, Ratings: []Rating{{File: `a "b".jpg`, Line: 2, Score: 4.5, Votes: 1, Labels: []float64{7, none}}},
			},
		},
		"name and number without a header": {
			"a.jpg,5.5\nb.jpg,6\n",
			Table{
				Layout: "any columns", Separator: "comma", FileColumn: "column 1", ScoreColumn: "column 2",
				Rows: 2, Ratings: []Rating{
					{File: "a.jpg", Line: 1, Score: 5.5, Votes: 1, Labels: []float64{}},
					{File: "b.jpg", Line: 2, Score: 6, Votes: 1, Labels: []float64{}},
				},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(strings.NewReader(c.text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got, cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.EquateApprox(1e-12, 0)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestColumnsCanBeNamedByHand(t *testing.T) {
	const text = "photo,MOS,MOS zscore,other\na.jpg,3,60,b.jpg\n"
	for name, c := range map[string]struct {
		o     Options
		file  string
		score float64
		fault string
	}{
		"by the layout":    {Options{}, "a.jpg", 3, ""},
		"score by name":    {Options{ScoreColumn: "MOS zscore"}, "a.jpg", 60, ""},
		"score by letters": {Options{ScoreColumn: "mos_ZScore"}, "a.jpg", 60, ""},
		"score by number":  {Options{ScoreColumn: "3"}, "a.jpg", 60, ""},
		"file by name":     {Options{FileColumn: "other"}, "b.jpg", 3, ""},
		"no such column":   {Options{ScoreColumn: "beauty"}, "", 0, `no column "beauty": the columns are “photo”, “MOS”, “MOS zscore”, “other”`},
		"one for both":     {Options{FileColumn: "MOS"}, "", 0, "both file and score"},
	} {
		got, err := Read(strings.NewReader(text), c.o)
		if c.fault != "" {
			if err == nil || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || got.Ratings[0].File != c.file || got.Ratings[0].Score != c.score {
			t.Errorf("%s: %v, %+v", name, err, got)
		}
	}
	got, err := Read(strings.NewReader("7 a.jpg 5 x\n8 b.jpg 6 y\n"), Options{FileColumn: "2", ScoreColumn: "3"})
	if err != nil || len(got.Ratings) != 2 || got.Ratings[1].File != "b.jpg" || got.Ratings[1].Score != 6 {
		t.Errorf("without a header: %v, %+v", err, got)
	}
}

func TestFaultsNameLineAndColumn(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":             {"", "the file is empty"},
		"only a header":     {"file,mos\n", "no row holds a rating"},
		"only unrated rows": {"file,mos\na.jpg,\n", "1 without one"},
		"no number":         {"file,mos\na.jpg,5\nb.jpg,good\n", "line 3, column “mos”: “good” is no number"},
		"infinite":          {"file,mos\na.jpg,inf\n", "line 2, column “mos”"},
		"a label":           {"file,mos,clarity\na.jpg,5,sharp\n", "line 2, column “clarity”: “sharp” is no number"},
		"no name":           {"file,mos\n ,5\n", "line 2, column “file”: the file has no name"},
		"too few columns":   {"file,mos,x\na.jpg,5\n", "line 2 has 2 columns where the first line has 3"},
		"too many columns":  {"file,mos\na,b.jpg,5\n", "line 2 has 3 columns where the first line has 2"},
		"open quote":        {"file,mos\n\"a.jpg,5\nb.jpg,6\n", "line 2"},
		"no known columns":  {"colour of the sky,mood\nblue,5\n", "no column is named like the photo's file: the columns are “colour of the sky”, “mood”"},
		"no score":          {"file,mood\na.jpg,5\n", "say which it is with --score-column"},
		"no header":         {"a 5 7\n", "--file-column"},
		"half an option":    {"a.jpg,5,7\n", "line 1"},
		"votes":             {"1 9 0 1 5 17 38 -36 15 6 5 1 1 22 13\n", "column “column 8”: “-36” is no number of votes"},
		"a spreadsheet":     {"PK\x03\x04xl/worksheets", "save the table as CSV"},
		"a MATLAB file":     {"MATLAB 5.0 MAT-file", "MATLAB"},
		"UTF-16":            {"\xff\xfef\x00i\x00", "UTF-16"},
		"a picture":         {"\xff\xd8\xff\xe0\x00\x10JFIF", "no text"},
		"a hostile name":    {"file,mos\na\x1b[2J.jpg,x\n", "line 2"},
	} {
		_, err := Read(strings.NewReader(c.text), Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v does not say %q", name, err, c.want)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\x1b\x00") {
			t.Errorf("%s: %q holds control characters", name, err)
		}
	}
}

// endless repeats a text without end.
type endless struct{ text string }

func (e endless) Read(p []byte) (n int, err error) {
	for n < len(p) {
		n += copy(p[n:], e.text)
	}
	return n, nil
}

func TestWhatHasNoEndIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a quarter of a gigabyte")
	}
	for name, c := range map[string]struct{ first, more, want string }{
		"one line of blanks' columns": {"a.jpg 5\n", "x", "longer than"},
		"columns":                     {"file,mos\na.jpg,5", "\nb.jpg,5" + strings.Repeat(" ", 4000), "larger than"},
	} {
		_, err := Read(io.MultiReader(strings.NewReader(c.first), endless{c.more}), Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"file,mos\na.jpg,5\n", "5.5 I01_01_1.bmp\n", "1 953619 0 1 5 17 38 36 15 6 5 1 1 22 1396\n",
		"image_id=user_id=score=difficulty\n1=2=3=4\n", "\ufeffname;score\n\"a;b\";3,5\n", "path\toverall\tclarity\n\"\xff\"\t1e3\t\n",
	} {
		f.Add(seed, "", "")
	}
	f.Add("a b c\n1 2 3\n", "2", "3")
	f.Fuzz(func(t *testing.T, text, file, score string) {
		table, err := Read(strings.NewReader(text), Options{FileColumn: file, ScoreColumn: score})
		if err != nil {
			if strings.ContainsAny(err.Error(), "\x1b\x00\r") {
				t.Errorf("%q holds control characters", err)
			}
			return
		}
		votes := 0
		for _, r := range table.Ratings {
			votes += r.Votes
			if r.File == "" || math.IsNaN(r.Score) || math.IsInf(r.Score, 0) || len(r.Labels) != len(table.Labels) {
				t.Errorf("%+v", r)
			}
		}
		if votes != table.Rows || len(table.Ratings) == 0 {
			t.Errorf("%d votes in %d rows", votes, table.Rows)
		}
	})
}
