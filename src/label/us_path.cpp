#include "label/us_path.h"

#include <algorithm>

namespace entente::label {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

std::string written(const UsPath& path, std::string_view head, std::string UsPath::Part::* word) {
  std::string out(head);
  for (const auto& part : path.parts) {
    out += '-';
    out += part.*word;
    for (const auto& sub : part.subs) {
      out += ' ';
      out += sub;
    }
  }
  return out;
}

}  // namespace

bool stands_before(std::string_view a, std::string_view b) {
  const bool number = is_number(a);
  if (number != is_number(b)) return number;
  if (!number) return a < b;
  const auto value_a = without_zeros(a);
  const auto value_b = without_zeros(b);
  if (value_a.size() != value_b.size()) return value_a.size() < value_b.size();
  return value_a == value_b ? a < b : value_a < value_b;
}

std::string text_of(const UsPath& path) { return written(path, path.head_text, &UsPath::Part::text); }

std::string name_of(const UsPath& path) { return written(path, path.head, &UsPath::Part::name); }

bool moves_published_only(const UsPath& path, const UsPath& right) {
  const auto same_name = [](const UsPath::Part& a, const UsPath::Part& b) { return a.name == b.name; };
  const auto published = [](const UsPath::Part& part) { return part.published; };
  if (!std::equal(path.parts.begin(), path.parts.end(), right.parts.begin(), right.parts.end(), same_name))
    return std::all_of(path.parts.begin(), path.parts.end(), published);
  return std::equal(path.parts.begin(), path.parts.end(), right.parts.begin(),
                    [](const UsPath::Part& a, const UsPath::Part& b) { return a.published || a.subs == b.subs; });
}

bool repeats_compartment(const UsPath& path) {
  for (auto part = path.parts.begin(); part != path.parts.end(); ++part) {
    if (std::any_of(path.parts.begin(), part, [&](const UsPath::Part& other) { return other.name == part->name; })) return true;
  }
  return false;
}

UsPath in_order(UsPath path) {
  std::vector<UsPath::Part> parts;
  for (auto& part : path.parts) {
    const auto same =
        std::find_if(parts.begin(), parts.end(), [&](const UsPath::Part& other) { return other.name == part.name; });
    if (same == parts.end()) {
      parts.push_back(std::move(part));
    } else {
      same->subs.insert(same->subs.end(), part.subs.begin(), part.subs.end());
    }
  }
  for (auto& part : parts) {
    std::sort(part.subs.begin(), part.subs.end(), StandsBefore{});
    part.subs.erase(std::unique(part.subs.begin(), part.subs.end()), part.subs.end());
  }
  std::sort(parts.begin(), parts.end(),
            [](const UsPath::Part& a, const UsPath::Part& b) { return stands_before(a.name, b.name); });
  path.parts = std::move(parts);
  return path;
}

UsPath joined(UsPath a, const UsPath& b) {
  a.parts.insert(a.parts.end(), b.parts.begin(), b.parts.end());
  return in_order(std::move(a));
}

}  // namespace entente::label
