// The facts as Cedar's policies: symbolic analysis proves over all entity stores, so what is a fact must stand in a policy.
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

pub fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {object}"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn set<'a>(kind: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = names.into_iter().map(|name| format!("{kind}::\"{name}\"")).collect();
    format!("[{}]", all.join(", "))
}

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = names.into_iter().map(|name| format!("{name:?}")).collect();
    all.join(", ")
}

// What a valid label can say is enumerated, so no analysis need look at others: one with them is denied.
pub fn schema(facts: &Value) -> String {
    let of_all = |key: &str| -> BTreeSet<&str> { facts["policies"].as_object().unwrap().values().flat_map(|policy| texts(&policy[key])).collect() };
    let groups = facts["groups"].as_object().unwrap().keys().map(String::as_str);
    format!(
        "entity Nation enum [{}];\nentity Group enum [{}];\nentity Level enum [{}];\nentity Category enum [{}];\n{}",
        names(texts(&facts["nations"])), names(groups), names(of_all("levels")), names(of_all("categories")), include_str!("../object.cedarschema"))
}

// The nations among `all`, groups in it with their members at any depth.
fn expanded<'a>(facts: &'a Value, all: &[&'a str], into: &mut BTreeSet<&'a str>) {
    for each in all {
        match facts["groups"].get(each) {
            Some(members) => expanded(facts, &texts(members), into),
            None => drop(into.insert(each)),
        }
    }
}

// A policy, and of whose information and to whom alone it can matter; none: any.
pub struct Rule {
    pub instrument: Option<String>,
    pub owner: Option<String>,
    pub to: Option<String>,
    pub policy: String,
}

impl Rule {
    fn general(policy: String) -> Rule {
        Rule { instrument: None, owner: None, to: None, policy }
    }
    fn of_pair(instrument: Option<&str>, owner: &str, to: &str, policy: String) -> Rule {
        Rule { instrument: instrument.map(String::from), owner: Some(owner.into()), to: Some(to.into()), policy }
    }
}

// Of each nation, the groups in a release list that mean it.
fn groups_of(facts: &Value) -> BTreeMap<&str, Vec<&str>> {
    let mut out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for group in facts["groups"].as_object().unwrap().keys() {
        let mut members = BTreeSet::new();
        expanded(facts, &[group], &mut members);
        for member in members {
            out.entry(member).or_default().push(group);
        }
    }
    out
}

fn releases<'a>(facts: &'a Value, free: &'a str) -> impl Iterator<Item = Rule> + 'a {
    let groups = groups_of(facts);
    texts(&facts["nations"]).into_iter().map(move |to| {
        let by_group = |all: &Vec<&str>| format!(" || resource.release.groups.containsAny({})", set("Group", all.iter().copied()));
        let inside = groups.get(to).map(by_group).unwrap_or_default();
        let policy = format!(
            "forbid (principal == Nation::\"{to}\", action, resource) when {{ resource.owner != Nation::\"{to}\" }}\nunless {{ !resource.noforn &&\n  \
             (if resource has release then (resource.release.nations.contains(Nation::\"{to}\"){inside})\n   \
             else resource.level == Level::\"{free}\" && resource.categories.isEmpty()) }};");
        Rule { instrument: None, owner: None, to: Some(to.into()), policy }
    })
}

// An owner that discloses to delegates alone: of each nation, up to which levels.
fn authority(facts: &Value) -> Vec<Rule> {
    let mut out = Vec::new();
    for owner in texts(&facts["authority"]) {
        let others = texts(&facts["nations"]).into_iter().filter(|to| *to != owner);
        let mut levels_of: BTreeMap<&str, BTreeSet<&str>> = others.map(|to| (to, BTreeSet::new())).collect();
        for each in list(&facts["delegations"]).filter(|each| text(each, "by") == owner) {
            let mut to = BTreeSet::new();
            expanded(facts, &texts(&each["to"]), &mut to);
            let levels = texts(&facts["policies"][owner]["levels"]);
            for nation in to.into_iter().filter(|to| *to != owner) {
                levels_of.get_mut(nation).unwrap().extend(levels.iter().skip_while(|level| **level != text(each, "up_to")));
            }
        }
        for (to, levels) in levels_of {
            let delegated = if levels.is_empty() { String::new() }
                else { format!("\nunless {{ resource.categories.isEmpty() && {}.contains(resource.level) }}", set("Level", levels)) };
            out.push(Rule::of_pair(None, owner, to, format!(
                "forbid (principal == Nation::\"{to}\", action, resource) when {{ resource.owner == Nation::\"{owner}\" }}{delegated};")));
        }
    }
    out
}

fn prohibition(each: &Value) -> Rule {
    let (owner, to) = (text(each, "from"), text(each, "to"));
    Rule::of_pair(None, owner, to, format!(
        "forbid (principal == Nation::\"{to}\", action, resource)\nwhen {{ resource.owner == Nation::\"{owner}\" && {}.contains(resource.level) }};",
        set("Level", texts(&each["levels"]))))
}

// One policy for each pair that has rows in an instrument, with the levels of all of them.
fn bases(instrument: &Value) -> Vec<Rule> {
    let acceded = texts(&instrument["parties"]);
    let mut levels: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for row in list(&instrument["rows"]) {
        let pair = (text(row, "from"), text(row, "to"));
        if acceded.contains(&pair.0) && acceded.contains(&pair.1) {
            levels.entry(pair).or_default().insert(text(row, "level"));
        }
    }
    let of_pair = |((owner, to), levels): ((&str, &str), BTreeSet<&str>)| {
        let listed: Vec<&str> = texts(&instrument["categories"]).into_iter().filter_map(|each| each.strip_prefix(owner)?.strip_prefix(':')).collect();
        let covered = if listed.is_empty() { String::from("resource.categories.isEmpty()") }
            else { format!("{}.containsAll(resource.categories)", set("Category", listed)) };
        Rule::of_pair(Some(text(instrument, "id")), owner, to, format!(
            "permit (principal == Nation::\"{to}\", action, resource)\nwhen {{ resource.owner == Nation::\"{owner}\" && {}.contains(resource.level) && {covered} }};",
            set("Level", levels)))
    };
    levels.into_iter().map(of_pair).collect()
}

pub fn free_level(facts: &Value) -> &str {
    let all: BTreeSet<&str> = facts["policies"].as_object().unwrap().values().map(|policy| text(policy, "free")).collect();
    assert!(all.len() == 1, "owners have different free levels: {all:?}");
    all.first().unwrap()
}

pub fn rules(facts: &Value) -> Vec<Rule> {
    let free = free_level(facts);
    let mut out: Vec<Rule> = [
        "forbid (principal, action, resource) when { resource.holder != resource.owner };".into(),
        "permit (principal, action, resource) when { principal == resource.owner };".into(),
        format!("permit (principal, action, resource) when {{ resource.level == Level::\"{free}\" }};"),
    ].map(Rule::general).into();
    out.extend(releases(facts, free));
    out.extend(authority(facts));
    out.extend(list(&facts["prohibitions"]).map(prohibition));
    out.extend(list(&facts["instruments"]).flat_map(bases));
    out
}

// That nothing else is asked about.
pub fn narrowing(owner: &str, to: &str, classified_above: Option<&str>) -> String {
    let classified = classified_above.map(|free| format!(" && resource.level != Level::\"{free}\"")).unwrap_or_default();
    format!("forbid (principal, action, resource)\nunless {{ resource.owner == Nation::\"{owner}\" && principal == Nation::\"{to}\"{classified} }};")
}
