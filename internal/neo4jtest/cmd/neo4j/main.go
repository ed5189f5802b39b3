// Command neo4j runs the Neo4j server of the tests by hand. It keeps its data
// in a folder and stops on an interrupt.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"unigraph/internal/neo4jtest"
)

func main() {
	home := flag.String("home", ".neo4j", "folder of the server's data")
	port := flag.Int("port", 7687, "Bolt port; 0 picks a free one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *home, *port); err != nil {
		fmt.Fprintln(os.Stderr, "neo4j:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, home string, port int) error {
	fmt.Println("starting Neo4j; the first time this downloads it")
	server, err := neo4jtest.Start(ctx, neo4jtest.Config{Home: home, Port: port})
	if err != nil {
		return err
	}
	defer server.Stop()
	fmt.Printf("%s\nexport NEO4J_USERNAME=%s NEO4J_PASSWORD=%s\nCtrl-C stops it\n", server.URL, server.Username, server.Password)
	<-ctx.Done()
	return nil
}
