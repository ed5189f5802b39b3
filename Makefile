# make without a target lists the targets.
.DEFAULT_GOAL := help
STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.7.0

.PHONY: help build unit test race check audit schemathesis bench bench-load bench-memory bench-questions bench-api neo4j readback

help: ## list the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

build: ## make the static binary bin/unigraph
	CGO_ENABLED=0 go build -trimpath -o bin/unigraph ./cmd/unigraph

unit: ## pass the tests that need neither a server nor minutes
	UNIGRAPH_TEST_NEO4J=none go test -short ./...

test: ## pass all tests; those with Neo4j start a server of their own
	go test ./...

race: ## pass all tests under the race detector, but for those that take minutes
	go test -race -short ./...

check: ## all that has to be green before a commit
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	$(STATICCHECK) ./...
	go generate ./...
	git diff --exit-code -- graph loader/gazetteer/data loader/extract/weights.txt
	go mod tidy -diff
	go test -race -short ./...

audit: ## pass the audits of npm graphql-http for GraphQL over HTTP
	@command -v npm >/dev/null || { echo "npm is missing: no audit"; exit 0; }; \
	npm --prefix testdata/audit install --no-audit --no-fund --no-package-lock --silent && go test -count=1 -run TestAudits -v ./server

schemathesis: build ## put 200 made-up questions an operation to the service, none of which may fail in it
	test -x bin/venv/bin/python || python3 -m venv bin/venv
	bin/venv/bin/pip -q install schemathesis==4.32.5
	testdata/schemathesis/run.sh bin/venv/bin/st bin/unigraph

bench: ## words read a second, lines matched, the stores against their raw drivers
	go test -run '^$$' -bench . -cpu 1 ./loader/link ./loader/gazetteer/...
	go test -run '^$$' -bench . ./store/...

bench-questions: ## ask both engines the questions of the trade, and the bare databases the same (UNIGRAPH_BENCH_TURNS)
	go test -run '^$$' -bench Questions -benchtime 1x -timeout 2h ./store

bench-load: ## load generated exports into each store, 100,000 articles at most and a million in a full one (UNIGRAPH_BENCH_ARTICLES, UNIGRAPH_BENCH_STORED)
	go test -run '^$$' -bench Load -benchtime 1x -timeout 2h ./cmd/unigraph

bench-memory: ## load an export of 10 GiB and measure the memory, for an hour or two (UNIGRAPH_BENCH_GIB)
	go test -run '^$$' -bench Memory -benchtime 1x -timeout 12h ./cmd/unigraph

bench-api: build ## measure the service beside raw Bolt and @neo4j/graphql, on 20,000 universities in a real Neo4j
	mkdir -p bin/bench-api/peer && cp bench/peers/* bin/bench-api/peer
	npm --prefix bin/bench-api/peer install --no-audit --no-fund --no-package-lock --silent
	go run ./bench

neo4j: ## run a real Neo4j by hand, until interrupted
	go run ./internal/neo4jtest/cmd/neo4j

readback: build ## read exports of the samples back with networkx and a spreadsheet library of Python
	rm -rf bin/readback && mkdir -p bin/readback
	test -x bin/venv/bin/python || python3 -m venv bin/venv
	bin/venv/bin/pip -q install networkx==3.4.2 tablib==3.8.0
	bin/unigraph load --store sqlite:bin/readback/unigraph.db examples/articles
	bin/unigraph export --store sqlite:bin/readback/unigraph.db --format csv > bin/readback/agreements.csv
	bin/unigraph export --store sqlite:bin/readback/unigraph.db --format graphml > bin/readback/network.graphml
	bin/unigraph export --store sqlite:bin/readback/unigraph.db --format gexf > bin/readback/network.gexf
	bin/venv/bin/python testdata/readback/readback.py bin/readback
