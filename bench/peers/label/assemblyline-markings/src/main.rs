//! `assemblyline-markings` as a peer: it reads a level, tokens and REL TO lists that its definition names. The definition here is
//! that part of the US system which it has a place for; it has no grammar for owners, compartments, programmes or DISPLAY ONLY.
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

use assemblyline_markings::classification::ClassificationParser;
use assemblyline_markings::config::{ClassificationConfig, ClassificationGroup, ClassificationLevel, ClassificationMarking};

const LEVELS: [(&str, &str, i32); 4] = [("U", "UNCLASSIFIED", 100), ("C", "CONFIDENTIAL", 200), ("S", "SECRET", 300), ("TS", "TOP SECRET", 400)];

const TOKENS: [(&str, &str); 15] = [
    ("SI", "SI"), ("TK", "TK"), ("RD", "RD"), ("FRD", "FRD"), ("FGI", "FGI"), ("NF", "NOFORN"), ("OC", "ORCON"), ("PR", "PROPIN"),
    ("IMC", "IMCON"), ("RELIDO", "RELIDO"), ("FOUO", "FOUO"), ("XD", "EXDIS"), ("ND", "NODIS"), ("LES", "LES"), ("SBU", "SBU"),
];

const PARTIES: [&str; 8] = ["USA", "AUS", "CAN", "GBR", "NZL", "JPN", "KOR", "FVEY"];

fn parser() -> ClassificationParser {
    let config = ClassificationConfig {
        enforce: true,
        levels: LEVELS.iter().map(|(short, name, level)| ClassificationLevel::new(*level, short, name, vec![])).collect(),
        required: TOKENS.iter().map(|(short, name)| ClassificationMarking::new(short, name, vec![])).collect(),
        groups: PARTIES.iter().map(|code| ClassificationGroup::new(code, code)).collect(),
        restricted: "TS".into(),
        unrestricted: "U".into(),
        ..Default::default()
    };
    ClassificationParser::new(config).expect("the definition is valid")
}

fn answer(parser: &ClassificationParser, mark: &str) -> String {
    let Ok(parts) = parser.get_classification_parts(mark, true, false, false) else { return "invalid".into() };
    let Some((_, name, _)) = LEVELS.iter().find(|each| each.2 == parts.level) else { return "invalid".into() };
    let facts: BTreeSet<String> = parts.required.iter().cloned().chain(parts.groups.iter().map(|code| format!("REL {code}"))).collect();
    facts.iter().fold(name.to_string(), |all, fact| all + "; " + fact)
}

// Passes over all marks for at least `seconds`: how many, in how long.
fn passes(parser: &ClassificationParser, marks: &[String], seconds: f64) -> (u64, f64) {
    let begun = Instant::now();
    let mut count = 0;
    loop {
        for mark in marks {
            let _ = black_box(parser.get_classification_parts(mark, true, false, false));
        }
        count += 1;
        let taken = begun.elapsed().as_secs_f64();
        if taken >= seconds {
            return (count, taken);
        }
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["describe"] => println!(
            "{}",
            r#"{"peer": "assemblyline-markings", "version": "0.2.0", "language": "Rust", "works": ["label/portion", "label/banner"]}"#
        ),
        ["answers" | "time", _, input, ..] => {
            let text = std::fs::read_to_string(input).expect("the input can be read");
            let bare = |line: &str| line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(line).to_string();
            let marks: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(bare).collect();
            let parser = parser();
            if words[0] == "answers" {
                marks.iter().for_each(|mark| println!("{}", answer(&parser, mark)));
                return;
            }
            let seconds = words[3].parse().expect("seconds are a number");
            passes(&parser, &marks, seconds);
            let (count, taken) = passes(&parser, &marks, seconds);
            println!("{{\"passes\": {count}, \"seconds\": {taken:.9}}}");
        }
        _ => {
            eprintln!("usage: describe | answers WORK INPUT | time WORK INPUT SECONDS");
            std::process::exit(2);
        }
    }
}
