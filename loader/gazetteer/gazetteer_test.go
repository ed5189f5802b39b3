package gazetteer

import "testing"

func TestScanX(t *testing.T) {
	g := Default()
	text := "DUT and Xinjiang Normal University in China. Dalian University of Technology's friend (UANSR) with Dalian University of Foo; Xi’an Jiaotong University"
	for _, h := range g.Scan(text) {
		t.Log(text[h.Start:h.End], h.Entries[0].Entity.ID)
	}
}
func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		read(embedded)
	}
}
