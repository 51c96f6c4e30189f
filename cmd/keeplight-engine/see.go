package main

import (
	"fmt"
	"runtime"
	"unsafe"

	"github.com/hybridgroup/yzma/pkg/llama"
	"github.com/hybridgroup/yzma/pkg/mtmd"
)

// looked is what became of pictures and a prompt.
type looked struct {
	tokens  int // of both
	picture int // of the pictures alone
	end     int // the position that comes after them, which is less where positions count a picture's rows
}

// read reads pictures and a prompt that has a marker for each of them in it into
// sequence 0, after forgetting all else.
func (m *model) read(pictures []pixels, prompt string, check func(tokens int) error) (looked, error) {
	var l looked
	if err := llama.MemoryClear(m.memory, false); err != nil {
		return l, err
	}
	bitmaps := make([]mtmd.Bitmap, len(pictures))
	for i, p := range pictures {
		bitmaps[i] = mtmd.BitmapInit(uint32(p.w), uint32(p.h), uintptr(unsafe.Pointer(&p.rgb[0])))
		runtime.KeepAlive(p.rgb)
		defer mtmd.BitmapFree(bitmaps[i])
	}
	chunks := mtmd.InputChunksInit()
	defer mtmd.InputChunksFree(chunks)
	text := mtmd.NewInputText(prompt, true, true)
	if code := mtmd.Tokenize(m.sight, chunks, text, bitmaps); code != 0 {
		return l, fmt.Errorf("%w: the picture of %d x %d pixels cannot be cut up for this model", errRequest, pictures[0].w, pictures[0].h)
	}
	for i := range mtmd.InputChunksSize(chunks) {
		chunk := mtmd.InputChunksGet(chunks, i)
		n := int(mtmd.InputChunkGetNTokens(chunk))
		isPicture := len(mtmd.InputChunkGetTokensText(chunk)) == 0
		if isPicture && mtmd.DecodeUseNonCausal(m.sight, chunk) && n > int(llama.NUBatch(m.ctx)) {
			return l, fmt.Errorf("%w: the picture has %d tokens, and this model reads at most %d in one piece", errRequest, n, llama.NUBatch(m.ctx))
		}
		l.tokens += n
		if isPicture {
			l.picture += n
		}
	}
	if err := check(l.tokens); err != nil {
		return l, err
	}
	var past llama.Pos
	code := mtmd.HelperEvalChunks(m.sight, m.ctx, chunks, 0, 0, int32(llama.NBatch(m.ctx)), false, &past)
	l.end = int(past)
	return l, m.verdict(code)
}
