#include "service/object_forms.h"

#include <algorithm>

#include "base/search_limits.h"

namespace entente::service {
namespace {

// Over the text of one object, as far as its name. Of a text that is no JSON it finds something or nothing: such a line is never
// remembered.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  // The value of the outermost `id`, if it is plain text.
  std::optional<std::string_view> id() {
    if (!take('{')) return std::nullopt;
    while (true) {
      const auto key = string();
      if (!key || !take(':')) return std::nullopt;
      if (*key == "id") return plain();
      if (!skip_value() || !take(',')) return std::nullopt;
    }
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  bool take(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  // As it is written between the quotes.
  std::optional<std::string_view> string() {
    if (!take('"')) return std::nullopt;
    const auto first = at_;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    if (at_ >= text_.size()) return std::nullopt;
    return text_.substr(first, at_++ - first);
  }
  std::optional<std::string_view> plain() {
    const auto written = string();
    const auto odd = [](char each) { return each < ' ' || each > '~' || each == '\\'; };
    if (!written || written->empty() || std::any_of(written->begin(), written->end(), odd)) return std::nullopt;
    return written;
  }
  bool skip_value() {
    skip_space();
    for (std::size_t depth = 0; at_ < text_.size(); ++at_) {
      const char each = text_[at_];
      if (each == '"') {
        if (!string()) return false;
        --at_;
      } else if (each == '{' || each == '[') {
        ++depth;
      } else if (depth > 0 && (each == '}' || each == ']')) {
        --depth;
      } else if (depth == 0 && (each == ',' || each == '}')) {
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

ObjectForms::ObjectForms(const world::World& world) {
  for (const auto& each : world.consents) named_.insert(each.objects.begin(), each.objects.end());
  for (const auto& each : world.needs_to_know) named_.insert(each.objects.begin(), each.objects.end());
  for (const auto& each : world.waivers) named_.insert(each.items.begin(), each.items.end());
  for (const auto& each : world.approvals) named_.insert(each.items.begin(), each.items.end());
}

std::optional<ObjectForms::Known> ObjectForms::find(std::string_view line) {
  form_.clear();
  const auto id = Scan(line).id();
  if (!id || line.size() - id->size() > limits::kCatalogueFormBytes) return std::nullopt;
  if (!named_.empty() && (named_.contains(std::string(*id)) || named_.contains(std::string(id->substr(0, id->find('#'))))))
    return std::nullopt;
  const auto before = static_cast<std::size_t>(id->data() - line.data());
  form_.append(line.substr(0, before)).append(1, '\0').append(line.substr(before + id->size()));
  const auto found = known_.find(form_);
  if (found == known_.end()) return std::nullopt;
  return Known{*id, found->second};
}

void ObjectForms::remember(const ObjectAnswer& answer) {
  if (!form_.empty() && known_.size() < limits::kCatalogueForms) known_.emplace(form_, answer);
}

}  // namespace entente::service
