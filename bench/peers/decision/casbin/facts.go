package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
)

type person struct {
	Employer      string   `json:"employer"`
	Nationalities []string `json:"nationalities"`
	Level         string   `json:"level"`
	Categories    []string `json:"categories"`
	Communities   []string `json:"communities"`
}

// facts.json, as bench/peers/README.md has it.
type facts struct {
	Nations  []string            `json:"nations"`
	Groups   map[string][]string `json:"groups"`
	Policies map[string]struct {
		Levels     []string `json:"levels"`
		Free       string   `json:"free"`
		Categories []string `json:"categories"`
	} `json:"policies"`
	Delegations []struct {
		By   string   `json:"by"`
		To   []string `json:"to"`
		UpTo string   `json:"up_to"`
	} `json:"delegations"`
	Authority   []string `json:"authority"`
	Instruments []struct {
		Parties    []string `json:"parties"`
		Categories []string `json:"categories"`
		Rows       []struct {
			From  string `json:"from"`
			Level string `json:"level"`
			To    string `json:"to"`
			As    string `json:"as"`
		} `json:"rows"`
	} `json:"instruments"`
	Prohibitions []struct {
		From   string   `json:"from"`
		To     string   `json:"to"`
		Levels []string `json:"levels"`
	} `json:"prohibitions"`
	Persons map[string]person `json:"persons"`
}

func readFacts(file string) (*facts, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := new(facts)
	return out, json.Unmarshal(text, out)
}

// roles collects grouping rules, each once.
type roles struct {
	seen  map[string]bool
	rules [][]string
}

func (r *roles) add(rule ...string) {
	key := strings.Join(rule, "\x00")
	if !r.seen[key] {
		r.seen[key] = true
		r.rules = append(r.rules, rule)
	}
}

// covered has every role that an instrument listing these gives: of ALPHA "lists " and "lists ALPHA".
func covered(categories []string) []string {
	out := []string{"lists "}
	for _, each := range categories {
		for _, shorter := range out {
			if shorter == "lists " {
				out = append(out, shorter+each)
			} else {
				out = append(out, shorter+"+"+each)
			}
		}
	}
	return out
}

func (f *facts) nationsIn(party string) []string {
	members, group := f.Groups[party]
	if !group {
		return []string{party}
	}
	var out []string
	for _, each := range members {
		out = append(out, f.nationsIn(each)...)
	}
	return out
}

// cleared gives a role to the persons of a party who are cleared for a level of it or a higher one, through a role for each of these levels.
func (f *facts) cleared(out *roles, staff map[string][]string, party, level, role, domain string) {
	levels := f.Policies[party].Levels
	for index, each := range levels[:slices.Index(levels, level)+1] {
		if index > 0 {
			out.add(party+" "+levels[index-1], party+" "+each, domain)
		}
		for _, id := range staff[party+" "+each] {
			out.add(id, party+" "+each, domain)
		}
	}
	out.add(party+" "+level, role, domain)
}

// inDomains has the rules of g.
func (f *facts) inDomains() [][]string {
	out := &roles{seen: map[string]bool{}}
	staff := map[string][]string{}
	for id, each := range f.Persons {
		key := each.Employer + " " + each.Level
		staff[key] = append(staff[key], id)
	}
	for owner, policy := range f.Policies {
		for _, level := range policy.Levels {
			out.add(owner, "home", owner+"/"+level)
			f.cleared(out, staff, owner, level, "home", owner+"/"+level)
		}
	}
	for _, each := range f.Delegations {
		levels := f.Policies[each.By].Levels
		for _, level := range levels[slices.Index(levels, each.UpTo):] {
			for _, to := range each.To {
				for _, nation := range f.nationsIn(to) {
					out.add(nation, "delegate", each.By+"/"+level)
				}
			}
		}
	}
	for _, each := range f.Prohibitions {
		for _, level := range each.Levels {
			out.add(each.To, "prohibited", each.From+"/"+level)
		}
	}
	f.addInstruments(out, staff)
	return out.rules
}

func (f *facts) addInstruments(out *roles, staff map[string][]string) {
	for _, instrument := range f.Instruments {
		for _, row := range instrument.Rows {
			if !slices.Contains(instrument.Parties, row.From) || !slices.Contains(instrument.Parties, row.To) {
				continue
			}
			var listed []string
			for _, category := range instrument.Categories {
				if name, found := strings.CutPrefix(category, row.From+":"); found {
					listed = append(listed, name)
				}
			}
			for _, role := range covered(listed) {
				out.add(row.To, role, row.From+"/"+row.Level)
				f.cleared(out, staff, row.To, row.As, role, row.From+"/"+row.Level)
			}
		}
	}
}

// inGroups has the rules of g2.
func (f *facts) inGroups() [][]string {
	out := &roles{seen: map[string]bool{}}
	for group, members := range f.Groups {
		for _, each := range members {
			out.add(each, group)
		}
	}
	return out.rules
}
