#include "document/whole.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::document {
namespace {

using label::Label;

constexpr std::string_view kUnreadable = "a banner cannot be read, and the whole may be marked more strictly than this portion";

class Weighing {
 public:
  Weighing(const Document& document, const label::PolicyBook& book, const label::Expand& expand)
      : document_(document), system_(*document.systems.front()), book_(book), expand_(expand) {}

  Whole weigh() {
    own_mark();
    if (unreadable_) whole_.unreadable_why = kUnreadable;
    collect_parts();
    const auto rolled = label::roll_up(parts_, system_, book_, expand_);
    if (whole_.own) compare(*whole_.own, rolled);
    unmarked();
    return std::move(whole_);
  }

 private:
  void warn(std::string message) { whole_.warnings.push_back(std::move(message)); }

  void own_mark() {
    std::vector<Label> labels;
    for (const auto& banner : document_.banners) {
      const auto& mark = document_.marks[banner.mark];
      if (mark.labels.empty()) {
        if (!unreadable_)
          warn(fmt::format("line {}: the banner {} cannot be read: {}", banner.line, quoted(mark.text), mark.error));
        unreadable_ = true;
      } else if (std::find(labels.begin(), labels.end(), mark.labels.front()) == labels.end()) {
        if (!labels.empty())
          warn(fmt::format("line {}: the banner {} differs from the first; the strictest of both counts", banner.line,
                           quoted(mark.text)));
        labels.push_back(mark.labels.front());
      }
    }
    if (labels.empty()) return;
    auto strictest = labels.size() == 1 ? Result<Label>(labels.front()) : label::roll_up(labels, system_, book_, expand_);
    if (strictest) {
      keep_what_banners_say(labels, *strictest);
      whole_.own = std::move(*strictest);
    } else {
      warn("the banners cannot be combined: " + strictest.error().message);
      unreadable_ = true;
    }
  }

  // A roll-up may leave out a category of a part, which is decided by its own mark. The text below a banner may have no other.
  static void keep_what_banners_say(const std::vector<Label>& banners, Label& strictest) {
    auto& kept = strictest.categories;
    for (const auto& banner : banners) {
      for (const auto& category : banner.categories) {
        const bool lost =
            category.kind == label::CategoryKind::restrictive && std::find(kept.begin(), kept.end(), category) == kept.end();
        if (lost) kept.insert(std::upper_bound(kept.begin(), kept.end(), category), category);
      }
    }
  }

  // Marks that portions stand under; a mark that only stands beside one, in quotes say, ranks nothing but that portion.
  void collect_parts() {
    std::set<std::uint32_t> seen;
    for (const auto& portion : document_.portions) {
      if (!portion.has_own || !seen.insert(portion.marks.front()).second) continue;
      const auto& labels = document_.marks[portion.marks.front()].labels;
      invalid_ = invalid_ || labels.empty();
      if (!labels.empty()) parts_.push_back(labels.front());
    }
  }

  void compare(const Label& own, const Result<Label>& rolled) {
    if (!rolled) {
      warn("the portions cannot be ranked together (" + rolled.error().message +
           "): each is decided under the document's mark too");
      whole_.compilation = true;
      return;
    }
    whole_.compilation = label::is_stricter(own, *rolled, system_, expand_);
    if (whole_.compilation && !parts_.empty()) {
      warn("the document is marked more strictly than its portions together: each is decided under the document's mark too");
    }
    if (label::is_stricter(*rolled, own, system_, expand_)) {
      warn("the document is marked less strictly than its portions together; portions are decided by their own marks");
    }
  }

  void unmarked() {
    if (!document_.banner_recognised) return withhold("no banner is recognised");
    if (unreadable_ || !whole_.own) return withhold("a banner cannot be read");
    if (invalid_) return withhold("a portion mark cannot be read, so the document's highest is not known");
    auto all = parts_;
    all.push_back(*whole_.own);
    auto highest = label::roll_up(all, system_, book_, expand_);
    if (!highest) return withhold("the document's highest is not known: " + highest.error().message);
    whole_.unmarked = std::move(*highest);
  }

  void withhold(std::string why) { whole_.unmarked_why = "text without a mark: " + why; }

  const Document& document_;
  const label::Policy& system_;
  const label::PolicyBook& book_;
  const label::Expand& expand_;
  Whole whole_;
  std::vector<Label> parts_;
  bool unreadable_ = false;  // a banner
  bool invalid_ = false;     // a portion mark
};

}  // namespace

Whole weigh(const Document& document, const label::PolicyBook& book, const label::Expand& expand) {
  if (document.systems.size() == 1) return Weighing(document, book, expand).weigh();
  Whole whole;
  whole.unmarked_why = "text without a mark: no banner is recognised";
  const bool unreadable = std::any_of(document.banners.begin(), document.banners.end(), [&](const BannerLine& banner) {
    return document.marks[banner.mark].labels.empty();
  });
  if (unreadable) whole.unreadable_why = kUnreadable;
  return whole;
}

}  // namespace entente::document
