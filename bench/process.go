package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"unigraph/internal/neo4jtest"
)

// A process is a server that runs beside this program.
type process struct {
	command *exec.Cmd
	address string
}

// start runs a server, which says on its first line where it listens, after prefix.
func start(prefix string, command *exec.Cmd) (*process, error) {
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	var problems bytes.Buffer
	command.Stderr = &problems
	if err := command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	address, ok := strings.CutPrefix(strings.TrimSpace(line), prefix)
	if err != nil || !ok {
		_ = command.Process.Kill() // it has ended, or is of no use
		return nil, errors.Join(fmt.Errorf("%s: %s", command, line), command.Wait(), errors.New(problems.String()))
	}
	return &process{command, address}, nil
}

// serve runs the binary on a store, with so many MiB for answers.
func serve(binary, store string, cache int, environment ...string) (*process, error) {
	command := exec.Command(binary, "serve", "--store", store, "--addr", "127.0.0.1:0", "--cache", strconv.Itoa(cache))
	command.Env = append(os.Environ(), environment...)
	p, err := start("Ask at http://", command)
	if err == nil {
		p.address = strings.TrimSuffix(p.address, "/playground")
	}
	return p, err
}

func (p *process) dial() (net.Conn, error) { return net.Dial("tcp", p.address) }

// memory is the most that it has had resident, in MiB; 0 if that is unknown.
func (p *process) memory() int {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kib, _, _ := strings.Cut(strings.TrimSpace(after), " ")
	n, _ := strconv.Atoi(kib)
	return n >> 10
}

// cpu is how much of the processors it has had; 0 if that is unknown.
func (p *process) cpu() time.Duration {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	_, after, _ := strings.Cut(string(stat), ") ") // its name may hold blanks
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / 100 // Linux counts in hundredths
}

func (p *process) stop() {
	_ = p.command.Process.Signal(os.Interrupt)
	_ = p.command.Wait() // its status after a signal says nothing
}

// startPeer runs the peer that is installed in a folder.
func startPeer(folder string, database neo4jtest.Server) (*process, error) {
	command := exec.Command("node", "server.js", database.URL, database.Username, database.Password)
	command.Dir = folder
	command.Env = append(os.Environ(), "NODE_ENV=production")
	return start("", command)
}
