package mllm

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// errSplitDigits says that a form needs digits that the vocabulary does not have
// as single tokens.
var errSplitDigits = errors.New("this model's vocabulary does not write digits one by one")

// fitForm chooses the form and the spelling that the model's vocabulary can
// answer in. Where it has no token for each digit, words take the place of
// digits; the paper's form cannot be replaced and fails.
func fitForm(ctx context.Context, e Engine, r *rubric, o Options) (Form, spelling, error) {
	if o.Form == Words {
		return Words, spelling{glued: true}, nil
	}
	for _, sp := range []spelling{{glued: false}, {glued: true}} {
		fits, err := singleDigits(ctx, e, digitPrompts(r, o.Form, sp))
		if err != nil {
			return "", sp, err
		}
		if fits {
			return o.Form, sp, nil
		}
	}
	if o.Form == Paper {
		return "", spelling{}, fmt.Errorf("the form of RealQA's models cannot be used: %w; choose digits or words in the settings", errSplitDigits)
	}
	o.Log("The model's vocabulary has no single token for each digit: it is asked for words instead.")
	return Words, spelling{glued: true}, nil
}

// digitPrompts is every kind of stem that a digit follows in a form.
func digitPrompts(r *rubric, form Form, sp spelling) []prompt {
	stems := []string{r.Digits.stem(r.Overall.Name)}
	if form == Paper {
		end := r.Paper.Direct.Stem
		// The tenths and the hundredths.
		stems = append(stems, r.Paper.Composition.Stem, r.Paper.EyeCatching.Stem, end, end+"6.", end+"6.5")
	}
	var prompts []prompt
	for _, stem := range stems {
		prompts = append(prompts, sp.prompt("", stem, integerScale()))
	}
	return prompts
}

// singleDigits is true when every digit is one token, by itself and as what each
// stem becomes longer by. A vocabulary that puts a space before whatever it is
// given, or that leaves out what it does not know, passes only one of the two.
func singleDigits(ctx context.Context, e Engine, prompts []prompt) (bool, error) {
	var texts []string
	for _, p := range prompts {
		texts = append(texts, p.question.Stem)
		for _, answer := range p.question.Answers {
			texts = append(texts, strings.TrimSpace(answer), p.question.Stem+answer)
		}
	}
	counts, err := e.Tokens(ctx, texts)
	if err != nil {
		return false, fmt.Errorf("reading the model's vocabulary: %w", err)
	}
	if len(counts) != len(texts) {
		return false, fmt.Errorf("reading the model's vocabulary: %d counts for %d texts", len(counts), len(texts))
	}
	for _, p := range prompts {
		stem, pairs := counts[0], counts[1:1+2*len(p.question.Answers)]
		for pair := range slices.Chunk(pairs, 2) {
			if pair[0] != 1 || pair[1] != stem+1 {
				return false, nil
			}
		}
		counts = counts[1+len(pairs):]
	}
	return true, nil
}
