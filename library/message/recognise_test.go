package message

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestSentencesOfDecodersAreRecognised(t *testing.T) {
	for text, code := range map[string]string{
		"the file is empty": FileEmpty,
		"the file is damaged: its header says 0 x 12 pixels":                                                                                          FaultSize,
		"the file is damaged: its decoder says: invalid input: no 'meta' box":                                                                         FaultWords,
		"the file is damaged: its WebP decoder finds an error in it":                                                                                  FaultOther,
		"the picture is too large: 9000 x 40000 pixels, at most 300 million are read":                                                                 TooManyPixels,
		"the picture is too large: 9000 x 40000 pixels need more than 800 MB to decode":                                                               TooMuchMemory,
		"the picture is too large: there is no memory to develop it":                                                                                  TooLargeOther,
		"this is not a picture in a known format":                                                                                                     FormatUnknown,
		"HEIC pictures cannot be read: keeplight-media does not start (exit status 1). Until that is fixed, export this photo as JPEG to see it here": FormatLacking,
		"JPEG XL pictures cannot be read: the program keeplight-media is not installed; put it beside this program, or build it with 'make build'. Until that is fixed, export this photo as JPEG to see it here": FormatLacking,
	} {
		m := Recognise(library.Verbatim(text))
		if m.Code() != code {
			t.Errorf("%q is %q, want %q", text, m.Code(), code)
		}
		if got := English(m); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestAReasonInsideASentenceIsRecognisedToo(t *testing.T) {
	m := Recognise(library.Verbatim("HEIC pictures cannot be read: libheif 1.15 here has no HEVC decoder; on Debian and Ubuntu install libheif-plugin-libde265. " +
		"Until that is fixed, export this photo as JPEG to see it here"))
	args := m.Args()
	if len(args) != 2 || args[0].Text != "HEIC" || args[1].Message == nil || args[1].Message.Code() != PluginLacking {
		t.Errorf("the arguments are %+v", args)
	}
}

func TestOtherTextsStayAsTheyAre(t *testing.T) {
	for _, m := range []library.Message{
		library.Verbatim("the file is damaged"), library.Verbatim("the file is damaged: "), library.Verbatim("disk on fire"),
		library.Verbatim("the file is empty."), library.Verbatim("the file is damaged: " + strings.Repeat("x", 3000)),
		{},
		New(FileGone),
	} {
		if got := Recognise(m); !got.Equal(m) {
			t.Errorf("%q became %q %+v", m.Text(), got.Code(), got.Args())
		}
	}
}

func FuzzRecognise(f *testing.F) {
	for _, e := range faultSentences() {
		f.Add(e.template)
		f.Add(Fill(e.template, map[string]string{"words": "a", "why": "the file is empty", "format": "{{.why}}"}))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := English(Recognise(library.Verbatim(text))); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
