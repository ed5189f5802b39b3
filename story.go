package unigraph

import (
	"cmp"
	"slices"
)

// Stories parts articles into stories: an article and its copies, as agencies
// and newsletters spread them. Whoever counts sources counts stories. The result
// depends on the set of articles alone: stories and the ids in each are sorted,
// and copies of copies are of one story.
func Stories(articles []Article) [][]ArticleID {
	articles = slices.Clone(articles)
	slices.SortFunc(articles, func(a, b Article) int {
		return cmp.Or(cmp.Compare(a.Sketch, b.Sketch), cmp.Compare(a.ID, b.ID))
	})
	// Equal sketches stand side by side, so that each is compared once.
	story := make([]int, len(articles)) // of the first article of a sketch: another of the same story, or itself
	bands := map[band][]int{}
	for i, a := range articles {
		story[i] = i
		if i > 0 && a.Sketch != "" && a.Sketch == articles[i-1].Sketch {
			join(story, i, i-1)
			continue
		}
		for _, b := range a.Sketch.bands() {
			for _, j := range bands[b] {
				if root(story, i) != root(story, j) && a.Sketch.Like(articles[j].Sketch) {
					join(story, i, j)
				}
			}
			bands[b] = append(bands[b], i)
		}
	}
	byRoot := map[int][]ArticleID{}
	for i, a := range articles {
		byRoot[root(story, i)] = append(byRoot[root(story, i)], a.ID)
	}
	stories := make([][]ArticleID, 0, len(byRoot))
	for _, ids := range byRoot {
		slices.Sort(ids)
		stories = append(stories, ids)
	}
	slices.SortFunc(stories, func(a, b []ArticleID) int { return cmp.Compare(a[0], b[0]) })
	return stories
}

// A band is a part of a sketch, and where it stands. Copies have one in common.
type band struct {
	at    int
	bytes [bandSize]byte
}

func (s Sketch) bands() []band {
	var bands []band
	for part := range slices.Chunk(s.bytes(), bandSize) {
		bands = append(bands, band{len(bands), [bandSize]byte(part)})
	}
	return bands
}

// root finds what stands for the story of i.
func root(story []int, i int) int {
	for story[i] != i {
		story[i] = story[story[i]]
		i = story[i]
	}
	return i
}

func join(story []int, i, j int) { story[root(story, i)] = root(story, j) }
