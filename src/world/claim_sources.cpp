#include "world/claim_sources.h"

#include <algorithm>

#include "base/text.h"

namespace entente::world {
namespace {

constexpr std::string_view kBetween = " ; ";

bool continues(char c) {
  constexpr std::string_view kOthers = "-_/%=&";
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || kOthers.find(c) != std::string_view::npos;
}

// "Article I(1), https://a/b" names "https://a/b"; "https://a/bc" and "Article 0012" do not name "https://a/b" and "Article 001".
bool names(std::string_view citation, std::string_view wanted) {
  if (wanted.empty()) return false;
  for (auto at = citation.find(wanted); at != std::string_view::npos; at = citation.find(wanted, at + 1)) {
    const auto end = at + wanted.size();
    if ((at == 0 || !continues(citation[at - 1])) && (end == citation.size() || !continues(citation[end]))) return true;
  }
  return false;
}

}  // namespace

bool OwnSource::is(std::string_view citation) const {
  if (citation == name_) return true;
  if (source_ == nullptr) return false;
  if (!source_->address.empty() && citation == source_->address) return true;
  const bool is_link = source_->address.find("://") != std::string::npos;
  return (is_link && names(citation, source_->address)) || names(citation, source_->cited_as);
}

bool OwnSource::is_all_of(const Provenance& provenance) const {
  if (provenance.source.empty()) return false;
  const auto citations = split(provenance.source, kBetween);
  return std::all_of(citations.begin(), citations.end(), [&](std::string_view citation) { return is(citation); });
}

}  // namespace entente::world
