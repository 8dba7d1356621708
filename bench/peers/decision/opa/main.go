// OPA as a peer of bench/peers: one prepared query, the facts in its store, requests as parsed input.
package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/version"
)

//go:embed policy.rego
var policy string

type work struct {
	query    rego.PreparedEvalQuery
	requests []ast.Value
}

func open(input string) (*work, error) {
	data, err := readFacts(filepath.Join(filepath.Dir(input), "decision/facts.json"))
	if err != nil {
		return nil, err
	}
	store := inmem.NewFromObjectWithOpts(data, inmem.OptReturnASTValuesOnRead(true))
	query, err := rego.New(rego.Query("data.disclose.permit"), rego.Module("policy.rego", policy), rego.Store(store)).PrepareForEval(context.Background())
	if err != nil {
		return nil, err
	}
	file, err := os.Open(input)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	out := &work{query: query}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var asked any
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			return nil, err
		}
		value, err := ast.InterfaceToValue(asked)
		if err != nil {
			return nil, err
		}
		out.requests = append(out.requests, value)
	}
	return out, nil
}

func (w *work) permits(request ast.Value) (bool, error) {
	results, err := w.query.Eval(context.Background(), rego.EvalParsedInput(request))
	return err == nil && results.Allowed(), err
}

func (w *work) answers() error {
	for _, request := range w.requests {
		permit, err := w.permits(request)
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
			if _, err := w.permits(request); err != nil {
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

func run(words []string) error {
	if len(words) == 1 && words[0] == "describe" {
		fmt.Printf(`{"peer": "opa", "version": %q, "language": "Go", "works": ["decide/disclose", "decide/disclose/persons"]}`+"\n", version.Version)
		return nil
	}
	if len(words) < 3 {
		return fmt.Errorf("usage: opa-peer describe | answers WORK INPUT | time WORK INPUT SECONDS")
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
