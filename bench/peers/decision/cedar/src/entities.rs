// The facts and the objects asked about, as Cedar's entities in JSON.
use serde_json::{json, Map, Value};
use std::collections::{BTreeMap, BTreeSet};

pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

pub fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {object}"))
}

fn uid(kind: &str, id: &str) -> Value {
    json!({"__entity": {"type": kind, "id": id}})
}

fn parents(circles: Option<&BTreeSet<String>>) -> Vec<Value> {
    circles.into_iter().flatten().map(|id| json!({"type": "Circle", "id": id})).collect()
}

// Every text of categories that a list of them covers: of ALPHA and BRAVO "", "ALPHA", "BRAVO", "ALPHA+BRAVO".
fn covered(categories: &[&str]) -> Vec<String> {
    let mut out = vec![String::new()];
    for each in categories {
        let longer: Vec<String> = out.iter().map(|text| if text.is_empty() { each.to_string() } else { format!("{text}+{each}") }).collect();
        out.extend(longer);
    }
    out
}

fn of_owner<'a>(categories: &[&'a str], owner: &str) -> Vec<&'a str> {
    categories.iter().filter_map(|each| each.strip_prefix(owner)?.strip_prefix(':')).collect()
}

// In which circles each party, and each circle of cleared persons, is.
struct Circles {
    of_parties: BTreeMap<String, BTreeSet<String>>,
    of_circles: BTreeMap<String, BTreeSet<String>>,
}

impl Circles {
    fn put_party(&mut self, party: &str, circle: String) {
        self.of_parties.entry(party.into()).or_default().insert(circle);
    }
    fn put_circle(&mut self, inner: String, circle: String) {
        self.of_circles.entry(inner).or_default().insert(circle);
    }

    fn find(facts: &Value) -> Circles {
        let mut out = Circles { of_parties: BTreeMap::new(), of_circles: BTreeMap::new() };
        for instrument in facts["instruments"].as_array().unwrap() {
            let acceded = texts(&instrument["parties"]);
            for row in instrument["rows"].as_array().unwrap() {
                let (from, to) = (text(row, "from"), text(row, "to"));
                if !acceded.contains(&from) || !acceded.contains(&to) {
                    continue;
                }
                for together in covered(&of_owner(&texts(&instrument["categories"]), from)) {
                    let circle = format!("{from}/{}/lists {together}", text(row, "level"));
                    out.put_party(to, circle.clone());
                    out.put_circle(format!("{to}/{}/cleared", text(row, "as")), circle);
                }
            }
        }
        for each in facts["prohibitions"].as_array().unwrap() {
            for level in texts(&each["levels"]) {
                out.put_party(text(each, "to"), format!("{}/{level}/prohibited", text(each, "from")));
            }
        }
        for each in facts["delegations"].as_array().unwrap() {
            let levels = texts(&facts["policies"][text(each, "by")]["levels"]);
            for level in levels.iter().skip_while(|level| **level != text(each, "up_to")) {
                for to in texts(&each["to"]) {
                    out.put_party(to, format!("{}/{level}/delegates", text(each, "by")));
                }
            }
        }
        for (owner, policy) in facts["policies"].as_object().unwrap() {
            for two in texts(&policy["levels"]).windows(2) {  // who is cleared for the higher one is so for the lower
                out.put_circle(format!("{owner}/{}/cleared", two[0]), format!("{owner}/{}/cleared", two[1]));
            }
        }
        out
    }
}

fn levels(owner: &str, policy: &Value, circles: &Circles, out: &mut Vec<Value>) {
    for level in texts(&policy["levels"]) {
        let circle = |place: &str| format!("{owner}/{level}/{place}");
        let mut tags = Map::new();
        let mut names = vec![circle("delegates"), circle("prohibited"), circle("cleared")];
        for together in covered(&texts(&policy["categories"])) {
            names.push(circle(&format!("lists {together}")));
            tags.insert(together, uid("Circle", names.last().unwrap()));
        }
        for name in &names {
            out.push(json!({"uid": {"type": "Circle", "id": name}, "attrs": {}, "parents": parents(circles.of_circles.get(name))}));
        }
        out.push(json!({"uid": {"type": "Level", "id": format!("{owner}/{level}")}, "parents": [], "tags": tags,
                        "attrs": {"free": level == text(policy, "free"), "delegates": uid("Circle", &names[0]), "prohibited": uid("Circle", &names[1]),
                                  "cleared": uid("Circle", &names[2])}}));
    }
}

fn parties(facts: &Value, circles: &Circles, out: &mut Vec<Value>) {
    let groups = facts["groups"].as_object().unwrap();
    let authority = texts(&facts["authority"]);
    for party in texts(&facts["nations"]).into_iter().chain(groups.keys().map(String::as_str)) {
        let mut above = parents(circles.of_parties.get(party));
        let inside = groups.iter().filter(|(_, members)| texts(members).contains(&party));
        above.extend(inside.map(|(group, _)| json!({"type": "Party", "id": group})));
        out.push(json!({"uid": {"type": "Party", "id": party}, "parents": above,
                        "attrs": {"party": uid("Party", party), "authority": authority.contains(&party)}}));
    }
}

fn persons(facts: &Value, out: &mut Vec<Value>) {
    for (id, person) in facts["persons"].as_object().unwrap() {
        let employer = text(person, "employer");
        let mut attrs = json!({"party": uid("Party", employer), "categories": person["categories"], "communities": person["communities"]});
        if let Some(second) = texts(&person["nationalities"]).iter().find(|nation| **nation != employer) {
            attrs["second"] = uid("Party", second);
        }
        let cleared = format!("{employer}/{}/cleared", text(person, "level"));
        out.push(json!({"uid": {"type": "Person", "id": id}, "attrs": attrs, "parents": [{"type": "Circle", "id": cleared}]}));
    }
}

fn object(asked: &Value) -> Value {
    let owner = text(asked, "owner");
    let categories = texts(&asked["categories"]);
    let qualified: Vec<String> = categories.iter().map(|each| format!("{owner}:{each}")).collect();
    let release: Vec<Value> = texts(&asked["release"]).iter().map(|each| uid("Party", each)).collect();
    json!({"uid": {"type": "Object", "id": text(asked, "id")}, "parents": [], "attrs": {
        "owner": uid("Party", owner), "holder": uid("Party", text(asked, "holder")), "level": uid("Level", &format!("{owner}/{}", text(asked, "level"))),
        "categories": qualified, "together": categories.join("+"), "noforn": asked["noforn"], "marked": asked["release"].is_array(), "release": release,
        "communities": texts(&asked["communities"])}})
}

pub fn all(facts: &Value, asked: &[Value]) -> Value {
    let mut out = Vec::new();
    let circles = Circles::find(facts);
    parties(facts, &circles, &mut out);
    for (owner, policy) in facts["policies"].as_object().unwrap() {
        levels(owner, policy, &circles, &mut out);
    }
    persons(facts, &mut out);
    let known: Vec<Value> = texts(&facts["nations"]).into_iter().chain(facts["groups"].as_object().unwrap().keys().map(String::as_str))
        .map(|party| uid("Party", party)).collect();
    out.push(json!({"uid": {"type": "World", "id": "facts"}, "attrs": {"known": known}, "parents": []}));
    out.extend(asked.iter().map(object));
    Value::Array(out)
}
