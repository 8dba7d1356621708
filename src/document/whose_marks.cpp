#include "document/whose_marks.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "label/check_marking.h"
#include "label/marking.h"

namespace entente::document {
namespace {

using label::Policy;
using label::PolicyBook;

class SystemChoice {
 public:
  SystemChoice(const BannerText& banner, const PolicyBook& book)
      : banner_(banner.text), labelled_(banner.labelled), book_(book) {}

  [[nodiscard]] Systems by_banner(const Systems& offered) const {
    Systems readers;
    Systems near;
    if (banner_.empty()) return {};
    for (const auto* system : offered) {
      const bool is_one =
          labelled_ ? label::is_labelled_banner(banner_, *system, book_) : label::is_banner_line(banner_, *system, book_);
      if (!is_one) continue;
      near.push_back(system);
      if (label::parse_marking(banner_, *system, book_)) readers.push_back(system);
    }
    return readers.empty() ? near : readers;
  }

  [[nodiscard]] Systems by_marks(const Systems& offered, const MarkTexts& marks) const {
    Systems best;
    Fit most;
    for (const auto* system : offered) {
      const auto fit = fit_of(*system, marks);
      if (fit > most) best.clear();
      if (fit >= most && fit > Fit{}) best.push_back(system);
      most = std::max(most, fit);
    }
    return best;
  }

 private:
  // How well a system explains the document: the marks it reads, and of those (and the banner) how many name its own party
  // first among the recipients, as every originator does.
  struct Fit {
    std::size_t read = 0;
    std::size_t own_first = 0;
    auto operator<=>(const Fit&) const = default;
  };

  // As written: a label keeps its list in the order of codes.
  static bool names_itself_first(std::string_view text, const Policy& system) {
    const auto& party = system.party.value;
    return std::any_of(system.tokens.begin(), system.tokens.end(), [&](const label::Token& token) {
      if (token.meaning != label::Meaning::release_to) return false;
      return std::any_of(token.marks.begin(), token.marks.end(), [&](const std::string& mark) {
        const auto at = text.find(mark);
        if (at == std::string_view::npos) return false;
        const auto list = trimmed(text.substr(at + mark.size()));
        return list.starts_with(party) &&
               (list.size() == party.size() || list.find_first_of(", )/", party.size()) == party.size());
      });
    });
  }

  [[nodiscard]] Fit fit_of(const Policy& system, const MarkTexts& marks) const {
    const auto own = label::parse_marking(banner_, system, book_);
    Fit fit;
    if (own && names_itself_first(banner_, system)) fit.own_first = 1;
    for (const auto& mark : marks.texts()) {
      if (mark.cut) continue;
      const auto label = label::parse_marking(mark.text, system, book_, own ? &*own : nullptr);
      if (!label) continue;
      fit.read += mark.occurrences;
      if (names_itself_first(mark.text, system)) fit.own_first += mark.occurrences;
    }
    return fit;
  }

  std::string_view banner_;
  bool labelled_;
  const PolicyBook& book_;
};

// Who releases names itself in the list: the systems whose party may have written a text with one.
class Originators {
 public:
  Originators(std::string_view text, const Systems& offered, const PolicyBook& book) {
    for (const auto* system : offered) {
      const auto list = list_in(text, *system);
      if (list.empty()) continue;
      any_ = true;
      const auto commas = list.find(',') < list.find('/');
      if (commas && system->wording.list_joined_by.find('/') != std::string::npos) continue;
      const bool nation = system->party.value.size() == kNationCode;  // lists of an organisation leave it out
      if (!nation && !label::parse_marking(text, *system, book)) continue;
      writers_.push_back(system);
      if (!nation || names_itself(list, *system, book)) named_.push_back(system);
    }
  }

  [[nodiscard]] bool has_list() const { return any_; }
  // False: the list leaves each of them out.
  [[nodiscard]] bool named() const { return !named_.empty(); }
  [[nodiscard]] const Systems& systems() const { return named_.empty() ? writers_ : named_; }

 private:
  // What stands behind the longest of its marks for a release; empty: none stands there.
  static std::string_view list_in(std::string_view text, const Policy& system) {
    std::string_view out;
    std::size_t longest = 0;
    const auto look = [&](std::string_view mark) {
      const auto at = mark.size() <= longest ? std::string_view::npos : text.find(mark);
      if (at == std::string_view::npos || (at != 0 && std::string_view("/ (").find(text[at - 1]) == std::string_view::npos))
        return;
      const auto behind = text.substr(at + mark.size());
      if (!behind.starts_with(' ')) return;
      longest = mark.size();
      out = trimmed(behind.substr(0, std::min(behind.find("//"), behind.find(')'))));
    };
    for (const auto& token : system.tokens) {
      if (token.meaning != label::Meaning::release_to) continue;
      look(token.portion);
      std::for_each(token.marks.begin(), token.marks.end(), look);
    }
    return out;
  }

  // Or a group, of which it may be a member.
  static bool names_itself(std::string_view list, const Policy& system, const PolicyBook& book) {
    const auto& party = system.party.value;
    bool named = false;
    for (std::size_t at = 0; !named && at < list.size();) {
      const auto end = std::min(list.find_first_of(" ,/", at), list.size());
      const auto word = list.substr(at, end - at);
      named = word == party || (word.size() > kNationCode && book.knows(PartyId(std::string(word))));
      at = end + 1;
    }
    return named;
  }

  static constexpr std::size_t kNationCode = 3;
  bool any_ = false;
  Systems writers_;
  Systems named_;
};

Systems common(const Systems& a, const Systems& b) {
  Systems out;
  std::copy_if(a.begin(), a.end(), std::back_inserter(out),
               [&](const Policy* each) { return std::find(b.begin(), b.end(), each) != b.end(); });
  return out;
}

}  // namespace

WhoseMarks whose_marks(const BannerText& banner, const MarkTexts& marks, const Systems& offered, const PolicyBook& book) {
  const SystemChoice choice(banner, book);
  auto fitting = choice.by_banner(offered);
  const bool is_banner = !fitting.empty();
  if (!is_banner) fitting = offered;
  if (const Originators of_banner(banner.text, offered, book);
      is_banner && of_banner.has_list() && !of_banner.systems().empty()) {
    const auto both = common(fitting, of_banner.systems());
    if (!of_banner.named() || both.empty()) return {of_banner.systems(), true};  // whoever reads it did not write it
    fitting = both;
  }
  if (fitting.size() > 1) {
    const auto best = choice.by_marks(fitting, marks);
    fitting = best.empty() && !is_banner ? Systems{} : best.empty() ? fitting : best;
  }
  return {std::move(fitting), is_banner};
}

Systems best_corrected(const std::vector<std::string_view>& texts, const Systems& offered, const PolicyBook& book) {
  constexpr std::size_t kTexts = 8;  // more tell no more
  struct Fit {
    std::size_t told = 0;
    std::size_t errors = 0;
    bool operator==(const Fit&) const = default;
  };
  Fit most;
  Systems best;
  for (const auto* system : offered) {
    Fit fit;
    for (std::size_t each = 0; each < std::min(texts.size(), kTexts); ++each) {
      const auto check = label::check_marking(texts[each], *system, book);
      if ((check.label && !label::has_errors(check.findings)) || check.corrected) ++fit.told;
      fit.errors += static_cast<std::size_t>(std::count_if(check.findings.begin(), check.findings.end(), [](const auto& finding) {
        return finding.severity == label::Severity::error;
      }));
    }
    if (fit.told == 0) continue;
    const bool better = fit.told != most.told ? fit.told > most.told : fit.errors < most.errors;
    if (best.empty() || better) best.clear();
    if (best.empty()) most = fit;
    if (fit == most) best.push_back(system);
  }
  return best;
}

std::string names_of(const Systems& systems) {
  std::vector<std::string> names;
  for (const auto* system : systems) names.push_back(system->id.value);
  return join(names, ", ");
}

}  // namespace entente::document
