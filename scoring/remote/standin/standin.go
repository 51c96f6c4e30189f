package standin

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"image"
	"image/jpeg"
	"math"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Model is the name of the one model that it has.
const Model = "standin/drawn-vl"

// Server answers as an OpenAI-compatible server does. Its fields are set before it
// serves, and changed by Set.
type Server struct {
	mu       sync.Mutex
	behave   Behaviour
	got      Got
	busy     int
	mostBusy int
}

// Behaviour is how a server answers.
type Behaviour struct {
	Key      string        // that it wants; "" wants none
	Latency  time.Duration // of each answer
	Capacity int           // answers at once; beyond it says 429. 0 is no bound
	Spoken   bool          // it gives no probabilities
	Refuses  bool          // it answers 400 where probabilities are asked for
	Blind    bool          // it leaves pictures out
	Thinks   bool          // the model thinks aloud unless asked not to

	// Instead answers a chat request in place of the server, where it gives true.
	Instead func(w http.ResponseWriter, r *http.Request, n int) bool
}

// Got is what the server received.
type Got struct {
	Requests int // chat completions
	Lists    int
	MostBusy int      // at a time
	Keys     []string // values of Authorization, each once
	Headers  http.Header
	Pictures [][]byte // the JPEG of each chat request, the last thousand
	Texts    []string // the text of each, the last thousand
}

// New makes a server.
func New(b Behaviour) *Server { return &Server{behave: b} }

// Set changes how it behaves from now on.
func (s *Server) Set(change func(*Behaviour)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.behave)
}

// Got is what was received so far.
func (s *Server) Got() Got {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.got
	g.MostBusy = s.mostBusy
	return g
}

// ServeHTTP answers /v1/models and /v1/chat/completions.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	b := s.behave
	if key := r.Header.Get("Authorization"); len(s.got.Keys) == 0 || s.got.Keys[len(s.got.Keys)-1] != key {
		s.got.Keys = append(s.got.Keys, key)
	}
	s.got.Headers = r.Header.Clone()
	s.mu.Unlock()
	if b.Key != "" && r.Header.Get("Authorization") != "Bearer "+b.Key {
		fail(w, http.StatusUnauthorized, "Incorrect API key provided: "+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		return
	}
	switch r.URL.Path {
	case "/v1/models":
		s.mu.Lock()
		s.got.Lists++
		s.mu.Unlock()
		answer(w, map[string]any{"object": "list", "data": []any{map[string]any{"id": Model, "object": "model", "created": 1, "owned_by": "tests"}}})
	case "/v1/chat/completions":
		s.chat(w, r, b)
	default:
		fail(w, http.StatusNotFound, "no such path")
	}
}

// question is a chat request, as far as it is read.
type question struct {
	Model       string `json:"model"`
	Logprobs    bool   `json:"logprobs"`
	TopLogprobs int    `json:"top_logprobs"`
	MaxTokens   int    `json:"max_tokens"`
	Stream      bool   `json:"stream"`
	Template    struct {
		Thinking *bool `json:"enable_thinking"`
	} `json:"chat_template_kwargs"`
	Messages []struct {
		Content json.RawMessage `json:"content"`
	} `json:"messages"`
}

// part is one part of a message.
type part struct {
	Type  string `json:"type"`
	Text  string `json:"text"`
	Image struct {
		URL string `json:"url"`
	} `json:"image_url"`
}

func (s *Server) chat(w http.ResponseWriter, r *http.Request, b Behaviour) {
	s.mu.Lock()
	s.got.Requests++
	n := s.got.Requests
	s.busy++
	s.mostBusy = max(s.mostBusy, s.busy)
	over := b.Capacity > 0 && s.busy > b.Capacity
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.busy--
		s.mu.Unlock()
	}()
	if over {
		fail(w, http.StatusTooManyRequests, "too many requests")
		return
	}
	if b.Instead != nil && b.Instead(w, r, n) {
		return
	}
	var q question
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil || len(q.Messages) == 0 {
		fail(w, http.StatusBadRequest, "this is no chat request")
		return
	}
	if q.Model != Model {
		fail(w, http.StatusNotFound, fmt.Sprintf("the model %q does not exist", q.Model))
		return
	}
	text, picture := read(q.Messages[len(q.Messages)-1].Content)
	s.mu.Lock()
	s.got.Texts, s.got.Pictures = last(append(s.got.Texts, text)), last(append(s.got.Pictures, picture))
	s.mu.Unlock()
	select {
	case <-time.After(b.Latency):
	case <-r.Context().Done():
		return
	}
	switch {
	case q.Logprobs && b.Refuses:
		fail(w, http.StatusBadRequest, "logprobs are not supported")
	case q.Stream:
		stream(w, text)
	default:
		s.give(w, &q, b, text, picture)
	}
}

func last[T any](all []T) []T { return all[max(0, len(all)-1000):] }

// give answers with one digit, or with a thought.
func (s *Server) give(w http.ResponseWriter, q *question, b Behaviour, text string, picture []byte) {
	tokens := len(text)/4 + 1
	if picture != nil && !b.Blind {
		tokens += 64
	}
	content, chance := "5", digits(text, picture)
	best := 0
	for i, p := range chance {
		if p > chance[best] {
			best = i
		}
	}
	content = fmt.Sprint(best + 1)
	thinks := b.Thinks && (q.Template.Thinking == nil || *q.Template.Thinking)
	choice := map[string]any{"index": 0, "finish_reason": "stop"}
	if thinks {
		content = "<think>Let me see."
	}
	choice["message"] = map[string]any{"role": "assistant", "content": content}
	if q.Logprobs && !b.Spoken {
		choice["logprobs"] = map[string]any{"content": probabilities(content, chance, thinks, q.TopLogprobs)}
	}
	answer(w, map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": q.Model, "choices": []any{choice},
		"usage": map[string]any{"prompt_tokens": tokens, "completion_tokens": 1, "total_tokens": tokens + 1},
	})
}

func probabilities(content string, chance [9]float64, thinks bool, most int) []any {
	if thinks {
		top := []any{map[string]any{"token": "<think>", "logprob": -0.001, "bytes": nil}}
		return []any{map[string]any{"token": "<think>", "logprob": -0.001, "bytes": nil, "top_logprobs": top}}
	}
	var top []any
	var own float64
	for i, p := range chance {
		token := fmt.Sprint(i + 1)
		if token == content {
			own = math.Log(p)
		}
		if len(top) < most {
			top = append(top, map[string]any{"token": token, "logprob": math.Log(p), "bytes": []byte(token)})
		}
	}
	return []any{map[string]any{"token": content, "logprob": own, "bytes": []byte(content), "top_logprobs": top}}
}

// digits is how likely each digit is: about one that follows from the picture's
// brightness and from the last line.
func digits(text string, picture []byte) (p [9]float64) {
	light := 0.5
	if im, err := jpeg.Decode(bytes.NewReader(picture)); err == nil {
		light = brightness(im)
	}
	h := fnv.New32a()
	h.Write([]byte(text[strings.LastIndexByte(text, '\n')+1:]))
	at := 8*light + float64(h.Sum32()%100)/100 - 0.5
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(-math.Pow(float64(i)-at, 2))
		sum += p[i]
	}
	for i := range p {
		p[i] *= 0.99 / sum // a little is on something else
	}
	return p
}

func brightness(im image.Image) float64 {
	b := im.Bounds()
	sum, n := 0.0, 0.0
	for y := b.Min.Y; y < b.Max.Y; y += 8 {
		for x := b.Min.X; x < b.Max.X; x += 8 {
			_, g, _, _ := im.At(x, y).RGBA()
			sum, n = sum+float64(g)/65535, n+1
		}
	}
	return sum / max(1, n)
}

// read gives text and picture of a message.
func read(content json.RawMessage) (text string, picture []byte) {
	if json.Unmarshal(content, &text) == nil {
		return text, nil
	}
	var parts []part
	if json.Unmarshal(content, &parts) != nil {
		return "", nil
	}
	for _, p := range parts {
		switch p.Type {
		case "text":
			text += p.Text
		case "image_url":
			_, data, _ := strings.Cut(p.Image.URL, ";base64,")
			picture, _ = base64.StdEncoding.DecodeString(data)
		}
	}
	return text, picture
}

// stream writes some words as a stream.
func stream(w http.ResponseWriter, _ string) {
	w.Header().Set("Content-Type", "text/event-stream")
	for _, piece := range []string{"The light ", "is even ", "and the subject ", "stands out."} {
		b, _ := json.Marshal(map[string]any{"id": "1", "object": "chat.completion.chunk", "choices": []any{map[string]any{"index": 0, "delta": map[string]any{"content": piece}}}})
		fmt.Fprintf(w, "data: %s\n\n", b)
	}
	fmt.Fprint(w, "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": message, "type": "error", "code": nil, "param": nil}})
}
