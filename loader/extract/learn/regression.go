package main

import (
	"bufio"
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"

	"gonum.org/v1/gonum/optimize"

	"unigraph"
	"unigraph/loader/extract"
)

// examples are the candidates of one relation in all lessons, each a row of
// feature indexes; column 0 is always there.
type examples struct {
	features map[string]int
	rows     [][]int
	right    []bool // of each row: whether the lesson states that
}

// addExamples adds the candidates that a lesson has in them, with what it says of each.
func addExamples(all map[string]*examples, l lesson, r unigraph.Reading, cs []extract.Candidate) {
	for _, c := range cs {
		is, counts := l.label(c.Relation, r.Referents[c.Subject], r.Referents[c.Object])
		if !counts {
			continue
		}
		e := all[c.Relation]
		if e == nil {
			e = &examples{features: map[string]int{"\t\t": 0}}
			all[c.Relation] = e
		}
		row := []int{0}
		for _, f := range c.Features {
			if _, ok := e.features[f]; !ok {
				e.features[f] = len(e.features)
			}
			row = append(row, e.features[f])
		}
		e.rows, e.right = append(e.rows, row), append(e.right, is)
	}
}

const (
	rare     = 4    // features in fewer rows are left out
	ridge    = 5.0  // strength of the penalty on the squares of weights
	smallest = 0.02 // weights nearer to zero are left out
)

// learn gives the weights of the features, by logistic regression.
func (e *examples) learn() ([]float64, error) {
	e.dropRare()
	return e.regress()
}

// dropRare takes the features out that few rows have.
func (e *examples) dropRare() {
	in := make([]int, len(e.features))
	for _, row := range e.rows {
		for _, f := range row {
			in[f]++
		}
	}
	for n, row := range e.rows {
		e.rows[n] = slices.DeleteFunc(row, func(f int) bool { return in[f] < rare })
	}
}

// regress minimises the logistic loss of the rows with a ridge penalty.
func (e *examples) regress() ([]float64, error) {
	loss := func(grad, w []float64) float64 {
		sum := 0.0
		for k, x := range w {
			sum += ridge / 2 * x * x
			if grad != nil {
				grad[k] = ridge * x
			}
		}
		for n, row := range e.rows {
			z, y := dot(w, row), 0.0
			if e.right[n] {
				y = 1
			}
			sum += math.Log1p(math.Exp(-math.Abs(z))) + max(z, 0) - y*z
			if grad != nil {
				step := 1/(1+math.Exp(-z)) - y
				for _, f := range row {
					grad[f] += step
				}
			}
		}
		return sum
	}
	problem := optimize.Problem{Func: func(w []float64) float64 { return loss(nil, w) }, Grad: func(grad, w []float64) { loss(grad, w) }}
	found, err := optimize.Minimize(problem, make([]float64, len(e.features)), &optimize.Settings{GradientThreshold: 1e-2, MajorIterations: 300}, &optimize.LBFGS{})
	if err != nil {
		return nil, err
	}
	return found.X, nil
}

func dot(w []float64, row []int) (sum float64) {
	for _, f := range row {
		sum += w[f]
	}
	return sum
}

// writeWeights learns from the examples and writes a line for each weight, in order.
func writeWeights(to string, all map[string]*examples) error {
	var lines []string
	for relation, e := range all {
		w, err := e.learn()
		if err != nil {
			return fmt.Errorf("%s: %w", relation, err)
		}
		for f, n := range e.features {
			if math.Abs(w[n]) >= smallest {
				lines = append(lines, fmt.Sprintf("%s\t%s\t%.2f\n", relation, f, w[n]))
			}
		}
	}
	slices.SortFunc(lines, cmp.Compare[string])
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for _, l := range lines {
		w.WriteString(l) // Flush tells of errors
	}
	return cmp.Or(w.Flush(), out.Close())
}
