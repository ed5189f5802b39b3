package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// The user that every started server has. It listens on the loopback interface only.
const (
	username        = "neo4j"
	initialPassword = "neo4j"
	password        = "unigraph-neo4j"
)

// A Config says how to start a server.
type Config struct {
	Home      string // folder of the server's files; made if missing
	Temporary bool   // whether to delete Home when the server has stopped
	Port      int    // to listen on for Bolt; 0 picks a free one
}

// Running is a started server. It stops when Stop is called or this process
// ends, be it killed.
type Running struct {
	Server
	leash      io.Closer // the server lives as long as this pipe is open
	supervisor *exec.Cmd
}

// Start runs Neo4j in a container or in a local Java and waits until it
// answers. A container keeps nothing in Home but its log.
func Start(ctx context.Context, c Config) (*Running, error) {
	home, err := filepath.Abs(c.Home)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(home, 0o755); err != nil {
		return nil, err
	}
	if c.Port == 0 {
		if c.Port, err = freePort(); err != nil {
			return nil, err
		}
	}
	c.Home = home
	command, err := serverCommand(ctx, home, c.Port)
	if err != nil {
		return nil, err
	}
	return start(ctx, c, command)
}

// start runs the command of a server and waits until it answers.
func start(ctx context.Context, c Config, command []string) (*Running, error) {
	r, err := supervise(c.Home, c.Temporary, command)
	if err != nil {
		return nil, err
	}
	r.Server = Server{URL: fmt.Sprintf("bolt://127.0.0.1:%d", c.Port), Username: username, Password: password}
	if err := r.waitReady(ctx, c.Home); err != nil {
		r.Stop()
		return nil, err
	}
	return r, nil
}

// Stop ends the server and waits until it has.
func (r *Running) Stop() {
	r.leash.Close()
	_ = r.supervisor.Wait() // the server's exit status after a signal says nothing
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// serverCommand gives the command line of a server for port, having downloaded
// what it needs.
func serverCommand(ctx context.Context, home string, port int) ([]string, error) {
	if exec.CommandContext(ctx, "docker", "info").Run() == nil {
		return dockerCommand(ctx, port)
	}
	return javaCommand(ctx, home, port)
}

const image = "neo4j:5.26-community"

func dockerCommand(ctx context.Context, port int) ([]string, error) {
	if out, err := exec.CommandContext(ctx, "docker", "pull", "--quiet", image).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("docker pull %s: %w: %s", image, err, lastLine(out))
	}
	return []string{"docker", "run", "--rm", "--publish", fmt.Sprintf("127.0.0.1:%d:7687", port), image}, nil
}

// logFile in its home is what a server prints.
const logFile = "server.log"

// superviseScript runs a server until it ends by itself or standard input does,
// which is when this process closes the pipe or dies. The server and its watch
// are process groups of their own, out of reach of an interrupt from the
// terminal and of whoever kills this process with its group.
const superviseScript = `
set -m
trap '' INT HUP
home=$1 temporary=$2; shift 2
exec 3<&0
"$@" 3<&- </dev/null >"$home/server.log" 2>&1 & server=$!
{
  read -r _
  kill $server
  while kill -0 $server; do sleep 0.1; done
  if [ "$temporary" = true ]; then rm -rf "$home"; fi
} <&3 >/dev/null 2>&1 & watch=$!
wait $server
echo stopped >>"$home/server.log"
wait $watch
`

func supervise(home string, temporary bool, command []string) (*Running, error) {
	args := append([]string{"-c", superviseScript, "neo4j", home, fmt.Sprint(temporary)}, command...)
	supervisor := exec.Command("sh", args...)
	leash, err := supervisor.StdinPipe()
	if err != nil {
		return nil, err
	}
	_ = os.Remove(filepath.Join(home, logFile)) // the end of an earlier server must not be read as that of this one
	return &Running{leash: leash, supervisor: supervisor}, supervisor.Start()
}

// waitReady returns when the server answers queries, or with the end of its log
// when it gave up.
func (r *Running) waitReady(ctx context.Context, home string) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		err := r.login(ctx)
		if err == nil {
			return nil
		}
		log, _ := os.ReadFile(filepath.Join(home, logFile))
		if head, stopped := strings.CutSuffix(string(log), "stopped\n"); stopped {
			return fmt.Errorf("the server stopped: %s", lastLine([]byte(head)))
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-tick.C:
		}
	}
}

// login replaces the initial password where that was not done before, and asks
// a first query.
func (r *Running) login(ctx context.Context) error {
	err := r.do(ctx, initialPassword, "system", "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
		map[string]any{"old": initialPassword, "new": r.Password})
	var refused *neo4j.Neo4jError
	if err != nil && !(errors.As(err, &refused) && refused.Code == "Neo.ClientError.Security.Unauthorized") {
		return err
	}
	return r.do(ctx, r.Password, "neo4j", "RETURN 1", nil)
}

func lastLine(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}
