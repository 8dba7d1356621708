#include "service/mark_memory.h"

#include "label/marking.h"

namespace entente::service {

const Result<label::Label>& MarkMemory::read(std::string_view text, const label::Policy& system, const label::PolicyBook& book) {
  if (text.size() > limits::kMarkRememberedBytes) {
    long_ = label::parse_marking(text, system, book);
    return long_;
  }
  const auto found = known_.find(Seen{&system, text});
  if (found != known_.end()) return found->second;
  if (known_.size() >= limits::kMarksRemembered) known_.clear();
  return known_.emplace(Key{&system, std::string(text)}, label::parse_marking(text, system, book)).first->second;
}

}  // namespace entente::service
