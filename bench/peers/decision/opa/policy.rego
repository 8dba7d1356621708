# Who may have an object. The facts are objects by key, so that each of these is a look-up; bench/peers/README.md has the rules.
package disclose

default permit := false

permit if {
	label_valid
	input.holder == input.owner
	authority
	released
	basis
	personal
}

# The party that gets it, or that vouches for the person who does.
party := input.to if data.nations[input.to]

party := data.persons[input.who].employer

at_home if party == input.owner

policy := data.policies[input.owner]

free if input.level == policy.free

label_valid if {
	policy.levels[input.level]
	every each in input.release { data.within[each] }
}

label_valid if {
	policy.levels[input.level]
	not input.release
}

authority if at_home

authority if not data.delegates[input.owner]

authority if {
	count(input.categories) == 0
	some each in data.within[party]
	data.delegates[input.owner][input.level][each]
}

released if at_home

released if admitted(party)

admitted(nation) if {
	not input.noforn
	some each in input.release
	data.members[each][nation]
}

admitted(_) if {
	not input.noforn
	not input.release
	free
	count(input.categories) == 0
}

basis if free

basis if {
	at_home
	cleared_at_home
}

basis if {
	not data.prohibited[input.owner][input.level][party]
	some row in data.rows[input.owner][input.level][party]
	every each in input.categories { row.lists[each] }
	cleared_for(row)
}

cleared_at_home if not input.who

cleared_at_home if policy.levels[data.persons[input.who].level] >= policy.levels[input.level]

cleared_for(_) if not input.who

cleared_for(row) if data.policies[party].levels[data.persons[input.who].level] >= data.policies[party].levels[row.as]

personal if not input.who

personal if {
	nationality
	every each in input.categories { data.persons[input.who].categories[concat(":", [input.owner, each])] }
	need_to_know
}

nationality if {
	every each in data.persons[input.who].others { nation_admitted(each) }
}

nation_admitted(nation) if nation == input.owner

nation_admitted(nation) if admitted(nation)

need_to_know if free

need_to_know if {
	some each in input.communities
	data.persons[input.who].communities[each]
}
