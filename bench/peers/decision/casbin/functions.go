package main

import "github.com/casbin/casbin/v3"

// object is what is asked about, as a request states it.
type object struct {
	Owner      string
	Holder     string
	Level      string
	Categories []string // with their owner's name before them
	Lists      string   // the role of an instrument that lists them all
	NoForeign  bool
	Marked     bool // a release is marked
	Release    []string

	Communities []string
}

type set map[string]bool

func setOf(members []string) set {
	out := set{}
	for _, each := range members {
		out[each] = true
	}
	return out
}

type recorded struct {
	others      []string
	categories  set
	communities set
}

// known is what the functions of the matcher look up.
type known struct {
	nations      set
	parties      set
	levels       set // "XAA/SECRET"
	free         set // likewise
	byDelegation set
	persons      map[string]recorded
	inGroup      func(nation, group string) bool
}

func knownOf(f *facts, enforcer *casbin.Enforcer) *known {
	out := &known{nations: setOf(f.Nations), parties: setOf(f.Nations), levels: set{}, free: set{}, byDelegation: setOf(f.Authority), persons: map[string]recorded{}}
	for group := range f.Groups {
		out.parties[group] = true
	}
	for owner, policy := range f.Policies {
		for _, level := range policy.Levels {
			out.levels[owner+"/"+level] = true
		}
		out.free[owner+"/"+policy.Free] = true
	}
	for id, person := range f.Persons {
		each := recorded{categories: setOf(person.Categories), communities: setOf(person.Communities)}
		for _, nation := range person.Nationalities {
			if nation != person.Employer {
				each.others = append(each.others, nation)
			}
		}
		out.persons[id] = each
	}
	manager := enforcer.GetNamedRoleManager("g2")
	out.inGroup = func(nation, group string) bool {
		within, err := manager.HasLink(nation, group)
		return err == nil && within
	}
	return out
}

func (k *known) labelValid(o *object) bool {
	for _, party := range o.Release {
		if !k.parties[party] {
			return false
		}
	}
	return k.levels[o.Owner+"/"+o.Level]
}

func (k *known) isFree(o *object) bool {
	return k.free[o.Owner+"/"+o.Level]
}

func (k *known) admitted(nation string, o *object) bool {
	if o.NoForeign {
		return false
	}
	for _, party := range o.Release {
		if party == nation || k.inGroup(nation, party) {
			return true
		}
	}
	return !o.Marked && len(o.Categories) == 0 && k.isFree(o)
}

func (k *known) nationality(id string, o *object) bool {
	for _, nation := range k.persons[id].others {
		if nation != o.Owner && !k.admitted(nation, o) {
			return false
		}
	}
	return true
}

func (k *known) readIn(id string, o *object) bool {
	for _, category := range o.Categories {
		if !k.persons[id].categories[category] {
			return false
		}
	}
	return true
}

func (k *known) needToKnow(id string, o *object) bool {
	for _, community := range o.Communities {
		if k.persons[id].communities[community] {
			return true
		}
	}
	return k.isFree(o)
}

func (k *known) addTo(enforcer *casbin.Enforcer) {
	enforcer.AddFunction("known", func(words ...any) (any, error) { return k.nations[words[0].(string)], nil })
	enforcer.AddFunction("byDelegation", func(words ...any) (any, error) { return k.byDelegation[words[0].(string)], nil })
	enforcer.AddFunction("free", func(words ...any) (any, error) { return k.isFree(words[0].(*object)), nil })
	enforcer.AddFunction("labelValid", func(words ...any) (any, error) { return k.labelValid(words[0].(*object)), nil })
	for name, function := range map[string]func(string, *object) bool{"admitted": k.admitted, "nationality": k.nationality, "readIn": k.readIn, "needToKnow": k.needToKnow} {
		enforcer.AddFunction(name, func(words ...any) (any, error) { return function(words[0].(string), words[1].(*object)), nil })
	}
}
