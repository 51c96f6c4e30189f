package ratings

// Table is a file of ratings.
type Table struct {
	Layout      string  // whose columns these are, such as "KonIQ-10k", or "any columns"
	Separator   string  // of the columns, for people: "comma"
	FileColumn  string  // by its name, or "column 2" where the file has no header
	ScoreColumn string  // the same
	Labels      []Label // what else people were asked for that a scorer measures
	Unused      []string
	Rows        int // with a rating; of several with the same file the mean is taken
	Unrated     int // rows that name a file and hold no score
	Ratings     []Rating
}

// Label is a column beside the score.
type Label struct {
	Column  string
	Measure string // what it is compared with: Overall or an attribute's key
}

// Overall is the Measure of a label that speaks of the whole photo.
const Overall = "overall"

// Rating is what people said of one photo.
type Rating struct {
	File   string    // as it is written, often without a folder and sometimes without an extension
	Line   int       // on which it stands first
	Score  float64   // in people's units, higher is better; a mean where Votes is above 1
	Votes  int       // rows that it is the mean of
	Group  string    // of the group column, that of the first row; "" where none was named
	Labels []float64 // one for each of Table.Labels, NaN where there is none
}

// mean collects the rows of one file.
type mean struct {
	file   string
	line   int
	group  string
	score  float64
	votes  int
	labels []float64
	counts []int
}

// collector joins rows of the same file, in the order of the first of each.
type collector struct {
	labels int
	at     map[string]int
	means  []mean
}

func newCollector(labels int) *collector { return &collector{labels: labels, at: map[string]int{}} }

func (c *collector) add(r *row) {
	i, known := c.at[r.file]
	if !known {
		i = len(c.means)
		c.at[r.file] = i
		c.means = append(c.means, mean{file: r.file, line: r.line, group: r.group, labels: make([]float64, c.labels), counts: make([]int, c.labels)})
	}
	m := &c.means[i]
	m.score += r.score
	m.votes++
	for k, v := range r.labels {
		if v.known {
			m.labels[k] += v.value
			m.counts[k]++
		}
	}
}

func (c *collector) ratings() []Rating {
	out := make([]Rating, len(c.means))
	for i, m := range c.means {
		for k, n := range m.counts {
			m.labels[k] /= float64(n) // 0/0 is the NaN of a label that nobody gave
		}
		out[i] = Rating{File: m.file, Line: m.line, Score: m.score / float64(m.votes), Votes: m.votes, Group: m.group, Labels: m.labels}
	}
	return out
}
