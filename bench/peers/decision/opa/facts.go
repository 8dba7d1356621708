package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
)

type set = map[string]any // each member true

// facts.json, as bench/peers/README.md has it.
type facts struct {
	Nations  []string            `json:"nations"`
	Groups   map[string][]string `json:"groups"`
	Policies map[string]struct {
		Levels []string `json:"levels"`
		Free   string   `json:"free"`
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
	Persons map[string]struct {
		Employer      string   `json:"employer"`
		Nationalities []string `json:"nationalities"`
		Level         string   `json:"level"`
		Categories    []string `json:"categories"`
		Communities   []string `json:"communities"`
	} `json:"persons"`
}

func setOf(members []string) set {
	out := set{}
	for _, each := range members {
		out[each] = true
	}
	return out
}

// below is the object under a chain of keys, made where there is none.
func below(object set, keys ...string) set {
	for _, key := range keys {
		if object[key] == nil {
			object[key] = set{}
		}
		object = object[key].(set)
	}
	return object
}

// nationsIn adds the nations of a party, itself or its members at any depth.
func (f *facts) nationsIn(party string, out set) {
	members, group := f.Groups[party]
	if !group {
		out[party] = true
	}
	for _, each := range members {
		f.nationsIn(each, out)
	}
}

// document has the facts by the keys that the policy looks up: members of each party, and within which parties each is.
func (f *facts) document() set {
	out := set{"nations": setOf(f.Nations), "delegates": set{}, "prohibited": set{}, "rows": set{}}
	members, within := below(out, "members"), map[string][]any{}
	add := func(party string) {
		nations := set{}
		f.nationsIn(party, nations)
		members[party] = nations
		for nation := range nations {
			within[nation] = append(within[nation], party)
		}
	}
	for _, nation := range f.Nations {
		add(nation)
	}
	for group := range f.Groups {
		add(group)
		within[group] = append(within[group], group)
	}
	for party, parties := range within {
		below(out, "within")[party] = parties
	}
	for owner, policy := range f.Policies {
		levels := set{}
		for index, level := range policy.Levels {
			levels[level] = len(policy.Levels) - index
		}
		below(out, "policies")[owner] = set{"levels": levels, "free": policy.Free}
	}
	f.addRules(out)
	f.addPersons(out)
	return out
}

func (f *facts) addRules(out set) {
	for _, owner := range f.Authority {
		below(out, "delegates", owner)
	}
	for _, each := range f.Delegations {
		levels := f.Policies[each.By].Levels
		for _, level := range levels[slices.Index(levels, each.UpTo):] {
			for _, to := range each.To {
				below(out, "delegates", each.By, level)[to] = true
			}
		}
	}
	for _, each := range f.Prohibitions {
		for _, level := range each.Levels {
			below(out, "prohibited", each.From, level)[each.To] = true
		}
	}
	for _, instrument := range f.Instruments {
		for _, row := range instrument.Rows {
			if !slices.Contains(instrument.Parties, row.From) || !slices.Contains(instrument.Parties, row.To) {
				continue
			}
			lists := set{}
			for _, category := range instrument.Categories {
				if name, found := strings.CutPrefix(category, row.From+":"); found {
					lists[name] = true
				}
			}
			rows := below(out, "rows", row.From, row.Level)
			list, _ := rows[row.To].([]any)
			rows[row.To] = append(list, set{"lists": lists, "as": row.As})
		}
	}
}

func (f *facts) addPersons(out set) {
	for id, person := range f.Persons {
		others := []any{}
		for _, nation := range person.Nationalities {
			if nation != person.Employer {
				others = append(others, nation)
			}
		}
		below(out, "persons")[id] = set{"employer": person.Employer, "others": others, "level": person.Level,
			"categories": setOf(person.Categories), "communities": setOf(person.Communities)}
	}
}

func readFacts(file string) (set, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var read facts
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, err
	}
	return read.document(), nil
}
