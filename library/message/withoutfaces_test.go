package message

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestWhatIsHandedOnSaysNothingOfFaces(t *testing.T) {
	inner := New(ClarityCrisp)
	for _, m := range []library.Message{
		New(ClarityEyeSharpest, Of("reason", inner)), New(ClarityEyeSharp, Of("reason", inner)),
		New(ClarityEyeSoft, Of("reason", inner)), New(CompositionFace, Of("reason", inner)),
		New(IntegrityFaceCut, Percent("share", 0.25)), New(ClarityEyeSoft),
	} {
		got := WithoutFaces(m)
		text := strings.ToLower(English(got))
		if strings.Contains(text, "eye") || strings.Contains(text, "face") || strings.Contains(text, "{{") {
			t.Errorf("%s is handed on as %q", m.Code(), text)
		}
		if len(m.Args()) > 0 && m.Code() != IntegrityFaceCut && !got.Equal(inner) {
			t.Errorf("%s gave %q", m.Code(), text)
		}
	}
	for _, m := range []library.Message{inner, {}, library.Verbatim("A face.")} {
		if got := WithoutFaces(m); !got.Equal(m) {
			t.Errorf("%q became %q", English(m), English(got))
		}
	}
}
