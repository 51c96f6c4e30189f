//go:build cgo && !nojxl

package main

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"testing"
)

// Nothing here can write a JPEG XL, so these were made with cjxl 0.7 of drawn
// pictures: -d 0 for lossless, -x color_space=RGB_D65_202_Rel_PeQ and ..._HLG for
// light beyond white. Only the inks are of libjxl's encoder itself.
const (
	// 64x16, lossy: black, white, red, grey.
	jxlBars = "/woDDkgoLgQAEogCAMwCXeUSAAAVKqOMG7yc6/nyQ4fFtI3rDG21bWFJosg4NkkncEgSyxB0sttvSyWImlZkQoyOP+am7+3QMh0d52sOXd20H6gDMppG4qmOTWcnWGKFklOoYcslF2qUZAYAVEiBbIkiybt4MfPyYsy8mDFmjDG7CgMAciNNO/D1jyBXx8F3GFEmroen4HJs6Dduw30uzRS5SDUef1hk+fB7yURSsD7HgF2MQlGK688f6cOyj5KTOEE="
	// The same as a JPEG of orientation 6 in boxes, its EXIF packed: Canon EOS R5.
	jxlTurned = "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAATanhscAAAAAD/CgOOBWICAAAByWpicmTCDSC0TGYAgUYBkKtKAABAyFHZgqE4/weIjBHKOKcUtB8hQ5ilDjLMQOkONVgfMpx8zIBDDiosctCwA9tHDf37I8scdtyBhqL7X4xxxiSXbPLJKKc8M80123wzzjkLPTTRRRt9NNJJSz011VVbfTXWWYs9Ntllm3022mnLPTfdddt9N955Cz444YUbfjjiiUcu+eSUV2755ZhnHrroo5Neuumno5567LLPTnvttt+Oe+7BCz888cUbfzzyyUcv/fTUV2/99dhnD3744o9Pfvnmn49++vDHL//89Ndv//345/8vYKqqBABAyFHZgqE4/y+IhFJGWacUifGAkM2oQYZJdaCherDh3EOOGVCQDxpy0GEHNhZZ5qjf7cOOG1rRH3lm8EmG978Y44xLNvlklFOmuWabb8Y5Z6GHJrpoo49GOmmpp6a6aquvxjprsccmu2yzz0Y7bbnnprtuu+/GO+/ABR+c8MINPxzxxCOXfHLKK7f8cswzD1300Ukv3fTTUU89dtlnp71222/HPffghR+e+OKNPx755KOXfnrqq7f+euyzD1/88ckv3/zz0U8/fvnnp79+++/HP/9/gR8AqCwAOwAAAF9icm9iRXhpZhthAAAEArp5/9saQHG0NZpLKKI0yMURD2wYgATvWSLdZYONMaTTD88KatOU4imaQEgsNJxQSBzQ8mOhEOD3/fSelfQZu6A7nuSusfodOrKiLAAAAAAA32p4bHCAAAAB4FsCEAAwAwxkDGQMZP7/DgAAGAAIAAEAAAAAAICAJYkkqF7MFQDfLaEXAKCQpKCgwJ7GGBWDd8XYGNuoqEZFlYSUGGN0RERkbIwRsMEAPv+HpFTlLdROfataol/f6GgvnSvguJKp9NMTHQQAjOcEEHNW1IsCAFiRCgAEmQIA0OYTAAAAAAAAAAAAAAAAAICiAkACQNZA8Sn/ZFBDTACzEY3sCirXKpIBDn4JGihMNwjE5wEAgL8CgAAAcH0EAAAAAAAAAAAAAAAAAAAAAAAAAEBJAg=="
	// 32x24: half transparent red, lossless.
	jxlHalf = "/wrFwILiQggIEABoAEsYixUA1BdjMOYuIAGAICElg/8ATT8a2B4A"
	// The same, lossy.
	jxlHalfLossy = "/wrFwIbiQgBIgCgAUAJd5RIAABUqo4wbvJzr+fJDh8W0jesMbbVtAQAAADyAfyWJY2TeygV49VKBIQcyKDzMCFJQYEXGjHHizMQYjInBy8QYZwsA8OT//58DAAAAAAAAAADgfx8AAAAAAAAAAAAAAACAHwAAAAAAAAAAAAAAAIADAAAAACAFAH+YASTDABDSgglFQNxHMqCc5RUSHZDXV5IA"
	// 64x4: a ramp of grey of 16 bits.
	jxlGrey16 = "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAACIanhsY/8KGAB+4AcoLgQIAgEAwAFLOGmYyoP3KyiYAsWO3r9lmDgvTAQAii4gAAEChAgQIECIAAHiVB2ECBAgQIgAAQKECBAgQIDQTxQBAgQIESBAgBABAgQIESBal0GAEAECBAgQIkCAACECBAgQf3kiQIAAIQIECBAiPAOVbDCklGgB"
	// 16x12: 200, 100, 100, lossless.
	jxlPlain = "/wpYMBBQXAgIAgEAXABLGIsVANQXY9DdXSACAEYCYltIwPGjAw=="
	// 40x20: a frame of red, then one of blue.
	jxlMoving = "/wqYcEEAFhSXBAgIoAIAAGgASxiLFQDUF2Mw5i4gAYAgIbWDvwBJPxptyh8ICKBCAABEAEsYixWAXfT/AhIASPP8kfoD"
	// 16x12: light of 203 cd/m2 in PQ, lossless.
	jxlPQ = "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAAAwanhsY/8KWDABPwB59IjDAQAAACAIAgEASABLGIsVgGWo/wUiADDEQDpxSgE="
	// The same, lossy.
	jxlPQLossy = "/wpYMPwk5NEjABKIAgDEAF3lEgAAFSqjjBu8nOv58kOHxbSN6wxttW1hSaLIODZJJ3BIEss0gAhm5nYAMLRQSQI="
	// 16x12: 0.58 in HLG.
	jxlHLG = "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAAAwanhsY/8KWDABPwB5BgI9BgAAAIAIAgEASABLGIsVgGWo/wUiADDEQDpxSgE="
	// The same, lossy.
	jxlHLGLossy = "/wpYMPwk5BmIABKIAgDEAF3lEgAAFSqjjBu8nOv58kOHxbSN6wxttW1hSaLIODZJJ3BIEks0gAhi5g4AGFqoJAE="
	// 200, 100, 100 in Display P3 with a gamma of 2.2, lossless.
	jxlP3 = "/wpYMBDCgcKAhHkAZFOjVc39nqMM6jC3V3aQHFsISi4ailUh+1H66IrCnTpiL7jRvwCPxoFfmO7Pv3//7mAVf2BsLpTMwaDB0FEDkeZAu1YCwOk0INJM4P85LzTzOXIACAIBAFwASxiLFQDUF2PQ3V0gAgBGAmJbSMDxowM="
	// The same, lossy.
	jxlP3Lossy = "/wpYMJDCgcKAhHkAZFOjVc39nqMM6jC3V3aQHFsISi4ailUh+1H66IrCnTpiL7jRvwCPxoFfmO7Pv3//7mAVf2BsLpTMwaDB0FEDkeZAu1YCwOk0INJM4P85LzTzOXIAABKIAOQAv8ooAQBQoTLKuMHLuZ4vP3RYTNu4ztBW2xaWJIqMY5N0AocksRDibq44AAAgQMx74VhsgqFTVJIA"
	// 16x12: cyan, black from the middle on, without a profile.
	jxlInks = "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAAAzanhsY/8KWDAwCkACCAgQAHQASxiLFQDUuosxxni6gAgAdfg/AAm0/ph+h0hDsD0="
)

func jxl(t testing.TB, text string) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func isoBox(kind string, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

// boxed puts a codestream into boxes, in so many pieces, behind others.
func boxed(codestream []byte, pieces int, others ...[]byte) []byte {
	out := slices.Concat(isoBox("JXL ", []byte("\r\n\x87\n")), isoBox("ftyp", []byte("jxl \x00\x00\x00\x00jxl ")), slices.Concat(others...))
	if pieces == 1 {
		return append(out, isoBox("jxlc", codestream)...)
	}
	size := len(codestream) / pieces
	for i := range pieces {
		number, piece := uint32(i), codestream[i*size:(i+1)*size]
		if i == pieces-1 {
			number, piece = number|1<<31, codestream[i*size:]
		}
		out = append(out, isoBox("jxlp", binary.BigEndian.AppendUint32(nil, number), piece)...)
	}
	return out
}

// jxlHeader is a codestream that ends behind its size (ISO/IEC 18181-1, D.2), whose
// sides have to be more than 512, and the word that all else is usual.
func jxlHeader(w, h int) []byte {
	var bits uint64
	at := 0
	add := func(v uint64, n int) { bits, at = bits|v<<at, at+n }
	add(0, 1)            // not a multiple of 8
	add(2, 2)            // 18 bits follow
	add(uint64(h-1), 18) //
	add(0, 3)            // no fixed shape
	add(2, 2)            //
	add(uint64(w-1), 18) //
	add(1, 1)            // all usual
	return append([]byte{0xff, 0x0a}, binary.LittleEndian.AppendUint64(nil, bits)...)
}
