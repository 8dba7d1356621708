// casbin as a peer of bench/peers: roles in domains for what the facts say, functions for what a request says.
package main

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/casbin/casbin/v3"
	"github.com/casbin/casbin/v3/model"
	"github.com/casbin/casbin/v3/persist"
)

//go:embed model.conf
var modelText string

//go:embed policy.csv
var policyText string

type work struct {
	enforcer *casbin.Enforcer
	requests [][]any
}

// A line of the input.
type asked struct {
	To          string   `json:"to"`
	Who         string   `json:"who"`
	Owner       string   `json:"owner"`
	Holder      string   `json:"holder"`
	Level       string   `json:"level"`
	Categories  []string `json:"categories"`
	NoForeign   bool     `json:"noforn"`
	Release     []string `json:"release"`
	Communities []string `json:"communities"`
}

// request has the subject, its party, the domain and the object.
func (a *asked) request(f *facts) []any {
	o := &object{Owner: a.Owner, Holder: a.Holder, Level: a.Level, Lists: "lists " + strings.Join(a.Categories, "+"),
		NoForeign: a.NoForeign, Marked: a.Release != nil, Release: a.Release, Communities: a.Communities}
	for _, category := range a.Categories {
		o.Categories = append(o.Categories, a.Owner+":"+category)
	}
	subject, party := a.To, a.To
	if a.Who != "" {
		subject, party = a.Who, f.Persons[a.Who].Employer
	}
	return []any{subject, party, a.Owner + "/" + a.Level, o}
}

func enforcer(f *facts) (*casbin.Enforcer, error) {
	read, err := model.NewModelFromString(modelText)
	if err != nil {
		return nil, err
	}
	for _, line := range strings.Split(strings.TrimSpace(policyText), "\n") {
		if err := persist.LoadPolicyLine(line, read); err != nil {
			return nil, err
		}
	}
	out, err := casbin.NewEnforcer(read)
	if err != nil {
		return nil, err
	}
	if _, err := out.AddNamedGroupingPolicies("g", f.inDomains()); err != nil {
		return nil, err
	}
	if _, err := out.AddNamedGroupingPolicies("g2", f.inGroups()); err != nil {
		return nil, err
	}
	knownOf(f, out).addTo(out)
	return out, nil
}

func open(input string) (*work, error) {
	f, err := readFacts(filepath.Join(filepath.Dir(input), "decision/facts.json"))
	if err != nil {
		return nil, err
	}
	out := &work{}
	if out.enforcer, err = enforcer(f); err != nil {
		return nil, err
	}
	file, err := os.Open(input)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var line asked
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, err
		}
		out.requests = append(out.requests, line.request(f))
	}
	return out, nil
}

func (w *work) answers() error {
	for _, request := range w.requests {
		permit, err := w.enforcer.Enforce(request...)
		if err != nil {
			return err
		}
		fmt.Println(map[bool]string{true: "permit", false: "deny"}[permit])
	}
	return nil
}

func (w *work) passes(seconds float64) (int, float64, error) {
	count, taken, begun := 0, 0.0, time.Now()
	for taken < seconds || count == 0 {
		for _, request := range w.requests {
			if _, err := w.enforcer.Enforce(request...); err != nil {
				return 0, 0, err
			}
		}
		count++
		taken = time.Since(begun).Seconds()
	}
	return count, taken, nil
}

func (w *work) time(asked string) error {
	seconds, err := strconv.ParseFloat(asked, 64)
	if err != nil {
		return err
	}
	if _, _, err := w.passes(seconds); err != nil { // warm
		return err
	}
	count, taken, err := w.passes(seconds)
	if err == nil {
		fmt.Printf("{\"passes\": %d, \"seconds\": %.9f}\n", count, taken)
	}
	return err
}

func version() string {
	built, _ := debug.ReadBuildInfo()
	for _, module := range built.Deps {
		if strings.HasPrefix(module.Path, "github.com/casbin/casbin/") {
			return strings.TrimPrefix(module.Version, "v")
		}
	}
	return "unknown"
}

func run(words []string) error {
	if len(words) == 1 && words[0] == "describe" {
		fmt.Printf(`{"peer": "casbin", "version": %q, "language": "Go", "works": ["decide/disclose", "decide/disclose/persons"]}`+"\n", version())
		return nil
	}
	if len(words) < 3 {
		return fmt.Errorf("usage: casbin-peer describe | answers WORK INPUT | time WORK INPUT SECONDS")
	}
	opened, err := open(words[2])
	if err != nil {
		return err
	}
	if words[0] == "time" && len(words) == 4 {
		return opened.time(words[3])
	}
	return opened.answers()
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
