package child

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAFaultIsReadFromWhatWasPrinted(t *testing.T) {
	for name, c := range map[string]struct {
		printed     string
		signal      string
		said        string
		outOfMemory bool
	}{
		"nothing":                      {"", "", "", false},
		"a failed assertion":           {"loading\n/build/src/ggml.c:17: GGML_ASSERT(n > 0) failed\n", "", "ggml.c:17: GGML_ASSERT(n > 0) failed", false},
		"an exception":                 {"terminate called\n  what():  std::bad_alloc\n", "", "what(): std::bad_alloc", true},
		"a signal that Go caught":      {"SIGFPE: floating-point exception\nPC=0x1 m=0\n", "SIGFPE", "", false},
		"a signal within C":            {"fatal error: unexpected signal during runtime execution\n[signal SIGSEGV: segmentation violation code=0x1]\n", "SIGSEGV", "", false},
		"words before a signal":        {"bad tensor\nSIGABRT: abort\n", "SIGABRT", "bad tensor", false},
		"Go's own end for memory":      {"fatal error: runtime: out of memory\n\ngoroutine 1:\n", "", "fatal error: runtime: out of memory", true},
		"C's word for no memory":       {"x265: Cannot allocate memory\n", "", "x265: Cannot allocate memory", true},
		"libjxl's, too":                {"./lib/jxl/image.cc:94: JXL_CHECK: bytes_.get()\nSIGILL: illegal instruction\n", "SIGILL", "./lib/jxl/image.cc:94: JXL_CHECK: bytes_.get()", true},
		"what would move the cursor":   {"\x1b[2Jgone\n", "", `\x1b[2Jgone`, false},
		"a signal's name in the prose": {"it may raise SIGSEGV: beware\n", "", "it may raise SIGSEGV: beware", false},
	} {
		t.Run(name, func(t *testing.T) {
			f := faultOf(lines(c.printed))
			if f.Signal != c.signal || f.Said != c.said || f.OutOfMemory != c.outOfMemory {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestWhatAFilePrintsDoesNotMakeItsCrashARequest(t *testing.T) {
	f := faultOf(lines("SIGTERM: terminated\nSIGXCPU: too long\n"))
	if f.IsFromOutside() || f.IsOutOfTime() {
		t.Errorf("%+v counts as asked for", f)
	}
}

func lines(printed string) []string {
	s := &Stderr{}
	_, _ = s.Write([]byte(printed)) // it never fails
	return s.Lines()
}

func TestStderrKeepsBothEnds(t *testing.T) {
	for name, c := range map[string]struct {
		pieces      []string
		first, last string
		whole       bool
	}{
		"a little": {[]string{"a\n", "b\n"}, "a", "b", true},
		// A line that lies across the two halves is not cut in two.
		"just all":             {[]string{strings.Repeat("x", kept-2), "abcd", strings.Repeat("y", kept-2)}, strings.Repeat("x", kept-2) + "abcd" + strings.Repeat("y", kept-2), "", true},
		"much at once":         {[]string{"first\n" + strings.Repeat("x\n", 9*kept) + "last\n"}, "first", "last", false},
		"much in small pieces": {append(append([]string{"first\n"}, slicesOf("x\n", 9*kept)...), "last\n"), "first", "last", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := &Stderr{}
			all := strings.Join(c.pieces, "")
			for _, p := range c.pieces {
				if n, err := s.Write([]byte(p)); n != len(p) || err != nil {
					t.Fatalf("writing gave %d, %v", n, err)
				}
			}
			if got := s.String(); len(got) > 2*kept+1 || (got == all) != c.whole {
				t.Errorf("%d of %d bytes are kept", len(got), len(all))
			}
			lines := s.Lines()
			if lines[0] != c.first || (c.last != "" && lines[len(lines)-1] != c.last) {
				t.Errorf("the first line is %.20q and the last %.20q", lines[0], lines[len(lines)-1])
			}
			s.Reset()
			if got := s.String(); got != "" {
				t.Errorf("after a reset %q is left", got)
			}
		})
	}
}

func slicesOf(text string, n int) []string {
	return strings.Split(strings.TrimSuffix(strings.Repeat(text+"|", n), "|"), "|")
}

func FuzzAnythingThatIsPrintedGivesAFaultThatIsSafeToShow(f *testing.F) {
	f.Add([]byte("SIGFPE: floating-point exception\n"), 3)
	f.Add([]byte("/build/ggml.c:1: GGML_ASSERT(x) failed\xff\x1b[31m\u202e"), 1)
	f.Fuzz(func(t *testing.T, printed []byte, times int) {
		s := &Stderr{}
		for range min(max(times, 1), 50) {
			if n, err := s.Write(printed); n != len(printed) || err != nil {
				t.Fatalf("writing gave %d, %v", n, err)
			}
		}
		if n := len(s.String()); n > 2*kept+1 {
			t.Errorf("%d bytes are kept", n)
		}
		fault := faultOf(s.Lines())
		for _, text := range []string{fault.Said, fault.String()} {
			if !utf8.ValidString(text) || strings.ContainsAny(text, "\n\r\x1b\u202e") {
				t.Errorf("not safe to show: %q", text)
			}
		}
		if fault.IsFromOutside() || fault.IsOutOfTime() {
			t.Errorf("%q counts as asked for", printed)
		}
	})
}
