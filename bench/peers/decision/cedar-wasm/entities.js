// The facts as Cedar's entities in JSON, as ../cedar/src/entities.rs has them; for each request only those that its evaluation can touch.

const uid = (type, id) => ({ type, id });
const entity = (type, id) => ({ __entity: { type, id } });

// Every text of categories that a list of them covers: of ALPHA and BRAVO "", "ALPHA", "BRAVO", "ALPHA+BRAVO".
function covered(categories) {
  return categories.reduce((out, each) => [...out, ...out.map((text) => (text === "" ? each : `${text}+${each}`))], [""]);
}

export class Store {
  constructor(facts) {
    this.facts = facts;
    this.above = new Map(); // of "Type id" the parents, likewise
    this.parties = new Set([...facts.nations, ...Object.keys(facts.groups)]);
    this.authority = new Set(facts.authority);
    this.addParties();
    this.addRules();
    this.addInstruments();
  }

  put(inner, outer) {
    if (!this.above.has(inner)) this.above.set(inner, new Set());
    this.above.get(inner).add(outer);
  }

  addParties() {
    const { groups, policies, persons } = this.facts;
    for (const [group, members] of Object.entries(groups)) {
      for (const member of members) this.put(`Party ${member}`, `Party ${group}`);
    }
    for (const [owner, { levels }] of Object.entries(policies)) {
      for (let index = 1; index < levels.length; index++) {
        this.put(`Circle ${owner}/${levels[index - 1]}/cleared`, `Circle ${owner}/${levels[index]}/cleared`);
      }
    }
    for (const [id, person] of Object.entries(persons)) this.put(`Person ${id}`, `Circle ${person.employer}/${person.level}/cleared`);
  }

  addRules() {
    for (const { from, to, levels } of this.facts.prohibitions) {
      for (const level of levels) this.put(`Party ${to}`, `Circle ${from}/${level}/prohibited`);
    }
    for (const { by, to, up_to } of this.facts.delegations) {
      const { levels } = this.facts.policies[by];
      for (const level of levels.slice(levels.indexOf(up_to))) {
        for (const each of to) this.put(`Party ${each}`, `Circle ${by}/${level}/delegates`);
      }
    }
  }

  addInstruments() {
    for (const { parties, categories, rows } of this.facts.instruments) {
      for (const { from, level, to, as } of rows) {
        if (!parties.includes(from) || !parties.includes(to)) continue;
        const listed = categories.filter((each) => each.startsWith(`${from}:`)).map((each) => each.slice(from.length + 1));
        for (const together of covered(listed)) {
          const circle = `Circle ${from}/${level}/lists ${together}`;
          this.put(`Party ${to}`, circle);
          this.put(`Circle ${to}/${as}/cleared`, circle);
        }
      }
    }
  }

  // Of the ancestors those that `wanted` has, at any height.
  ancestors(start, wanted) {
    const seen = new Set([start]);
    for (const each of seen) for (const next of this.above.get(each) ?? []) seen.add(next);
    seen.delete(start);
    return [...seen].filter((each) => wanted.has(each)).map((each) => uid(each.slice(0, each.indexOf(" ")), each.slice(each.indexOf(" ") + 1)));
  }

  party(id, wanted) {
    return { uid: uid("Party", id), parents: this.ancestors(`Party ${id}`, wanted), attrs: { party: entity("Party", id), authority: this.authority.has(id) } };
  }

  person(id, wanted) {
    const { employer, nationalities, categories, communities } = this.facts.persons[id];
    const attrs = { party: entity("Party", employer), categories, communities };
    const second = nationalities.find((nation) => nation !== employer);
    if (second) attrs.second = entity("Party", second);
    return { uid: uid("Person", id), parents: this.ancestors(`Person ${id}`, wanted), attrs };
  }

  level(owner, level, together) {
    const circle = (place) => entity("Circle", `${owner}/${level}/${place}`);
    const attrs = { free: level === this.facts.policies[owner].free, delegates: circle("delegates"), prohibited: circle("prohibited"), cleared: circle("cleared") };
    return { uid: uid("Level", `${owner}/${level}`), parents: [], attrs, tags: { [together]: circle(`lists ${together}`) } };
  }

  call(asked) {
    const { owner, level } = asked;
    const place = `${owner}/${level}`;
    const together = asked.categories.join("+");
    const wanted = new Set(["delegates", "prohibited", "cleared", `lists ${together}`].map((each) => `Circle ${place}/${each}`));
    for (const party of asked.release ?? []) wanted.add(`Party ${party}`);
    const person = this.facts.persons[asked.who];
    const parties = new Set([owner, asked.to, ...(person?.nationalities ?? [])].filter((party) => this.parties.has(party)));
    const entities = [...parties].map((party) => this.party(party, wanted));
    if (person) entities.push(this.person(asked.who, wanted));
    if (this.facts.policies[owner].levels.includes(level)) entities.push(this.level(owner, level, together));
    // Of the known parties only those that this one asks about: all 200 would cross with each call, and take most of its time.
    const known = (asked.release ?? []).filter((party) => this.parties.has(party)).map((party) => entity("Party", party));
    entities.push({ uid: uid("World", "facts"), parents: [], attrs: { known } });
    entities.push({
      uid: uid("Object", asked.id),
      parents: [],
      attrs: {
        owner: entity("Party", owner),
        holder: entity("Party", asked.holder),
        level: entity("Level", place),
        categories: asked.categories.map((each) => `${owner}:${each}`),
        together,
        noforn: asked.noforn,
        marked: "release" in asked,
        release: (asked.release ?? []).map((party) => entity("Party", party)),
        communities: asked.communities ?? [],
      },
    });
    const principal = "who" in asked ? uid("Person", asked.who) : uid("Party", asked.to);
    return { principal, action: uid("Action", "disclose"), resource: uid("Object", asked.id), context: {}, preparsedPolicySetId: "policy", entities };
  }
}
