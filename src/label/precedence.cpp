#include "label/precedence.h"

#include <algorithm>

#include "label/marks.h"
#include "label/release_of.h"
#include "label/written.h"

namespace entente::label {
namespace {

bool has(const std::vector<Category>& categories, const Policy& system, const CategoryName& name) {
  return std::any_of(categories.begin(), categories.end(),
                     [&](const Category& category) { return category.policy == system.id && category.name == name; });
}

// A control or closed list that the token stands for, of a part and so of the whole: ORCON, AUSTEO.
bool sets(const std::vector<Label>& parts, const Policy& system, const CategoryName& name) {
  const auto* token = system.token(name);
  const bool control =
      token != nullptr && (token->meaning == Meaning::originator_control || token->meaning == Meaning::eyes_only);
  return control && std::any_of(parts.begin(), parts.end(), [&](const Label& part) {
           return !written_alone(part, system, *token, MarkForm::banner).empty();
         });
}

// The token itself, or what is below it: "FRD-SIGMA 14" below "FRD-SIGMA".
const Token* token_above(const Category& category, const Policy& system) {
  if (category.policy != system.id) return nullptr;
  const auto& name = category.name.str();
  const auto* token = system.token(category.name);
  for (auto end = name.find_last_of(" -"); token == nullptr && end != std::string::npos && end > 0;
       end = name.find_last_of(" -", end - 1)) {
    token = system.token(std::string_view(name).substr(0, end));
  }
  return token;
}

bool is_invalid_somewhere(const Category& category, const Token& token, const std::vector<Label>& parts, const Policy& system) {
  return std::any_of(parts.begin(), parts.end(), [&](const Label& part) {
    return part.policy == system.id && has(part.categories, system, category.name) && is_excluded_at(token, part.level);
  });
}

// Beside "LES NOFORN": a part that is no-foreign by itself, or that states a release, which the whole then must deny.
//= US manual (2016) D.2 Table 3, rules 3, 5, 6, 8, 14, 15.
bool is_no_foreign_apart(const Label& part, const Policy& system) {
  if (!part.controls.no_foreign || names_recipients(part)) return states_release(part);
  bool by_name = false;
  for (const auto& category : part.categories) {
    const auto* token = category.policy == system.id ? system.token(category.name) : nullptr;
    if (token == nullptr || token->meaning != Meaning::no_foreign) continue;
    if (is_first_of_meaning(system, *token)) return true;
    by_name = true;
  }
  return !by_name;
}

// The whole says that it is no-foreign in a word of its own.
bool is_no_foreign_itself(const std::vector<Label>& parts, const Level& whole, const Policy& system) {
  return !whole.free ||
         std::any_of(parts.begin(), parts.end(), [&](const Label& part) { return is_no_foreign_apart(part, system); });
}

// What yields to itself says something of the part alone ("FOR PUBLIC RELEASE"): the whole bears it where every part does.
bool stands_in_all(const Category& category, const std::vector<Label>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const Label& part) {
    return std::find(part.categories.begin(), part.categories.end(), category) != part.categories.end();
  });
}

// What is no-foreign by its name need not be where the whole is so anyway: "NOFORN//LES" for "LES NOFORN".
bool is_said_apart(const Token& token, const std::vector<Label>& parts, const Level& whole, const Policy& system) {
  return token.meaning == Meaning::no_foreign && token.becomes && is_no_foreign_itself(parts, whole, system);
}

bool names_no_foreign(const Category& category, const Policy& system) {
  const auto* token = category.policy == system.id ? system.token(category.name) : nullptr;
  return token != nullptr && token->meaning == Meaning::no_foreign && !is_first_of_meaning(system, *token);
}

}  // namespace

std::vector<Category> after_precedence(std::vector<Category> categories, const std::vector<Label>& parts, const Level& whole,
                                       const Policy& system) {
  std::vector<Category> out;
  for (const auto& category : categories) {
    const auto* token = token_above(category, system);
    // Kept by name for the text of its part; the whole says it as a control.
    if (token != nullptr && token->meaning == Meaning::no_foreign && is_first_of_meaning(system, *token)) continue;
    const bool stays = token == nullptr || is_invalid_somewhere(category, *token, parts, system);
    const auto is_beside = [&](const CategoryName& name) {
      if (name == token->name) return !stands_in_all(category, parts);
      return has(categories, system, name) || sets(parts, system, name);
    };
    const bool yields = !stays && std::any_of(token->yields_to.begin(), token->yields_to.end(), is_beside);
    const bool apart = !stays && !yields && is_said_apart(*token, parts, whole, system);
    if (!yields && !apart) {
      out.push_back(category);
    } else if (token->becomes && (apart || token->meaning != Meaning::no_foreign)) {
      auto name = token->becomes->str() + category.name.str().substr(token->name.str().size());
      out.push_back({category.policy, CategoryName(std::move(name)), category.kind});
    }
  }
  // "NOFORN/FED ONLY": whoever does not know the name must read the control.
  const auto* first = first_of_meaning(system, Meaning::no_foreign);
  const bool named =
      std::any_of(out.begin(), out.end(), [&](const Category& category) { return names_no_foreign(category, system); });
  if (named && first != nullptr && is_no_foreign_itself(parts, whole, system))
    out.push_back({system.id, first->name, CategoryKind::informative});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool bars_release(const std::vector<Label>& parts, const Policy& system) {
  return std::any_of(parts.begin(), parts.end(), [&](const Label& part) {
    return std::any_of(part.categories.begin(), part.categories.end(), [&](const Category& category) {
      const auto* token = category.policy == system.id ? system.token(category.name) : nullptr;
      return token != nullptr && token->bars_release;
    });
  });
}

}  // namespace entente::label
