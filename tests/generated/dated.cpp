#include "generated/dated.h"

#include <fmt/format.h>

namespace entente::generated {
namespace {

std::string day_of(Chance& chance, std::size_t year) {
  const auto day = 1 + chance.below(28);
  return fmt::format("{}-{:02}-{:02}", year, 1 + chance.below(12), day);
}

std::string shortened(Chance& chance, std::string day) {
  if (chance.percent(15)) day.resize(7);
  return day;
}

}  // namespace

std::string day_between(Chance& chance, std::size_t first, std::size_t last) {
  const auto year = first + chance.below(last - first + 1);
  return day_of(chance, year);
}

std::string partial_date(Chance& chance, std::size_t first, std::size_t last) {
  auto day = shortened(chance, day_between(chance, first, last));
  if (chance.percent(5)) day.resize(4);
  return day;
}

std::vector<Step> history_of(Chance& chance) {
  std::vector<Step> history;
  auto year = 1990 + chance.below(20);
  const auto add = [&](std::string_view value) {
    history.push_back({value, shortened(chance, day_of(chance, year))});
    year += 2;
  };
  if (chance.percent(20)) add("considered");
  if (chance.percent(50)) add("negotiating");
  if (history.empty() || chance.percent(90)) add("signed");
  if (chance.percent(5)) add("provisional");
  if (!chance.percent(85)) return history;
  add("in-force");
  if (chance.percent(5)) add("suspended");
  if (chance.percent(10)) add("terminated");
  return history;
}

}  // namespace entente::generated
