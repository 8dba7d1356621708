// Any bytes as a marking, a line and a banner, under every policy of the test book or one of the shipped world.
//
// Properties: parse_print_is_identity, what parses prints in both forms and parses back as the same label (except received forms,
// which stand in another system's terms: those must come back by mark_as); the opening of a line is never longer than the line
// and says a mark that is inside it; what is rolled up with another mark loses nothing (roll_up_laws.h); nothing crashes, hangs
// or reads outside its input.
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "label/as_marked.h"
#include "label/marking.h"
#include "label/roll_up.h"
#include "label/test_describe.h"
#include "label/test_policies.h"
#include "tests/fuzz/policies_of_input.h"
#include "tests/fuzz/roll_up_laws.h"

namespace {

using namespace entente;
using namespace entente::label;

// Of the input in hand.
const PolicyBook*& current_book() {
  static const PolicyBook* current = nullptr;
  return current;
}
const PolicyBook& book() { return *current_book(); }

void check_prints_back(const Label& label, const Policy& system, MarkForm form) {
  const auto text = render_marking(label, system, book(), form);
  CHECK(text.has_value());
  const auto again = parse_marking(*text, system, book());
  CHECK(again.has_value());
  CHECK(as_marked(*again, system) == as_marked(label, system));
}

void check_received_back(const Label& label, const Policy& recipient) {
  const auto text = mark_as(recipient.levels.front().name, recipient, label, book());
  if (!text) return;
  const auto again = parse_marking(*text, recipient, book());
  CHECK(again.has_value());
  CHECK(again->owners == label.owners && again->policy == label.policy && again->level == label.level);
}

// Marks of many systems to stand beside that of the input: those that read under its own.
constexpr const char* kBeside[]{"TOP SECRET//SI-G ABCD/TK//ORCON/NOFORN",
                                "SECRET//REL TO USA, AUS, GBR, JPN",
                                "SECRET//REL TO USA, FVEY",
                                "CONFIDENTIAL",
                                "UNCLASSIFIED//FOUO",
                                "UNCLASSIFIED//LES NOFORN",
                                "CUI//SP-CTI//FED ONLY",
                                "SECRET//FRD-SIGMA 14//ORCON-USGOV/NOFORN",
                                "SECRET//RELIDO//LIMDIS",
                                "SECRET//USA/GBR EYES ONLY",
                                "SECRET//DISPLAY ONLY AFG",
                                "//GBR SECRET",
                                "//NATO SECRET//ATOMAL",
                                "NATO SECRET//RELEASABLE TO JPN",
                                "COSMIC TOP SECRET BOHEMIA",
                                "SECRET//UK EYES ONLY",
                                "SECRET//REL AUS/USA",
                                "PROTECTED//AUSTEO",
                                "SECRET//CEO",
                                "PROTECTED B",
                                "極秘",
                                "군사II급비밀"};

std::optional<Label> check_whole(const std::vector<Label>& parts, const Policy& system) {
  auto rolled = roll_up(parts, system, book(), test::members);
  if (!rolled) return std::nullopt;
  const auto broken = fuzz::RollUpLaws(parts, *rolled, system).broken();
  if (!broken.empty()) {
    std::cerr << broken << " in " << system.id.str() << ": " << describe(parts.front()) << " + " << describe(parts.back())
              << " = " << describe(*rolled) << "\n";
  }
  CHECK(broken.empty());
  return std::move(*rolled);
}

void check_rolls_up(const Label& label, const Policy& system) {
  if (const auto rolled = check_whole({label, label}, system)) {
    // The whole of what it says itself and the part again says no more.
    const auto again = roll_up({*rolled, label}, system, book(), test::members);
    CHECK(again.has_value());
    CHECK(!is_stricter(*again, *rolled, system, test::members));
  }
  for (const auto* mark : kBeside) {
    const auto other = parse_marking(mark, system, book());
    if (other) check_whole({label, *other}, system);
  }
}

void check_marking(std::string_view text, const Policy& system) {
  const auto joint =
      parse_marking("//JOINT SECRET GBR USA//USA/GBR EYES ONLY/REL TO USA, GBR", *book().find(PolicyId("USA")), book());
  for (const auto* banner : {static_cast<const Label*>(nullptr), &*joint}) {
    if (banner != nullptr && system.grammar != Grammar::us_style) continue;
    const auto label = parse_marking(text, system, book(), banner);
    if (!label) continue;
    CHECK(!label->owners.empty());
    if (text.find('[') == std::string_view::npos) {
      check_prints_back(*label, system, MarkForm::banner);
      check_prints_back(*label, system, MarkForm::portion);
    }
    check_received_back(*label, *book().find(PolicyId("JPN")));
    check_rolls_up(*label, system);
  }
}

void check_opening(std::string_view line) {
  const auto opening = opening_mark(line, book());
  CHECK(opening.size_bytes <= line.size());
  CHECK(opening.at_bytes <= opening.size_bytes);
  CHECK((opening.kind == Opening::text) == (opening.size_bytes == 0));
  const auto read = line.substr(0, opening.size_bytes);
  CHECK(read.find_first_of("\r\n") == std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = entente::fuzz::input_of(data, size);
  current_book() = input.book;
  for (const auto* system : input.systems) {
    check_marking(input.text, *system);
    static_cast<void>(is_banner_line(input.text, *system, book()));
  }
  check_opening(input.text);
  return 0;
}
