// Cedar as a peer of bench/peers: policies validated by a schema, all facts and objects as entities.
mod entities;

use cedar_policy::{Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid, PolicySet, Request, Schema, ValidationMode, Validator};
use entities::text;
use serde_json::Value;
use std::{env, fs, hint::black_box, path::Path, process::exit, str::FromStr, time::Instant};

const WORKS: [&str; 2] = ["decide/disclose", "decide/disclose/persons"];

struct Work {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    requests: Vec<Request>,
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind).unwrap(), EntityId::new(id))
}

fn request(asked: &Value, schema: &Schema) -> Request {
    let principal = match asked["who"].as_str() {
        Some(who) => uid("Person", who),
        None => uid("Party", text(asked, "to")),
    };
    Request::new(principal, uid("Action", "disclose"), uid("Object", text(asked, "id")), Context::empty(), Some(schema)).unwrap()
}

impl Work {
    fn open(input: &str) -> Work {
        let (schema, _) = Schema::from_cedarschema_str(include_str!("../schema.cedarschema")).unwrap();
        let policies = PolicySet::from_str(include_str!("../policy.cedar")).unwrap();
        let valid = Validator::new(schema.clone()).validate(&policies, ValidationMode::default());
        assert!(valid.validation_passed(), "{valid:?}");
        let place = Path::new(input).parent().unwrap().join("decision/facts.json");
        let facts: Value = serde_json::from_str(&fs::read_to_string(place).unwrap()).unwrap();
        let lines = fs::read_to_string(input).unwrap();
        let asked: Vec<Value> = lines.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect();
        let entities = Entities::from_json_value(entities::all(&facts, &asked), Some(&schema)).unwrap();
        let requests = asked.iter().map(|each| request(each, &schema)).collect();
        Work { authorizer: Authorizer::new(), policies, entities, requests }
    }

    fn decide(&self, request: &Request) -> Decision {
        self.authorizer.is_authorized(request, &self.policies, &self.entities).decision()
    }

    fn passes(&self, seconds: f64) -> (u64, f64) {
        let begun = Instant::now();
        let (mut count, mut taken) = (0, 0.0);
        while taken < seconds || count == 0 {
            for request in &self.requests {
                black_box(self.decide(request));
            }
            count += 1;
            taken = begun.elapsed().as_secs_f64();
        }
        (count, taken)
    }
}

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["describe"] => println!(r#"{{"peer": "cedar", "version": "{}", "language": "Rust", "works": {WORKS:?}}}"#, cedar_policy::get_sdk_version()),
        ["answers", work, input] if WORKS.contains(work) => {
            let work = Work::open(input);
            for request in &work.requests {
                println!("{}", if work.decide(request) == Decision::Allow { "permit" } else { "deny" });
            }
        }
        ["time", work, input, seconds] if WORKS.contains(work) => {
            let work = Work::open(input);
            let seconds = seconds.parse().unwrap();
            work.passes(seconds);  // warm
            let (count, taken) = work.passes(seconds);
            println!(r#"{{"passes": {count}, "seconds": {taken:.9}}}"#);
        }
        _ => {
            eprintln!("usage: cedar-peer describe | answers WORK INPUT | time WORK INPUT SECONDS");
            exit(2);
        }
    }
}
