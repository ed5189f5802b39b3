package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Import has Neo4j's importer make a database of the set of files in dir, which
// the file arguments there tells it of, and gives a server of it for the test.
// It runs in the local Java; without one the test is skipped as with Open.
func Import(tb testing.TB, dir, arguments string) Server {
	tb.Helper()
	home := tb.TempDir()
	port, err := freePort()
	if err != nil {
		tb.Fatal(err)
	}
	command, err := javaCommand(tb.Context(), home, port)
	if err != nil {
		unavailable(tb, err)
	}
	if err := runImporter(tb.Context(), home, dir, arguments); err != nil {
		tb.Fatal(err)
	}
	r, err := start(tb.Context(), Config{Home: home, Port: port}, command)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(r.Stop)
	return r.Server
}

// runImporter runs the importer as neo4j-admin would.
func runImporter(ctx context.Context, home, dir, arguments string) error {
	java, err := exec.LookPath("java")
	if err != nil {
		return err
	}
	jars, err := install(ctx)
	if err != nil {
		return err
	}
	admin := exec.CommandContext(ctx, java, "-Xmx512m", "-XX:+UseSerialGC",
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"-cp", filepath.Join(jars, "*"), "org.neo4j.cli.AdminTool", "database", "import", "full",
		"@"+arguments, "--report-file="+filepath.Join(home, "import.report"), "neo4j")
	admin.Dir = dir
	admin.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+filepath.Join(home, "conf"))
	out, err := admin.CombinedOutput()
	if err != nil {
		return fmt.Errorf("import: %w\n%s", err, out)
	}
	return nil
}
