// Cedar's build for JavaScript as a peer of bench/peers: its policies are those of ../cedar. Entities cross into WebAssembly with every call.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import cedar from "@cedar-policy/cedar-wasm/nodejs";
import { Store } from "./entities.js";

const WORKS = ["decide/disclose", "decide/disclose/persons"];

function open(input) {
  const policies = readFileSync(join(process.env.ENTENTE_SOURCE_DIR, "bench/peers/decision/cedar/policy.cedar"), "utf8");
  const parsed = cedar.preparsePolicySet("policy", { staticPolicies: policies });
  if (parsed.type !== "success") throw new Error(JSON.stringify(parsed));
  const store = new Store(JSON.parse(readFileSync(join(dirname(input), "decision/facts.json"), "utf8")));
  const lines = readFileSync(input, "utf8").split("\n").filter((line) => line !== "");
  return lines.map((line) => store.call(JSON.parse(line)));
}

function permits(call) {
  const answer = cedar.statefulIsAuthorized(call);
  if (answer.type !== "success") throw new Error(JSON.stringify(answer));
  return answer.response.decision === "allow";
}

function passes(calls, seconds) {
  const begun = performance.now();
  let count = 0;
  let taken = 0;
  let permitted = 0;
  while (taken < seconds || count === 0) {
    for (const call of calls) permitted += permits(call) ? 1 : 0;
    count += 1;
    taken = (performance.now() - begun) / 1000;
  }
  if (permitted % count !== 0) throw new Error("the answers changed between passes");
  return { passes: count, seconds: taken };
}

const [command, work, input, seconds] = process.argv.slice(2);
if (command === "describe") {
  console.log(JSON.stringify({ peer: "cedar-wasm", version: cedar.getCedarSDKVersion(), language: "JavaScript", works: WORKS }));
} else if (command === "answers" && WORKS.includes(work)) {
  console.log(open(input).map((call) => (permits(call) ? "permit" : "deny")).join("\n"));
} else if (command === "time" && WORKS.includes(work)) {
  const calls = open(input);
  passes(calls, Number(seconds)); // warm
  console.log(JSON.stringify(passes(calls, Number(seconds))));
} else {
  console.error("usage: cedar-wasm-peer describe | answers WORK INPUT | time WORK INPUT SECONDS");
  process.exitCode = 2;
}
