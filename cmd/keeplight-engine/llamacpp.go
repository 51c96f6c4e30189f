package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"

	"github.com/ebitengine/purego"
	"github.com/hybridgroup/yzma/pkg/llama"
	"github.com/hybridgroup/yzma/pkg/mtmd"
	"github.com/hybridgroup/yzma/pkg/utils"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// This file and see.go are all that calls yzma, so that another build of llama.cpp
// costs few edits. One goroutine calls all of it.

// token is a number in a model's vocabulary, sequence the number of a sequence.
type (
	token    = llama.Token
	sequence = llama.SeqId
)

// What a context is made for. Its memory grows with contextRoom, and with
// branches in models that keep a state instead of a cache.
const (
	contextRoom = wire.ContextRoom
	batchTokens = 2048 // decoded in one call
	microBatch  = 512  // computed at once, at least
	outputs     = 128  // logits that one call gives at most
	branches    = 64   // sequences besides the shared beginning
)

// library is llama.cpp, loaded.
type library struct {
	said  *journal
	facts deviceFacts
}

// openLibrary loads llama.cpp from a folder and makes sure that it is the pinned
// build. Errors wrap errABI where it is another.
func openLibrary(dir string, said *journal) (*library, error) {
	if err := errors.Join(llama.Load(dir), mtmd.Load(dir)); err != nil {
		if strings.Contains(err.Error(), "undefined symbol") {
			return nil, fmt.Errorf("%w: %w", errABI, err)
		}
		return nil, err
	}
	if err := libraryDefaults().check(); err != nil {
		return nil, err
	}
	facts, err := loadDeviceFacts(dir)
	if err != nil {
		return nil, err
	}
	callback := purego.NewCallback(func(level int32, text *byte, _ uintptr) uintptr {
		said.write(level, utils.BytePtrToString(text))
		return 0
	})
	llama.LogSet(callback)
	mtmd.LogSet(callback)
	llama.Init()
	return &library{said: said, facts: facts}, nil
}

func libraryDefaults() defaults {
	c, m, p := llama.ContextDefaultParams(), llama.ModelDefaultParams(), mtmd.ContextParamsDefault()
	return defaults{
		Context: contextDefaults{
			Batch: c.NBatch, MicroBatch: c.NUbatch, Sequences: c.NSeqMax,
			FlashAttention: int32(c.FlashAttentionType),
			YarnExtFactor:  c.YarnExtFactor, YarnBetaSlow: c.YarnBetaSlow, Defrag: c.DefragThold,
			TypeK: int32(c.TypeK), TypeV: int32(c.TypeV),
			OffloadKQV: c.Offload_kqv, OpOffload: c.OpOffload,
		},
		Model: modelDefaults{SplitMode: int32(m.SplitMode), MainGPU: m.MainGpu, UseExtraBufts: m.UseExtraBufts},
		Projector: projectorDefaults{
			UseGPU: p.UseGPU, FlashAttention: int32(p.FlashAttentionType),
			ImageMin: p.ImageMinTokens, ImageMax: p.ImageMaxTokens, BatchTokens: p.BatchMaxTokens,
		},
	}
}

// handle is a device as llama.cpp knows it.
type handle = llama.GGMLBackendDevice

// devices gives all devices, llama.cpp's own order, with their handles.
func (l *library) devices() (devices []wire.Device, handles []handle) {
	for i := range min(llama.GGMLBackendDeviceCount(), wire.MaxDevices) {
		h := llama.GGMLBackendDeviceGet(i)
		d := l.facts.describe(h)
		d.Name = llama.GGMLBackendDeviceName(h)
		d.MemoryFree, d.MemoryTotal = deviceMemory(h)
		devices, handles = append(devices, d), append(handles, h)
	}
	return devices, handles
}

func deviceMemory(h handle) (free, total int64) {
	f, t := llama.GGMLBackendDeviceMemory(h)
	return int64(f), int64(t)
}

// model is a text model with its projector, on one device.
type model struct {
	said   *journal
	device handle
	model  llama.Model
	sight  mtmd.Context
	ctx    llama.Context
	memory llama.Memory
	vocab  llama.Vocab
	batch  llama.Batch
	words  int // in the vocabulary

	work atomic.Pointer[context.Context] // what is being done, which its end interrupts
}

// loadModel loads a model onto a device; 0 is the processor alone. Errors are
// for people.
func (l *library) loadModel(req *wire.Load, device handle) (_ *model, err error) {
	m := &model{said: l.said, device: device}
	defer func() {
		if err != nil {
			m.free()
		}
	}()
	l.said.mark()
	params := llama.ModelDefaultParams()
	devices := []handle{device, 0} // ends with a 0; the processor is always there
	if device == 0 {
		devices = devices[1:]
		params.NGpuLayers = 0
	}
	if err := params.SetDevices(devices); err != nil {
		return nil, err
	}
	params.SplitMode = llama.SplitModeNone
	m.model, err = llama.ModelLoadFromFile(req.Model, params)
	runtime.KeepAlive(devices)
	if err != nil {
		return nil, m.failed("the model cannot be loaded", err)
	}
	if m.sight, err = mtmd.InitFromFile(req.Projector, m.model, projectorParams(req, device)); err != nil {
		return nil, m.failed("the projector cannot be loaded", err)
	}
	if !mtmd.SupportVision(m.sight) {
		return nil, errors.New("the projector cannot read pictures")
	}
	if m.ctx, err = llama.InitFromModel(m.model, contextParams(req, device)); err != nil {
		return nil, m.failed("there is not enough memory to run the model", err)
	}
	if m.memory, err = llama.GetMemory(m.ctx); err != nil {
		return nil, m.failed("the model cannot keep what it read in memory", err)
	}
	m.vocab = llama.ModelGetVocab(m.model)
	m.words = int(llama.VocabNTokens(m.vocab))
	m.batch = llama.BatchInit(batchTokens, 0, branches+1)
	llama.SetAbortCallback(m.ctx, m.isInterrupted)
	return m, nil
}

func projectorParams(req *wire.Load, device handle) mtmd.ContextParamsType {
	p := mtmd.ContextParamsDefault()
	p.UseGPU = device != 0
	p.PrintTimings = false
	p.Warmup = false
	p.Threads = int32(runtime.NumCPU())
	p.FlashAttentionType = llama.FlashAttentionTypeDisabled
	p.ImageMaxTokens = int32(req.ImageTokens)
	if req.ImageFewest > 0 {
		p.ImageMinTokens = int32(min(req.ImageFewest, req.ImageTokens)) // mtmd refuses more
	}
	return p
}

// contextParams has flash attention off and one cache for all sequences: a
// question's answer must not depend on what is asked beside it.
func contextParams(req *wire.Load, device handle) llama.ContextParams {
	p := llama.ContextDefaultParams()
	p.NCtx = uint32(req.ImageTokens + contextRoom)
	p.NBatch = batchTokens
	p.NUbatch = uint32(max(microBatch, req.ImageTokens)) // some models read a picture in one piece only
	p.NOutputsMax = outputs
	p.NSeqMax = branches + 1
	p.NThreads, p.NThreadsBatch = int32(runtime.NumCPU()), int32(runtime.NumCPU())
	p.FlashAttentionType = llama.FlashAttentionTypeDisabled
	p.KVUnified = 1
	if device == 0 {
		p.Offload_kqv, p.OpOffload = 0, 0
	}
	return p
}

// failed puts llama.cpp's own first message behind what failed.
func (m *model) failed(what string, err error) error {
	if first := m.said.firstError(); first != "" {
		return fmt.Errorf("%s (%s)", what, first)
	}
	return fmt.Errorf("%s (%w)", what, err)
}

// free gives everything back.
func (m *model) free() {
	if m.batch.Token != nil {
		_ = llama.BatchFree(m.batch)
	}
	if m.ctx != 0 {
		_ = llama.Free(m.ctx)
	}
	if m.sight != 0 {
		_ = mtmd.Free(m.sight)
	}
	if m.model != 0 {
		_ = llama.ModelFree(m.model)
	}
}

// architecture gives what the file says of itself.
func (m *model) architecture() string {
	text, _ := llama.ModelMetaValStr(m.model, "general.architecture")
	return text
}

// usage gives how many bytes of the device are taken and there are.
func (m *model) usage() (free, total int64) {
	if m.device == 0 {
		return 0, 0
	}
	return deviceMemory(m.device)
}

// bounds gives what a prompt may have.
func (m *model) bounds() bounds {
	return bounds{
		context: int(llama.NCtx(m.ctx)), positions: int(llama.ModelNCtxTrain(m.model)),
		batch: int(llama.NBatch(m.ctx)), outputs: outputs, branches: branches,
		recurrent: llama.ModelIsRecurrent(m.model) || llama.ModelIsHybrid(m.model),
	}
}

// under has what is computed from now on end soon after ctx. A processor ends
// within a call, a GPU after it.
func (m *model) under(ctx context.Context) { m.work.Store(&ctx) }

func (m *model) isInterrupted() bool {
	ctx := m.work.Load()
	return ctx != nil && (*ctx).Err() != nil
}

// template gives the file's own chat template, or "".
func (m *model) template() string { return llama.ModelChatTemplate(m.model, "") }

// render gives a turn of the person and the beginning of the model's in a chat
// template, or false where llama.cpp does not know the template.
func (m *model) render(template, content string) (string, bool) {
	chat := []llama.ChatMessage{llama.NewChatMessage("user", content)}
	buf := make([]byte, 4096+4*len(content))
	n := llama.ChatApplyTemplate(template, chat, true, buf)
	runtime.KeepAlive(chat)
	if n <= 0 || int(n) > len(buf) {
		return "", false
	}
	return string(buf[:n]), true
}

// marker stands for the picture in a prompt.
func (m *model) marker() string { return mtmd.GetMarker(m.sight) }

// tokens splits text in the middle of a prompt.
func (m *model) tokens(text string) []token {
	if text == "" {
		return nil
	}
	if llama.GetVocabType(m.vocab) != llama.VocabTypeSPM {
		return llama.Tokenize(m.vocab, text, false, true)
	}
	// These put a space before the beginning of whatever they split.
	const before = "\n"
	head := llama.Tokenize(m.vocab, before, false, true)
	return llama.Tokenize(m.vocab, before+text, false, true)[len(head):]
}

// vocabulary gives the number of tokens that there are.
func (m *model) vocabulary() int { return m.words }

// ends is true for the tokens with which a model ends its turn.
func (m *model) ends(t token) bool { return llama.VocabIsEOG(m.vocab, t) }

// piece gives the bytes of a token, which may be a part of a character.
func (m *model) piece(t token) []byte {
	buf := make([]byte, 64)
	n := llama.TokenToPiece(m.vocab, t, buf, 0, false)
	if n < 0 {
		buf = make([]byte, -n)
		n = llama.TokenToPiece(m.vocab, t, buf, 0, false)
	}
	return buf[:max(0, n)]
}

// step is one token to be decoded.
type step struct {
	token     token
	position  int
	sequences []sequence
	output    bool // its logits are wanted
}

// decode decodes at most bounds().batch tokens at once.
func (m *model) decode(steps []step) error {
	if len(steps) > batchTokens {
		return fmt.Errorf("%d tokens do not fit into a batch", len(steps)) // llama.cpp would end the process
	}
	_ = m.batch.Clear()
	for _, s := range steps {
		m.batch.Add(s.token, llama.Pos(s.position), s.sequences, s.output)
	}
	code, err := llama.Decode(m.ctx, m.batch)
	if err != nil {
		return err
	}
	return m.verdict(code)
}

func (m *model) verdict(code int32) error {
	switch {
	case code == 0:
		return nil
	case m.isInterrupted():
		return errCancelled
	case code == 1:
		return fmt.Errorf("%w: picture, questions and answers are longer than the model's context", errRequest)
	}
	return m.failed("running the model failed", fmt.Errorf("llama.cpp gives %d", code))
}

// logits gives the logits after step i of the last decode. They are valid until
// the next.
func (m *model) logits(i int) ([]float32, error) {
	l, err := llama.GetLogitsIth(m.ctx, int32(i), m.words)
	if err == nil && l == nil {
		err = errors.New("it gives none")
	}
	if err != nil {
		return nil, m.failed("the model's answer cannot be read", err)
	}
	return l, nil
}

// fork has sequence to continue what sequence from holds.
func (m *model) fork(from, to sequence) error {
	return llama.MemorySeqCp(m.memory, from, to, -1, -1)
}

// forget removes a sequence.
func (m *model) forget(s sequence) error {
	ok, err := llama.MemorySeqRm(m.memory, s, -1, -1)
	if err == nil && !ok {
		err = errors.New("a sequence cannot be forgotten")
	}
	return err
}
