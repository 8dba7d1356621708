// Whose marks a document to be checked bears.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/authority_block.h"
#include "document/check_document.h"
#include "document/edge_banner.h"
#include "document/found_marks.h"
#include "document/lines.h"
#include "document/portions.h"
#include "document/quiet_lines.h"
#include "document/whose_marks.h"
#include "label/marking.h"
#include "label/scan.h"

namespace entente::document {

namespace {

std::string_view first_line(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n\f\v", text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  if (begin == std::string_view::npos) return {};
  return trimmed(text.substr(begin, text.find_first_of("\r\n", begin) - begin));
}

// Only documents of the USA have one (manual, E): by whom it is classified, and until when.
const label::Policy* of_authority_block(std::string_view text, const Systems& offered) {
  const auto block = find_authority_block(text);
  if (!block.declassify_on || (!block.classified_by && !block.derived_from)) return nullptr;
  const auto is_us = [](const label::Policy* system) { return system->grammar == label::Grammar::us_style; };
  const auto found = std::find_if(offered.begin(), offered.end(), is_us);
  return found == offered.end() || std::any_of(std::next(found), offered.end(), is_us) ? nullptr : *found;
}

}  // namespace

Result<const label::Policy*> system_of(std::string_view text, const label::PolicyBook& book) {
  Systems offered;
  for (const auto& [id, policy] : book.policies()) offered.push_back(&policy);
  BannerText banner;
  MarkTexts marks;
  const QuietLines quiet(book);
  for_each_line(text, [&](std::string_view line, std::size_t, std::uint32_t) {
    if (quiet.is_quiet(trimmed(line))) return true;
    const auto opening = label::numbered_opening_mark(line, book);
    if (opening.kind == label::Opening::mark)
      static_cast<void>(marks.number(line.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes), false));
    if (opening.kind != label::Opening::text || !banner.text.empty() || !quiet.may_be_banner(trimmed(line)))
      return marks.texts().size() < limits::kDocumentMarkings;
    for (auto policy = offered.begin(); policy != offered.end() && banner.text.empty(); ++policy) {
      banner.text = banner_on_line(line, **policy, book);
      banner.labelled = banner.text == label::behind_banner_label(line);
    }
    return true;
  });
  if (const auto* system = of_authority_block(text, offered)) return system;
  const auto found = whose_marks(banner, marks, offered, book);
  const bool told = found.is_banner || !marks.texts().empty();
  if (told && found.systems.size() == 1) return found.systems.front();
  const auto reads = [&](const label::Policy* system) { return label::parse_marking(banner.text, *system, book).has_value(); };
  if (found.is_banner && std::any_of(found.systems.begin(), found.systems.end(), reads))
    return fail(Fault::unknown_policy, fmt::format("its marks may be of {}; state which with --policy", names_of(found.systems)));
  // None reads them best: the one in which they can be put right, a first line that was meant for a banner among them.
  std::vector<std::string_view> texts;
  Systems near = told ? found.systems : Systems();
  const auto edge = label::without_emphasis(first_line(text));
  if (near.empty()) {
    std::copy_if(offered.begin(), offered.end(), std::back_inserter(near),
                 [&](const label::Policy* system) { return is_near_banner(edge, *system, book); });
    if (!near.empty()) texts.push_back(edge);
  } else if (found.is_banner) {
    texts.push_back(banner.text);
  }
  for (const auto& each : marks.texts()) texts.push_back(each.text);
  const auto best = best_corrected(texts, near.empty() ? offered : near, book);
  if (best.size() == 1) return best.front();
  if (best.empty() && near.empty()) return fail(Fault::unknown_policy, "no mark tells whose they are; state it with --policy");
  return fail(Fault::unknown_policy,
              fmt::format("its marks may be of {}; state which with --policy", names_of(best.empty() ? near : best)));
}

}  // namespace entente::document
