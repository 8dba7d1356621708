// Cedar's symbolic analysis as a peer of bench/peers: facts as policies, each question an equivalence or a proof that all is denied.
mod policies;

use cedar_policy::{PolicySet, RequestEnv, Schema, ValidationMode, Validator};
use cedar_policy_symcc::{err::Error, solver::LocalSolver, CedarSymCompiler, CompiledPolicySet};
use policies::{text, Rule};
use serde_json::Value;
use std::{env, fs, path::Path, process::exit, str::FromStr, time::Instant};

const WORKS: [&str; 4] = ["analysis/diff/20", "analysis/diff/56", "analysis/diff/pair", "analysis/prove/pair"];
const SOLVER_LIMIT: &str = "--tlimit-per=20000";  // milliseconds, of one question

enum Question {
    Same(PolicySet, PolicySet),
    Denied(PolicySet),
}

struct Work {
    schema: Schema,
    env: RequestEnv,
    compiler: CedarSymCompiler<LocalSolver>,
    runtime: tokio::runtime::Runtime,
    questions: Vec<Question>,
}

fn set_of<'a>(rules: impl Iterator<Item = &'a Rule>, more: &str) -> PolicySet {
    let texts: Vec<&str> = rules.map(|rule| rule.policy.as_str()).chain([more]).collect();
    PolicySet::from_str(&texts.join("\n\n")).unwrap()
}

// Of a pair only the policies that can matter to it are handed over: symbolic analysis costs the square of the entities that policies name.
fn question(rules: &[Rule], asked: &Value, free: &str) -> Question {
    let (owner, to, ends) = (asked["owner"].as_str(), asked["to"].as_str(), asked["ends"].as_str());
    let touches = |rule: &&Rule| {
        let is = |of: &Option<String>, wanted: Option<&str>| wanted.is_none() || of.is_none() || of.as_deref() == wanted;
        is(&rule.owner, owner) && is(&rule.to, to)
    };
    let only = |above| owner.map(|owner| policies::narrowing(owner, to.expect("an owner without a recipient"), above)).unwrap_or_default();
    match ends {
        Some(ends) => Question::Same(
            set_of(rules.iter().filter(touches), &only(None)),
            set_of(rules.iter().filter(touches).filter(|rule| rule.instrument.as_deref() != Some(ends)), &only(None))),
        None => Question::Denied(set_of(rules.iter().filter(touches), &only(Some(free)))),
    }
}

impl Work {
    fn open(input: &str) -> Work {
        let lines = fs::read_to_string(input).unwrap();
        let asked: Vec<Value> = lines.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect();
        let folder = text(&asked[0], "world");
        assert!(asked.iter().all(|each| text(each, "world") == folder), "questions about several worlds");
        let place = Path::new(input).parent().unwrap().join(folder).join("facts.json");
        let facts: Value = serde_json::from_str(&fs::read_to_string(place).unwrap()).unwrap();
        let (schema, _) = Schema::from_cedarschema_str(&policies::schema(&facts)).unwrap();
        let rules = policies::rules(&facts);
        let valid = Validator::new(schema.clone()).validate(&set_of(rules.iter(), ""), ValidationMode::default());
        assert!(valid.validation_passed(), "{valid:?}");
        let free = policies::free_level(&facts);
        let questions = asked.iter().map(|asked| question(&rules, asked, free)).collect();
        let env = schema.request_envs().next().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let compiler = runtime.block_on(async { CedarSymCompiler::new(LocalSolver::cvc5_with_args([SOLVER_LIMIT]).unwrap()).unwrap() });
        Work { schema, env, compiler, runtime, questions }
    }

    fn answers(&mut self) -> Vec<&'static str> {
        let Work { schema, env, compiler, runtime, questions } = self;
        let compiled = |set: &PolicySet| CompiledPolicySet::compile(set, env, schema).unwrap();
        let told = |found, yes, no| match found {
            Ok(true) => yes,
            Ok(false) => no,
            Err(Error::SolverUnknown) => "unknown",
            Err(error) => panic!("{error}"),
        };
        let answer = |question: &Question| match question {
            Question::Same(before, after) => {
                told(runtime.block_on(compiler.check_equivalent_opt(&compiled(before), &compiled(after))), "same", "changed")
            }
            Question::Denied(all) => told(runtime.block_on(compiler.check_always_denies_opt(&compiled(all))), "holds", "violated"),
        };
        questions.iter().map(answer).collect()
    }

    fn passes(&mut self, seconds: f64) -> (u64, f64) {
        let begun = Instant::now();
        let (mut count, mut taken) = (0, 0.0);
        while taken < seconds || count == 0 {
            std::hint::black_box(self.answers());
            count += 1;
            taken = begun.elapsed().as_secs_f64();
        }
        (count, taken)
    }
}

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["describe"] => println!(r#"{{"peer": "cedar-symcc", "version": "0.8.1", "language": "Rust", "works": {WORKS:?}}}"#),
        ["answers", work, input] if WORKS.contains(work) => println!("{}", Work::open(input).answers().join("\n")),
        ["time", work, input, seconds] if WORKS.contains(work) => {
            let mut work = Work::open(input);
            let seconds = seconds.parse().unwrap();
            work.passes(seconds);  // warm
            let (count, taken) = work.passes(seconds);
            println!(r#"{{"passes": {count}, "seconds": {taken:.9}}}"#);
        }
        _ => {
            eprintln!("usage: cedar-symcc-peer describe | answers WORK INPUT | time WORK INPUT SECONDS");
            exit(2);
        }
    }
}
