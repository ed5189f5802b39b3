module unigraph

go 1.26.0
