package remote

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/scoring/mllm"
)

const (
	jpegQuality  = 92
	answerTokens = 12 // a name, a sign and a digit or a word
)

// Engine shows pictures to a model on a server.
type Engine struct {
	client *client
	spoken bool
}

var (
	_ mllm.Engine        = (*Engine)(nil)
	_ mllm.CloseUpEngine = (*Engine)(nil)
)

// NewEngine makes an engine. It asks nobody yet. Errors: ErrPlainKey.
func NewEngine(o Options) (*Engine, error) {
	c, err := newClient(o)
	if err != nil {
		return nil, err
	}
	return &Engine{client: c, spoken: o.Spoken}, nil
}

// Model says which model is asked, and where. What weights that name stands for, the
// server alone knows.
func (e *Engine) Model() mllm.Model {
	return mllm.Model{
		Name: e.client.model, Architecture: "unknown", Digest: "served",
		Runtime: "OpenAI-compatible", Backend: e.client.address.String(), Device: e.client.address.Host(),
		ReadMode: mllm.Sequential, Served: true, Spoken: e.spoken,
	}
}

// Traffic is what was asked so far.
func (e *Engine) Traffic() Traffic { return e.client.traffic() }

// Tokens counts characters: a server does not say how its model splits texts, and
// answers are read from the tokens that it sends.
func (e *Engine) Tokens(_ context.Context, texts []string) ([]int, error) {
	counts := make([]int, len(texts))
	for i, text := range texts {
		counts[i] = utf8.RuneCountInString(text)
	}
	return counts, nil
}

// Prefill gets a picture ready to be sent: its pixels alone, as a JPEG without
// anything else of the file.
func (e *Engine) Prefill(_ context.Context, picture *image.RGBA, prefix string) (mllm.View, error) {
	return e.show(prefix, picture)
}

// PrefillCloseUp is Prefill of a picture and the close-up of a part of it.
func (e *Engine) PrefillCloseUp(_ context.Context, picture, closeUp *image.RGBA, prefix string) (mllm.View, error) {
	return e.show(prefix, picture, closeUp)
}

func (e *Engine) show(prefix string, pictures ...*image.RGBA) (*view, error) {
	v := &view{engine: e, prefix: prefix}
	for _, p := range pictures {
		url, size, err := dataURL(p)
		if err != nil {
			return nil, err
		}
		e.client.count.pictures.Add(size)
		v.pictures = append(v.pictures, openai.ImageContentPart(openai.ChatCompletionContentPartImageImageURLParam{URL: url}))
	}
	e.client.count.photos.Add(1)
	return v, nil
}

// dataURL is a picture as servers take it, and the bytes of its JPEG.
func dataURL(p *image.RGBA) (string, int64, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return "", 0, fmt.Errorf("encoding the picture: %w", err)
	}
	return "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(b.Bytes()), int64(b.Len()), nil
}

// view is a picture that goes out with each question.
type view struct {
	engine   *Engine
	prefix   string
	pictures []openai.ChatCompletionContentPartUnionParam
	shown    bool // the server has had the picture, and its cache may hold it
	cost     mllm.Cost
}

// Ask asks the first question by itself, so that the server has the picture in its
// cache when the others come together.
func (v *view) Ask(ctx context.Context, questions []mllm.Question) ([]mllm.Reading, error) {
	began := time.Now()
	defer func() { v.cost.Asking += time.Since(began) }()
	readings := make([]mllm.Reading, len(questions))
	rest := 0
	if !v.shown && len(questions) > 0 {
		var err error
		if readings[0], err = v.askOne(ctx, questions[0]); err != nil {
			return nil, err
		}
		v.shown, rest = true, 1
	}
	group, all := errgroup.WithContext(ctx)
	for i := rest; i < len(questions); i++ {
		group.Go(func() (err error) {
			readings[i], err = v.askOne(all, questions[i])
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return readings, nil
}

// askOne asks one question.
func (v *view) askOne(ctx context.Context, q mllm.Question) (mllm.Reading, error) {
	c := v.engine.client
	params := v.params(q.Text, "Answer with nothing but what comes next in this line:\n"+q.Stem, answerTokens)
	if !v.engine.spoken {
		params.Logprobs, params.TopLogprobs = openai.Bool(true), openai.Int(topProbabilities)
	}
	var r mllm.Reading
	err := c.ask(ctx, func(ctx context.Context) error {
		answer, err := c.chat.New(ctx, params, c.extra...)
		if err != nil {
			return err
		}
		c.counted(answer.Usage)
		choice, err := first(answer)
		if err != nil {
			return err
		}
		switch tokens := tokensOf(choice); {
		case v.engine.spoken:
			r = parse(choice.Message.Content, q.Answers)
		case len(tokens) == 0:
			return decided{fmt.Errorf("%w: test the server again", ErrNoProbabilities)}
		default:
			r = read(tokens, q.Answers)
		}
		return nil
	})
	if err != nil {
		return mllm.Reading{}, fmt.Errorf("asking %s: %w", c.address.Host(), err)
	}
	return r, nil
}

// counted adds what the server says that an answer took.
func (c *client) counted(u openai.CompletionUsage) {
	c.count.prompt.Add(max(0, u.PromptTokens))
	c.count.cached.Add(max(0, u.PromptTokensDetails.CachedTokens))
	c.count.written.Add(max(0, u.CompletionTokens))
}

// params is a question with the picture before it and what differs at its end, so that
// a server reads the rest once.
func (v *view) params(text, last string, tokens int) openai.ChatCompletionNewParams {
	parts := append([]openai.ChatCompletionContentPartUnionParam{}, v.pictures...)
	words := []string{v.prefix}
	for _, w := range []string{text, last} {
		if w != "" {
			words = append(words, w)
		}
	}
	parts = append(parts, openai.TextContentPart(strings.Join(words, "\n\n")))
	return openai.ChatCompletionNewParams{
		Model: v.engine.client.model, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(parts)},
		Temperature: openai.Float(0), MaxTokens: openai.Int(int64(tokens)),
	}
}

// Write lets the model write. What it repeats of the words that it was to begin with
// is left out.
func (v *view) Write(ctx context.Context, q mllm.Question, most mllm.WriteLimit, emit func(piece string) error) (mllm.Written, error) {
	began := time.Now()
	defer func() { v.cost.Writing += time.Since(began) }()
	last := ""
	if q.Stem != "" {
		last = "Begin your answer with these words:\n" + q.Stem
	}
	params := v.params(q.Text, last, max(1, most.Tokens))
	w := &writer{repeated: q.Stem, left: most.Bytes, emit: emit}
	c := v.engine.client
	err := c.ask(ctx, func(ctx context.Context) error {
		err := v.stream(ctx, params, w)
		if err != nil && w.began { // what was handed over cannot be taken back
			return decided{err}
		}
		return err
	})
	if err == nil {
		err = w.flush()
	}
	v.shown = true
	v.cost.WrittenTokens += w.pieces
	if err != nil && w.refused == nil {
		err = fmt.Errorf("asking %s: %w", c.address.Host(), err)
	}
	return mllm.Written{Tokens: w.pieces, Ended: w.ended}, err
}

// stream reads an answer as it is written.
func (v *view) stream(ctx context.Context, params openai.ChatCompletionNewParams, w *writer) error {
	s := v.engine.client.chat.NewStreaming(ctx, params, append([]option.RequestOption{}, v.engine.client.extra...)...)
	defer s.Close()
	for s.Next() {
		now := s.Current()
		if len(now.Choices) == 0 {
			continue
		}
		w.ended = w.ended || now.Choices[0].FinishReason == "stop"
		if piece := now.Choices[0].Delta.Content; piece != "" {
			if full, err := w.add(piece); err != nil {
				return decided{err}
			} else if full {
				return nil
			}
		}
	}
	return s.Err()
}

// writer hands over what a model writes.
type writer struct {
	repeated string // that the model may repeat first
	held     string // what may be that
	left     int    // bytes that may still come
	emit     func(piece string) error
	began    bool // something was handed over
	ended    bool // the model ended by itself
	pieces   int
	refused  error // what emit said
}

// add takes a piece; full is true where no more fits.
func (w *writer) add(piece string) (full bool, err error) {
	w.pieces++
	w.held += strings.ToValidUTF8(piece, "")
	if !w.began && len(w.held) < len(w.repeated) && strings.HasPrefix(w.repeated, w.held) {
		return false, nil
	}
	if err := w.flush(); err != nil {
		return false, err
	}
	return w.left <= 0, nil
}

// flush hands over what is held.
func (w *writer) flush() error {
	piece := w.held
	if !w.began {
		rest, repeated := strings.CutPrefix(piece, w.repeated)
		if piece = rest; !repeated && w.repeated != "" && piece != "" && !strings.HasPrefix(piece, " ") {
			piece = " " + piece // after words that stand there already
		}
	}
	w.held = ""
	if piece == "" || w.left <= 0 {
		return nil
	}
	if len(piece) > w.left {
		piece = strings.ToValidUTF8(piece[:w.left], "")
	}
	w.left -= len(piece)
	w.began = true
	w.refused = w.emit(piece)
	return w.refused
}

// Cost is what the answers took; a server reads the picture with the first of them.
func (v *view) Cost() mllm.Cost { return v.cost }

// Close has nothing to give up.
func (v *view) Close() {}
