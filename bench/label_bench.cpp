// label/spif/load: a SPIF of the size of an alliance's (five classifications, three tag sets, 600 categories with phrases in two
// languages and excluded classes; some 150 KB) read from memory. label/spif/check: validity and marking of a label with ten
// categories under it.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "format/spif.h"
#include "label/spif_label.h"

namespace entente::bench {
namespace {

constexpr int kTagSets = 3;
constexpr int kCategories = 200;  // of each
constexpr Instant kAt{1'732'060'800};

std::string large_spif() {
  std::string out =
      "<SPIF xmlns=\"http://www.xmlspif.org/spif\" schemaVersion=\"2.1\"><securityPolicyId name=\"P\" "
      "id=\"2.25.1\"/><securityClassifications>";
  for (int i = 1; i <= 5; ++i) {
    out += fmt::format(
        "<securityClassification name=\"LEVEL {0}\" lacv=\"{0}\" hierarchy=\"{0}\"><markingData xml:lang=\"fr\" phrase=\"NIVEAU "
        "{0}\">"
        "<code>pageTopBottom</code></markingData></securityClassification>",
        i);
  }
  out += "</securityClassifications><securityCategoryTagSets>";
  for (int set = 1; set <= kTagSets; ++set) {
    out += fmt::format(
        "<securityCategoryTagSet name=\"Set {0}\" id=\"2.25.1.{0}\"><securityCategoryTag name=\"Tag {0}\" tagType=\"enumerated\" "
        "enumType=\"permissive\">",
        set);
    for (int i = 0; i < kCategories; ++i) {
      out += fmt::format(
          "<tagCategory name=\"CATEGORY {0}-{1}\" lacv=\"{1}\"><markingData phrase=\"Country "
          "{0}-{1}\"><code>pageTopBottom</code></markingData>"
          "<markingData xml:lang=\"fr\" phrase=\"Pays {0}-{1}\"><code>pageTopBottom</code></markingData>"
          "<excludedClass>LEVEL 5</excludedClass></tagCategory>",
          set, i);
    }
    out += "</securityCategoryTag></securityCategoryTagSet>";
  }
  return out + "</securityCategoryTagSets></SPIF>";
}

void load(benchmark::State& state) {
  const auto bytes = large_spif();
  for (auto _ : state) {
    auto policy = format::parse_spif(bytes);
    CHECK(policy.has_value());
    benchmark::DoNotOptimize(policy);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes.size()));
}

const auto* const registered_load = benchmark::RegisterBenchmark("label/spif/load", load)->Unit(benchmark::kMillisecond);

void check(benchmark::State& state) {
  const auto policy = format::parse_spif(large_spif()).value();
  label::SpifLabel label{"2.25.1", "3", {}, "", std::nullopt};
  for (int i = 0; i < 10; ++i) {
    label.categories.push_back(
        {fmt::format("2.25.1.{}", 1 + i % kTagSets), label::TagType::enumerated_permissive, std::to_string(i * 19), ""});
  }
  label::settle(label.categories);
  for (auto _ : state) {
    CHECK(!label::has_errors(label::validity(policy, label, kAt)));
    auto marking = label::spif_marking(policy, label);
    CHECK(marking.has_value());
    benchmark::DoNotOptimize(marking);
  }
}

const auto* const registered_check = benchmark::RegisterBenchmark("label/spif/check", check)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente::bench
