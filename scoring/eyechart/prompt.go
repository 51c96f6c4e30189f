package eyechart

import (
	"encoding/json"
	"fmt"

	asset "keeplight.app/keeplight/assets/eyechart"
	"keeplight.app/keeplight/scoring/eyechart/chart"
	"keeplight.app/keeplight/scoring/mllm"
)

// Prompt is how the eye chart's model is asked.
type Prompt struct {
	Beginning string // that all questions share
	questions [chart.NumQuestions]mllm.Question
}

// ReadPrompt gives the prompt that the model was made for.
func ReadPrompt() (Prompt, error) {
	var file struct {
		Beginning string `json:"beginning"`
		Chart     map[string]struct {
			Text string `json:"text"`
			Stem string `json:"stem"`
		} `json:"chart"`
	}
	if err := json.Unmarshal(asset.Prompt, &file); err != nil {
		return Prompt{}, fmt.Errorf("reading the self-test's prompt: %w", err)
	}
	p := Prompt{Beginning: file.Beginning}
	for _, q := range chart.Questions() {
		own, ok := file.Chart[q.String()]
		if !ok {
			return Prompt{}, fmt.Errorf("reading the self-test's prompt: %s is missing", q)
		}
		p.questions[q] = mllm.Question{Text: own.Text, Stem: own.Stem, Answers: Digits()}
	}
	return p, nil
}

// Question gives how a question is asked.
func (p *Prompt) Question(q chart.Question) mllm.Question { return p.questions[q] }

// Digits gives the answers that the model knows, 1 to 9.
func Digits() []string {
	return []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}
}
