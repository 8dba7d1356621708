#include "format/rule_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace entente::format {
namespace {

struct Words {
  std::string_view rule;
  std::string_view words;
};

constexpr std::array<Words, 41> kRules{{
    {"US-A.6", "Separators, order and repetition of categories and markings."},
    {"US-C.1", "The form of portion marks."},
    {"US-D.1", "The form of banner lines, and capitals."},
    {"US-D.2", "A banner says no less than the portions together."},
    {"US-E", "A classified document has a classification authority block, and no marking has declassification instructions."},
    {"US-E.1", "What stands on the Declassify On line: a date as YYYYMMDD, within 25 years, an event, or an exemption."},
    {"US-E.2", "One value stands on the Declassify On line."},
    {"US-E.3", "Of several sources, the declassification instruction that protects longest; a list of the sources."},
    {"US-E.4", "Beside atomic energy information there is no date of declassification."},
    {"US-E.5", "Beside NATO information there is no date of declassification."},
    {"US-E.6", "Declassification instructions that are retired."},
    {"US-H.1", "A marking begins with one classification and has no second one."},
    {"US-H.3", "JOINT markings."},
    {"US-H.4", "Control systems that are not published; forms of names below them, and their levels."},
    {"US-H.5", "Programs have names of their own."},
    {"US-H.6", "Nothing stands below an atomic energy marking but RD and FRD."},
    {"US-H.7", "Foreign owners and sources."},
    {"US-H.8", "Lists of recipients."},
    {"US-H.9", "LES NOFORN and SBU NOFORN in classified information."},
    {"CUI-2002.20", "Categories of controlled unclassified information."},
    {"MARK-banners", "Banners of one document do not contradict the first."},
    {"MARK-characters", "Characters that no marking holds."},
    {"MARK-contradiction", "A release to a party whom an eyes-only list leaves out."},
    {"MARK-date", "A level that its policy has at another date."},
    {"MARK-empty", "Nothing is marked."},
    {"MARK-level", "A level that the system does not have."},
    {"MARK-look-alike", "Characters that only look like a marking."},
    {"MARK-meaning", "A marking whose parts say nothing together."},
    {"MARK-parentheses", "A portion mark stands in a pair of parentheses, without spaces inside; a banner in none."},
    {"MARK-party", "A code that names no party."},
    {"MARK-portion", "What goes on behind a portion mark, or begins like one without its parentheses."},
    {"MARK-roll-up", "A banner says no less than the portions together."},
    {"MARK-company", "Markings that contradict each other or their level, though no source that was read forbids it."},
    {"MARK-order", "The order in which a system writes its markings and lists."},
    {"MARK-repeated", "A marking or recipient that stands twice."},
    {"MARK-separator", "Separators between the markings of a system."},
    {"MARK-size", "A marking is too long to be one."},
    {"MARK-spelling", "A word that is nearly a marking."},
    {"MARK-unknown", "A word that is no marking of the system."},
    {"MARK-whole", "The marks of a document taken together."},
    {"SPIF-excluded-class", "The policy does not allow a category at this level."},
}};

}  // namespace

std::string words_of_rule(std::string_view rule) {
  const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const Words& each) { return each.rule == rule; });
  if (found != kRules.end()) return std::string(found->words);
  if (rule.starts_with("ISM-ID-"))
    return fmt::format("Published rule {} of Information Security Marking metadata (2022-12).", rule);
  if (rule.starts_with("US-")) return fmt::format("Section {} of the register and manual of US markings (2016).", rule.substr(3));
  return fmt::format("Rule {} of marking checks.", rule);
}

std::string_view page_of_rule(std::string_view rule) {
  return rule.starts_with("ISM-ID-") ? "docs/formats/us-markings.md" : "docs/formats/label-check.md";
}

}  // namespace entente::format
