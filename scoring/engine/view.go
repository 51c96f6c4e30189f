package engine

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
	"unicode/utf8"

	"keeplight.app/keeplight/scoring/engine/wire"
	"keeplight.app/keeplight/scoring/mllm"
)

// view is a picture that a process has read.
type view struct {
	engine  *Engine
	process *process
	cost    mllm.Cost
	writes  int
	closing sync.Once
}

var _ mllm.View = (*view)(nil)

// Ask answers questions.
func (v *view) Ask(ctx context.Context, questions []mllm.Question) ([]mllm.Reading, error) {
	req := wire.Ask{Questions: make([]wire.Question, len(questions))}
	for i := range questions {
		req.Questions[i] = wire.Question(questions[i])
	}
	if err := checkQuestions(req.Questions); err != nil {
		return nil, err
	}
	var asked wire.Asked
	err := v.do(ctx, "answering questions about this picture", &v.cost.Asking, &call{
		method: wire.MethodAsk, params: &req, result: &asked,
		check: func() error { return asked.Check(&req) },
	})
	if err != nil {
		return nil, err
	}
	v.cost.ReadTokens += asked.Tokens
	readings := make([]mllm.Reading, len(asked.Readings))
	for i, r := range asked.Readings {
		sum := 0.0
		for _, p := range r.P {
			sum += p
		}
		readings[i] = mllm.Reading{P: r.P, Off: min(1, max(0, 1-sum))}
	}
	return readings, nil
}

// Write lets the model write.
func (v *view) Write(ctx context.Context, q mllm.Question, limit mllm.WriteLimit, emit func(piece string) error) (mllm.Written, error) {
	v.writes++
	req := wire.Write{
		Call: v.writes, Question: wire.Question{Text: q.Text, Stem: q.Stem},
		Tokens: min(limit.Tokens, wire.MaxWriteTokens), Bytes: min(limit.Bytes, wire.MaxWriteBytes),
	}
	if req.Tokens <= 0 || req.Bytes <= 0 {
		return mllm.Written{}, fmt.Errorf("at most %d tokens and %d bytes cannot be written", limit.Tokens, limit.Bytes)
	}
	if err := checkTexts([]string{q.Text, q.Stem}); err != nil {
		return mllm.Written{}, err
	}
	var written wire.Written
	bytes := 0
	err := v.do(ctx, "writing about this picture", &v.cost.Writing, &call{
		method: wire.MethodWrite, params: &req, result: &written,
		check: func() error { return written.Check(&req) },
		piece: func(p wire.Piece) error {
			bytes += len(p.Text)
			if p.Call != req.Call || bytes > req.Bytes || !utf8.ValidString(p.Text) {
				return fmt.Errorf("%w: a piece of %d bytes", wire.ErrProtocol, len(p.Text))
			}
			return emit(p.Text)
		},
	})
	v.cost.ReadTokens += written.Read
	v.cost.WrittenTokens += written.Tokens
	return mllm.Written{Tokens: written.Tokens, Ended: written.Ended}, err
}

// do has the process that has read the picture do something.
func (v *view) do(ctx context.Context, what string, took *time.Duration, c *call) error {
	e := v.engine
	if err := e.lock(ctx); err != nil {
		return err
	}
	defer e.unlock()
	if e.life.Err() != nil {
		return faultf(ErrClosed, "the model engine is closed")
	}
	if v.process.isGone() {
		return fmt.Errorf("%w before %s", mllm.ErrEngineDied, what)
	}
	c.limit = e.opts.Patience.Answer
	begin := time.Now()
	defer func() { *took += time.Since(begin) }()
	return e.ask(ctx, v.process, what, c)
}

// Cost is what this view has cost so far.
func (v *view) Cost() mllm.Cost { return v.cost }

// Close lets the next picture in.
func (v *view) Close() {
	v.closing.Do(func() {
		v.engine.board.change(func(s *Status) {
			if s.State == Busy {
				s.State = Ready
			}
		})
		<-v.engine.views
	})
}

// checkTexts refuses what is too much for one message.
func checkTexts(texts []string) error {
	sum := 0
	for _, text := range texts {
		if len(text) > wire.MaxText || !utf8.ValidString(text) {
			return fmt.Errorf("a text of %d bytes cannot be shown to a model: it is too long, or not UTF-8", len(text))
		}
		sum += len(text)
	}
	if len(texts) > wire.MaxTexts || sum > wire.MaxMessage/8 { // JSON may spell a byte as six
		return fmt.Errorf("%d texts of %d bytes are too much to show to a model at once", len(texts), sum)
	}
	return nil
}

// checkQuestions refuses what cannot be asked.
func checkQuestions(questions []wire.Question) error {
	if len(questions) == 0 || len(questions) > wire.MaxQuestions {
		return fmt.Errorf("%d questions cannot be asked at once, at most %d can", len(questions), wire.MaxQuestions)
	}
	var texts []string
	for _, q := range questions {
		if len(q.Answers) == 0 || len(q.Answers) > wire.MaxAnswers {
			return errors.New("a question has 1 to 64 answers")
		}
		texts = append(append(texts, q.Text, q.Stem), q.Answers...)
	}
	return checkTexts(texts)
}
