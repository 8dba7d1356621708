// Property: fast_equals_reference, on scenes that a fuzzer steers by which code of the engine they reach.
//
// A tape of a scene (property/dice.h) is longer than inputs that a fuzzer changes well. So an input is a kind of question, the seed
// of a tape, and changes to it: places and numbers. Without a seed the tape is all zeros, the simplest scene. Whatever the
// scene, the engine answers, and as the naive evaluator does; and `judge` says what `decide` says, with words and without.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <span>

#include "base/result.h"
#include "decision/decide.h"
#include "property/act_scene.h"
#include "property/engine.h"
#include "property/scene.h"
#include "reference/reference.h"

namespace {

namespace decision = entente::decision;
namespace property = entente::property;
namespace reference = entente::reference;

enum class Kind : std::uint8_t { party = 0, somebody, act };
constexpr std::uint64_t kKinds = 3;
constexpr std::size_t kSeedBytes = 4;

// Little-endian numbers; what is read past the end is zero.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : left_(data, size) {}

  [[nodiscard]] bool empty() const { return left_.empty(); }
  [[nodiscard]] std::uint64_t number(std::size_t bytes) {
    std::uint64_t out = 0;
    for (std::size_t at = 0; at < bytes && !left_.empty(); ++at) {
      out |= std::uint64_t{left_.front()} << (8 * at);
      left_ = left_.subspan(1);
    }
    return out;
  }

 private:
  std::span<const std::uint8_t> left_;
};

property::Tape tape_of(Bytes& bytes) {
  property::Tape tape(property::kTapeSize);
  if (const auto seed = bytes.number(kSeedBytes); seed != 0) {
    std::mt19937_64 numbers(seed);
    std::generate(tape.begin(), tape.end(), [&] { return static_cast<std::uint16_t>(numbers()); });
  }
  while (!bytes.empty()) {
    const auto place = bytes.number(2) % tape.size();
    tape[place] = static_cast<std::uint16_t>(bytes.number(2));
  }
  return tape;
}

void demand(bool holds, const char* what, const property::Scene& scene, const reference::Answer& expected,
            const decision::Decision& actual) {
  if (holds) return;
  std::fprintf(stderr, "%s\n%s\nreference: %s\n%sengine: %s\n%s", what, property::describe(scene).c_str(),
               expected.permit ? "permit" : "deny", property::text_of(expected.outcomes).c_str(), actual.permit ? "permit" : "deny",
               property::text_of(property::outcomes_of(actual)).c_str());
  CHECK(holds);
}

void compare(const property::Scene& scene) {
  const auto snapshot = decision::Snapshot::compile(
      scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require});
  CHECK(snapshot.has_value());
  const auto expected = reference::decide(scene.world, scene.options, scene.request);
  const auto actual = decision::decide(*snapshot, scene.request);
  const auto same = [&](bool holds, const char* what) { demand(holds, what, scene, expected, actual); };
  same(expected.permit == actual.permit, "another answer");
  same(property::sorted(expected.outcomes) == property::sorted(property::outcomes_of(actual)), "another outcome of a rule");
  same(!actual.permit || expected.evidence == actual.evidence, "another evidence");
  for (const auto words : {decision::Words::full, decision::Words::none}) {
    const auto verdict = decision::judge(*snapshot, decision::BoundRequest::bind(*snapshot, scene.request, words));
    same(verdict.permit == actual.permit && verdict.valid_until == actual.valid_until, "judge and decide differ");
    same(!verdict.permit || verdict.evidence == actual.evidence, "judge and decide differ on the evidence");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  const auto kind = static_cast<Kind>(bytes.number(1) % kKinds);
  const auto tape = tape_of(bytes);
  auto scene = kind == Kind::act ? property::make_act_scene(tape) : property::make_scene(tape);
  if (kind == Kind::somebody && !property::asks_for_somebody(scene)) return -1;  // not worth keeping
  compare(scene);
  return 0;
}
