package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const version = "5.26.30"

// pom asks Maven for the jars of the Community server.
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>unigraph</groupId>
  <artifactId>neo4j</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>` + version + `</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>` + version + `</version></dependency>
  </dependencies>
</project>
`

// configuration of a small server that listens for Bolt alone. Its transaction
// logs keep no history.
const configuration = `server.bolt.listen_address=127.0.0.1:%[1]d
server.bolt.advertised_address=127.0.0.1:%[1]d
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=keep_none
`

// javaCommand writes the configuration and gives the command line of the
// server from Maven Central.
func javaCommand(ctx context.Context, home string, port int) ([]string, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, err
	}
	jars, err := install(ctx)
	if err != nil {
		return nil, err
	}
	conf := filepath.Join(home, "conf")
	if err := os.MkdirAll(conf, 0o755); err != nil {
		return nil, err
	}
	file := filepath.Join(conf, "neo4j.conf")
	if err := os.WriteFile(file, fmt.Appendf(nil, configuration, port), 0o644); err != nil {
		return nil, err
	}
	return []string{
		java, "-Xms1g", "-Xmx1g", "-Xmn512m", "-XX:+UseSerialGC", // room for the garbage of one big transaction
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
		"-cp", filepath.Join(jars, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir=" + home, "--config-dir=" + conf,
	}, nil
}

// install gives the folder of the server's jars, downloading them on first use.
// Several test binaries may call it at once: each fills a folder of its own, and
// the first to finish names it.
func install(ctx context.Context) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	root := filepath.Join(cache, "unigraph", "neo4j-"+version)
	jars := filepath.Join(root, "lib")
	if _, err := os.Stat(jars); err == nil {
		return jars, nil
	}
	if err := os.MkdirAll(root, 0o755); err != nil {
		return "", err
	}
	tmp, err := os.MkdirTemp(root, "download-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	if err := download(ctx, tmp); err != nil {
		return "", err
	}
	err = os.Rename(filepath.Join(tmp, "lib"), jars)
	if _, statErr := os.Stat(jars); statErr != nil {
		return "", err
	}
	return jars, nil
}

func download(ctx context.Context, dir string) error {
	file := filepath.Join(dir, "pom.xml")
	if err := os.WriteFile(file, []byte(pom), 0o644); err != nil {
		return err
	}
	mvn := exec.CommandContext(ctx, "mvn", "--batch-mode", "--quiet", "--file", file, "dependency:copy-dependencies",
		"-DincludeScope=runtime", "-DoutputDirectory="+filepath.Join(dir, "lib"))
	if out, err := mvn.CombinedOutput(); err != nil {
		return fmt.Errorf("mvn: %w: %s", err, lastLine(out))
	}
	return nil
}
