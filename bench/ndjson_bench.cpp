// ndjson/decide: a line of JSON in, a line of JSON out, as `entente decide` reads and writes them: 1,024 different lines in
// rotation, each fourth about a person of the world, the others about parties; information of every policy and level, released to
// one or to all. Opening the world is not in the time. With /N the same on a generated world of 200 parties and N instruments.
#include <optional>

#include <benchmark/benchmark.h>

#include "codec/json.h"
#include "generated.h"
#include "label/marking.h"
#include "service/answer.h"

namespace entente::bench {
namespace {

constexpr std::size_t kLines = 1024;
constexpr std::size_t kEachPerson = 4;

// The line that asks `request`; what the policy's marks do not carry stands beside the mark.
std::string line_of(const service::Desk& desk, const decision::Request& request, std::size_t number) {
  const auto& book = desk.world().policies;
  auto label = *request.object.label;
  const auto* policy = book.find(label.policy);
  auto mark = label::render_marking(label, *policy, book, label::MarkForm::banner);
  const bool beside = !mark || policy->release_outside_marking;
  if (beside) {
    label.releasable = {};
    mark = label::render_marking(label, *policy, book, label::MarkForm::banner);
  }
  CHECK(mark.has_value());
  codec::JsonWriter out;
  out.begin_object().key("subject").begin_object();
  const auto& people = desk.world().people;
  const bool person = number % kEachPerson == 0 && !people.empty();
  out.member("type", person ? "person" : "party");
  out.member("id", person ? people[number / kEachPerson % people.size()].id : request.subject.id).end_object();
  out.key("action").begin_object().member("name", "disclose").end_object();
  out.key("resource").begin_object().member("type", "information").member("id", "report-" + std::to_string(number));
  out.key("properties").begin_object().member("label", *mark).member("policy", label.policy.value);
  if (beside) {
    out.key("releasable_to").begin_array();
    for (const auto& party : request.object.label->releasable.parties) out.value(party.value);
    out.end_array();
  }
  out.end_object().end_object();
  out.key("context").begin_object().member("time", "2024-11-20").member("holder", request.holder->value).end_object();
  out.end_object();
  return out.finish();
}

std::vector<std::string> lines(const service::Desk& desk, std::size_t count) {
  std::vector<std::string> out;
  for (const auto& request : questions(desk, count)) out.push_back(line_of(desk, request, out.size()));
  return out;
}

// A function of its own, that only what is timed calls, so that a profile finds it (`valgrind --tool=callgrind
// --toggle-collect='*answer_one*'`).
[[gnu::noinline]] bool answer_one(service::Desk& desk, service::Answerer& answerer, std::string_view line, std::string& out) {
  const auto answered = answerer.answer(desk, line, {at_2024()}, out);
  out += '\n';
  CHECK(answered != service::Answered::unreadable);
  return answered == service::Answered::permit;
}

struct Asked {
  service::Desk desk;
  std::vector<std::string> lines;
};

// Opened once: a benchmark is run again until it is long enough. Kept: the last.
Asked& asked_of(std::int64_t instruments) {
  static std::int64_t of = 0;
  static std::optional<Asked> last;
  if (!last || of != instruments) {
    last.reset();
    last.emplace(Asked{instruments == 0 ? open_shipped() : open_generated(static_cast<std::size_t>(instruments)), {}});
    last->lines = lines(last->desk, kLines);
    of = instruments;
  }
  return *last;
}

void decide_lines(benchmark::State& state, Asked& all) {
  auto& [desk, asked] = all;
  service::Answerer answerer;
  std::string out;
  std::size_t next = 0;
  std::size_t bytes = 0;
  std::size_t permits = 0;
  for (const auto& line : asked) answerer.answer(desk, line, {at_2024()}, out);  // warm
  for (auto _ : state) {
    out.clear();
    const auto& line = asked[next];
    permits += answer_one(desk, answerer, line, out) ? 1U : 0U;
    bytes += line.size();
    next = next + 1 == asked.size() ? 0 : next + 1;
    benchmark::DoNotOptimize(out);
  }
  const auto iterations = static_cast<double>(state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["permits"] = static_cast<double>(permits) / iterations;
  state.counters["bytes"] = static_cast<double>(bytes) / iterations;
}

const auto* const registered =
    benchmark::RegisterBenchmark("ndjson/decide", [](benchmark::State& state) { decide_lines(state, asked_of(0)); });
const auto* const registered_generated =
    benchmark::RegisterBenchmark("ndjson/decide", [](benchmark::State& state) { decide_lines(state, asked_of(state.range(0))); })
        ->Arg(100)
        ->Arg(1'000)
        ->Arg(10'000);

}  // namespace
}  // namespace entente::bench
