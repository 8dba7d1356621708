// label/parse: portion marks read as labels, one after the other, from a fixed list of 24 different ones (items per second).
// label/check: the same marks checked against the rules. label/check/document: a document of 10 MB with a mark on every
// fortieth line, scanned for marks, every one placed and the banner compared (bytes per second); the world is loaded before.
// label/check/unmarked: such a document without any mark, told to have none of any system.
#include <array>
#include <string>

#include <benchmark/benchmark.h>

#include "document/check_document.h"
#include "document/found_marks.h"
#include "label/check_marking.h"
#include "label/marking.h"
#include "shipped.h"

namespace entente::bench {
namespace {

constexpr std::array<std::string_view, 24> kMarks{
    "(U)", "(S)", "(C//NF)", "(S//NF)", "(TS//SI//NF)", "(S//REL TO USA, JPN)", "(S//REL TO USA, AUS, CAN, GBR, NZL)", "(TS//SI-G ABCD//OC/NF)",
    "(U//FOUO)", "(TS//SI/TK//REL TO USA, FVEY)", "(S//SAR-BP//NF)", "(S//RD//NF)", "(S//FGI GBR JPN//NF)", "(//GBR S//REL TO USA, GBR)",
    "(//NS)", "(//JOINT S GBR USA//REL TO USA, GBR)", "(S//OC/REL TO USA, GBR)", "(S//NF/PR)", "(C//REL TO USA, KOR)", "(TS//TK-KAND//NF)",
    "(S//REL TO USA, JPN, KOR/RELIDO)", "(U//LES)", "(S//DISPLAY ONLY JPN)", "(S//NF//XD)"};

const label::Policy& usa(const service::Desk& desk) { return *desk.world().policies.find(PolicyId("USA")); }

void parse(benchmark::State& state) {
  const auto desk = open_shipped();
  const auto& book = desk.world().policies;
  const auto& system = usa(desk);
  for (const auto mark : kMarks) CHECK(label::parse_marking(mark, system, book).has_value());
  for (auto _ : state) {
    for (const auto mark : kMarks) benchmark::DoNotOptimize(label::parse_marking(mark, system, book));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kMarks.size()));
}

void check(benchmark::State& state) {
  const auto desk = open_shipped();
  const auto& book = desk.world().policies;
  const auto& system = usa(desk);
  for (auto _ : state) {
    for (const auto mark : kMarks) benchmark::DoNotOptimize(label::check_marking(mark, system, book));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kMarks.size()));
}

std::string document_of(std::size_t bytes, bool marked) {
  constexpr std::size_t kLinesBetween = 40;
  std::string text = marked ? "TOP SECRET//SI/TK//NOFORN\n\n" : "The harbour\n\n";
  for (std::size_t line = 0; text.size() < bytes; ++line) {
    if (line % kLinesBetween == 0) {
      if (marked) text += kMarks.at(line / kLinesBetween % 8);
      text += marked ? " The harbour was quiet on that day.\n" : "The harbour was quiet on that day (see above).\n";
    } else {
      text += line % 3 == 0 ? "The patrol reported at noon, as agreed, and left the area in the evening of the same day.\n"
                            : "and nothing of note was seen in the two hours that followed, so that the crew went to rest.\n";
    }
  }
  return text;
}

constexpr std::size_t kTenMegabytes = 10'000'000;

void check_document(benchmark::State& state) {
  const auto desk = open_shipped();
  const auto text = document_of(kTenMegabytes, true);
  const auto expand = desk.expand_at(at_2024());
  std::size_t marks = 0;
  for (auto _ : state) {
    const auto found = document::check_document(text, usa(desk), desk.world().policies, expand);
    CHECK(found.has_value());
    marks = found->marks.size();
    benchmark::DoNotOptimize(marks);
  }
  state.counters["marks"] = static_cast<double>(marks);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void check_unmarked(benchmark::State& state) {
  const auto desk = open_shipped();
  const auto text = document_of(kTenMegabytes, false);
  const auto& book = desk.world().policies;
  for (auto _ : state) {
    CHECK(!document::system_of(text, book));
    CHECK(document::is_unmarked(text, book));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

const auto* const parsed = benchmark::RegisterBenchmark("label/parse", parse);
const auto* const checked = benchmark::RegisterBenchmark("label/check", check);
const auto* const document_checked =
    benchmark::RegisterBenchmark("label/check/document", check_document)->Unit(benchmark::kMillisecond);
const auto* const unmarked_checked =
    benchmark::RegisterBenchmark("label/check/unmarked", check_unmarked)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::bench
