#include <cstdio>

#include <fmt/format.h>

#include "base/text.h"
#include "commands.h"
#include "format/decision_json.h"
#include "label/marking.h"
#include "label_spif.h"
#include "service/desk.h"
#include "world/nearest.h"

namespace entente::app {
namespace {

std::string party_names(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& party : parties) names.push_back(party.value);
  return names.empty() ? "nobody" : join(names, ", ");
}

std::string origin_names(const std::vector<label::Origin>& origins) {
  std::vector<std::string> names;
  for (const auto& origin : origins) {
    std::string name = origin.party ? origin.party->value : "concealed";
    if (origin.level) name += " (" + origin.level->value + ")";
    names.push_back(std::move(name));
  }
  return join(names, ", ");
}

std::string release_text(const label::Releasability& releasable) {
  switch (releasable.kind) {
    case label::ReleaseKind::absent:
      return "not stated";
    case label::ReleaseKind::listed:
      return party_names(releasable.parties);
    case label::ReleaseKind::everyone:
      return "everyone";
  }
  return "not stated";
}

std::string controls_text(const label::Controls& controls) {
  std::vector<std::string> names;
  if (controls.no_foreign) names.emplace_back("no foreign release");
  if (controls.originator_control) names.emplace_back("originator control");
  if (controls.release_by_official) names.emplace_back("release by a disclosure official");
  if (controls.eyes_only) names.push_back("eyes only: " + party_names(*controls.eyes_only));
  return names.empty() ? "none" : join(names, ", ");
}

struct Marks {
  std::string banner;
  std::string portion;
};

// In the system asked about; what that cannot express (a received copy), in the label's own.
Marks marks_of(const label::Label& label, const label::Policy& system, const label::PolicyBook& book) {
  const auto* own = book.find(label.policy);
  const auto render = [&](label::MarkForm form) {
    auto text = label::render_marking(label, system, book, form);
    if (!text && own != nullptr) text = label::render_marking(label, *own, book, form);
    return text.value_or("");
  };
  return {render(label::MarkForm::banner), render(label::MarkForm::portion)};
}

std::string text_of(const label::Label& label, const Marks& marks) {
  std::vector<std::string> categories;
  for (const auto& category : label.categories) categories.push_back(category.name.value);
  std::string text = fmt::format("policy      {}\nlevel       {}\nowners      {}\n", label.policy.value, label.level.value,
                                 origin_names(label.owners));
  if (!label.sources.empty()) text += fmt::format("sources     {}\n", origin_names(label.sources));
  if (!categories.empty()) text += fmt::format("categories  {}\n", join(categories, ", "));
  text += fmt::format("release     {}\n", release_text(label.releasable));
  if (!label.display_only.empty()) text += fmt::format("display     {}\n", party_names(label.display_only));
  text += fmt::format("controls    {}\n", controls_text(label.controls));
  if (label.domain) text += fmt::format("domain      {}\n", *label.domain);
  return text + fmt::format("banner      {}\nportion     {}\n", marks.banner, marks.portion);
}

}  // namespace

Result<const label::Policy*> policy_of_world(const label::PolicyBook& book, const std::string& name) {
  const auto* policy = book.find(PolicyId(name));
  if (policy != nullptr) return policy;
  std::vector<std::string> known;
  for (const auto& [id, each] : book.policies()) known.push_back(id.value);
  auto near = world::did_you_mean(name, {known.begin(), known.end()});
  if (near.empty()) near = "; known: " + join(known, ", ");
  return fail(service::Fault::unknown_name, fmt::format("--policy: {} is not a policy of this world{}", quoted(name), near));
}

ExitCode run(const LabelParseCommand& command) {
  auto desk = service::Desk::open(
      {command.settings.world, command.settings.overlays, {}, command.settings.known_as_of, command.settings.require});
  if (!desk) return report(desk.error());
  const auto& book = desk->world().policies;
  const auto found = policy_of_world(book, command.policy);
  if (!found) return report(found.error());
  const auto* policy = *found;
  const auto label = label::parse_marking(command.marking, *policy, book);
  if (!label) return report(label.error());
  const Marks marks = marks_of(*label, *policy, book);
  std::string out;
  if (command.settings.format == Format::json) {
    codec::JsonWriter json;
    json.begin_object().member("banner", marks.banner).member("portion", marks.portion).key("label");
    format::write_label(json, *label);
    json.end_object();
    out = json.finish() + "\n";
  } else {
    out = text_of(*label, marks);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return ExitCode::success;
}

}  // namespace entente::app
