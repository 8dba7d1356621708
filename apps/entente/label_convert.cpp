#include <cstdio>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "commands.h"
#include "format/ism_json.h"
#include "format/ism_xml.h"
#include "format/label_4774.h"
#include "format/label_5636.h"
#include "format/label_lacv.h"
#include "label/ism_marking.h"
#include "label/marking.h"
#include "label/named_label.h"
#include "label_spif.h"
#include "service/desk.h"

namespace entente::app {
namespace {

// A label as read, with its policy where one was named. `by_value` is valid under it.
struct Source {
  std::optional<label::SpifPolicy> policy;
  std::optional<label::ConfidentialityLabel> named;  // with its envelope; absent where it was read as values or text
  std::optional<label::SpifLabel> by_value;
};

Error wrong_form(std::string message) { return {service::Fault::bad_request, std::move(message)}; }

Result<void> check_valid(const label::SpifPolicy& policy, const label::SpifLabel& label, Instant at) {
  for (const auto& finding : label::validity(policy, label, at)) {
    if (finding.severity == label::Severity::error) {
      return tl::unexpected(wrong_form(
          fmt::format("the label is not valid under {}: {} ({})", quoted(policy.name), finding.message, finding.rule)));
    }
  }
  return {};
}

// Whether a file holds the form that was announced. The two JSON forms read alike.
Result<void> check_form(const LabelConvertCommand& command, const LabelFile& file) {
  const bool by_value = std::holds_alternative<label::SpifLabel>(file.label);
  const auto is = by_value ? LabelForm::lacv : file.is_json ? LabelForm::json_5636 : LabelForm::xml_4774;
  const auto wanted = command.from == LabelForm::json_4774 ? LabelForm::json_5636 : command.from;
  if (wanted == LabelForm::any_file || wanted == is) return {};
  return tl::unexpected(wrong_form(fmt::format("{} is not in the form that --from names", quoted(command.what))));
}

// A label made from a text lacks what markings do not show: it would open to more than the one that was marked.
Result<void> check_seen(const LabelConvertCommand& command, const label::SpifPolicy& policy, const label::SpifLabel& read) {
  std::vector<std::string> unseen;
  for (const auto& value : label::unseen_beside(policy, read)) {
    const auto found = policy.find(value);
    unseen.push_back(fmt::format("{} of {}", quoted(found.category->name), quoted(found.tag->name)));
  }
  if (unseen.empty()) return {};
  const auto names = join(unseen, ", ");
  if (!command.lossy) {
    return tl::unexpected(
        wrong_form(fmt::format("markings of {} do not show {}, which the label may have: convert the label "
                               "itself, or with --lossy write one without",
                               quoted(policy.name), names)));
  }
  fmt::print(stderr, "entente: warning: not known from a text: {}\n", names);
  return {};
}

Result<Source> read_source(const LabelConvertCommand& command) {
  Source out;
  PolicyFile file;
  if (command.spif) {
    TRY(file, read_policy(*command.spif, command.settings));
    out.policy = file.spif;
  }
  if (command.from == LabelForm::text) {
    if (!out.policy) return tl::unexpected(wrong_form("a text is read under a policy: name it with --spif FILE"));
    auto read = read_marking(file, command.what, command.language, Parts::refused).reading;
    for (const auto& finding : read.findings) {
      if (finding.severity == label::Severity::error) return tl::unexpected(wrong_form(finding.message));
    }
    if (command.to != LabelForm::text || command.to_spif) TRY_DO(check_seen(command, *out.policy, read.label));
    out.by_value = std::move(read.label);
  } else {
    TRY(const auto read, read_label_file(command.what));
    TRY_DO(check_form(command, read));
    if (const auto* named = std::get_if<label::ConfidentialityLabel>(&read.label)) out.named = *named;
    if (out.policy) {
      TRY(out.by_value, format::in_terms_of(file.spif, read.label));
    } else if (!out.named) {
      out.by_value = std::get<label::SpifLabel>(read.label);
    }
  }
  if (out.policy) TRY_DO(check_valid(*out.policy, *out.by_value, command.settings.as_of));
  return out;
}

// The equivalent label: known by value only, and in 4774 an alternative one.
Result<void> change_policy(const LabelConvertCommand& command, Source& source) {
  if (!source.policy) return tl::unexpected(wrong_form("--to-policy needs the label's own policy too: name it with --spif FILE"));
  TRY(auto other, read_policy_file(*command.to_spif));
  TRY(source.by_value, label::translate(*source.by_value, *source.policy, other, command.settings.as_of));
  source.policy = std::move(other);
  source.named.reset();
  return {};
}

Result<void> leave_out(const LabelConvertCommand& command, const std::vector<std::string>& what) {
  if (what.empty()) return {};
  const auto names = join(what, ", ");
  if (!command.lossy) {
    return tl::unexpected(wrong_form(fmt::format("that form does not carry {}; with --lossy it is left out", names)));
  }
  fmt::print(stderr, "entente: warning: left out: {}\n", names);
  return {};
}

Result<std::string> write_named(const LabelConvertCommand& command, label::ConfidentialityLabel named) {
  if (command.to == LabelForm::xml_4774) {
    TRY_DO(leave_out(command, named.not_kept));
    return format::print_4774(named);
  }
  TRY_DO(leave_out(command, format::leave_out_for_json(named)));
  const auto form = command.to == LabelForm::json_4774 ? format::JsonLabelForm::structured : format::JsonLabelForm::elements;
  return format::print_5636(named, form).map([](std::string text) { return text + "\n"; });
}

// Ids that the policy's file gave, not the label: names say the same.
void without_ids(label::ConfidentialityLabel& named) {
  auto& information = named.body.information;
  information.policy_uri.clear();
  for (auto& category : information.categories) category.uri.clear();
}

Result<std::string> write(const LabelConvertCommand& command, const Source& source) {
  const bool needs_policy = command.to == LabelForm::text || (command.to == LabelForm::lacv ? !source.by_value : !source.named);
  if (needs_policy && !source.policy) {
    return tl::unexpected(wrong_form("between names and values goes only a policy: name it with --spif FILE"));
  }
  if (command.to == LabelForm::text) {
    return label::spif_marking(*source.policy, *source.by_value, {command.language, label::MarkingCode::page_top})
        .map([](std::string text) { return text + "\n"; });
  }
  if (command.to == LabelForm::lacv) {
    if (source.named) {  // ids become values
      auto rest = *source.named;
      without_ids(rest);
      TRY_DO(leave_out(command, format::leave_out_for_json(rest)));
    }
    return format::print_lacv(*source.by_value);
  }
  auto named = source.named;
  if (!named) {
    const auto role =
        command.to_spif && command.to == LabelForm::xml_4774 ? label::LabelRole::alternative : label::LabelRole::originator;
    TRY(named, label::describe(*source.policy, *source.by_value, role));
    if (command.to != LabelForm::xml_4774) without_ids(*named);
  }
  return write_named(command, *named);
}

bool is_ism(LabelForm form) { return form == LabelForm::ism || form == LabelForm::ism_xml; }

// Attributes of ISM: in the argument itself if it opens as such, else in a file.
Result<label::IsmAttributes> read_ism(const LabelConvertCommand& command) {
  const auto first = trimmed(command.what).substr(0, 1);
  if (first == "{" || first == "<") return format::read_ism_text(command.what);
  TRY(const auto text, codec::read_file(command.what, limits::kDocumentBytes));
  return format::read_ism_text(text);
}

Result<std::string> write_ism(LabelForm form, const label::IsmAttributes& attributes) {
  if (form == LabelForm::ism_xml) return format::ism_to_xml(attributes);
  return format::ism_to_json(attributes) + "\n";
}

// The label of attributes that become a marking or a label by names, which has their date of creation only.
Result<label::Label> label_of_attributes(const LabelConvertCommand& command, const label::IsmAttributes& attributes,
                                         const label::Policy& policy, const label::PolicyBook& book) {
  TRY(auto label, label::label_of_ism(attributes, policy, book));
  std::vector<std::string> lost;
  for (const auto name : label::beyond_the_mark(attributes)) {
    if (name != label::IsmName::create_date || command.to == LabelForm::text) lost.emplace_back(label::name_of(name));
  }
  TRY_DO(leave_out(command, lost));
  label.declassify_on.reset();
  for (auto& source : label.sources) source.level.reset();
  return label;
}

// The label in the form asked for, under a policy of the world.
Result<std::string> write_in_world(const LabelConvertCommand& command, const label::Label& label, const label::Policy& policy,
                                   const label::PolicyBook& book) {
  if (command.to == LabelForm::text) {
    return label::render_marking(label, policy, book, label::MarkForm::banner).map([](std::string text) { return text + "\n"; });
  }
  if (is_ism(command.to)) {
    TRY(const auto attributes, label::ism_of_label(label, policy, book, {command.program_authority}));
    return write_ism(command.to, attributes);
  }
  TRY(const auto named, label::to_names(label, book));
  return write_named(command, named);
}

// What only the envelope of a label says, and no marking.
std::vector<std::string> envelope_of(const label::ConfidentialityLabel& named) {
  auto rest = named;
  auto out = format::leave_out_for_json(rest);
  if (named.body.created) out.emplace_back("date of creation");
  return out;
}

Result<label::Label> label_of_file(const LabelConvertCommand& command, const LabelFile& file, const label::Policy& policy,
                                   const label::PolicyBook& book) {
  const auto* named = std::get_if<label::ConfidentialityLabel>(&file.label);
  if (named == nullptr) return tl::unexpected(wrong_form("a world knows no values (lacv): name the policy with --spif FILE"));
  TRY(auto label, label::from_names(*named, book));
  if (label.policy != policy.id)
    return tl::unexpected(wrong_form(fmt::format("the label is of {}, not of {}", label.policy.value, policy.id.value)));
  const auto lost = envelope_of(*named);
  if ((command.to == LabelForm::text || is_ism(command.to)) && !lost.empty())
    fmt::print(stderr, "entente: note: a marking does not say: {}\n", join(lost, ", "));
  return label;
}

// Between markings of the world, attributes of ISM, and labels by names, where both say exactly the same.
Result<std::string> convert_in_world(const LabelConvertCommand& command) {
  if (command.from == LabelForm::lacv || command.to == LabelForm::lacv) {
    return tl::unexpected(wrong_form("a world knows no values (lacv): name the policy with --spif FILE"));
  }
  TRY(auto desk,
      service::Desk::open(
          {command.settings.world, command.settings.overlays, {}, command.settings.known_as_of, command.settings.require}));
  const auto& book = desk.world().policies;
  TRY(const auto* policy, desk.policy(PolicyId(command.policy)));
  label::Label label;
  if (command.from == LabelForm::text) {
    TRY(label, label::parse_marking(command.what, *policy, book));
  } else if (is_ism(command.from)) {
    TRY(const auto attributes, read_ism(command));
    TRY_DO(label::label_of_ism(attributes, *policy, book));
    if (is_ism(command.to)) return write_ism(command.to, attributes);
    TRY(label, label_of_attributes(command, attributes, *policy, book));
  } else {
    TRY(const auto file, read_label_file(command.what));
    TRY_DO(check_form(command, file));
    TRY(label, label_of_file(command, file, *policy, book));
    if (command.to != LabelForm::text && !is_ism(command.to))
      return write_named(command, std::get<label::ConfidentialityLabel>(file.label));
  }
  return write_in_world(command, label, *policy, book);
}

Result<std::string> convert(const LabelConvertCommand& command) {
  if (!command.policy.empty()) return convert_in_world(command);
  if (is_ism(command.from) || is_ism(command.to))
    return tl::unexpected(wrong_form("attributes of ISM stand for markings of the world: name the system with --policy POLICY"));
  TRY(auto source, read_source(command));
  if (command.to_spif) TRY_DO(change_policy(command, source));
  return write(command, source);
}

}  // namespace

const std::vector<std::pair<std::string_view, LabelForm>>& label_forms() {
  static const std::vector<std::pair<std::string_view, LabelForm>> kForms{
      {"file", LabelForm::any_file}, {"4774", LabelForm::xml_4774},       {"5636", LabelForm::json_5636},
      {"lacv", LabelForm::lacv},     {"4774-json", LabelForm::json_4774}, {"text", LabelForm::text},
      {"ism", LabelForm::ism},       {"ism-xml", LabelForm::ism_xml}};
  return kForms;
}

ExitCode run(const LabelConvertCommand& command) {
  const auto out = convert(command);
  if (!out) return report(out.error());
  std::fwrite(out->data(), 1, out->size(), stdout);
  return ExitCode::success;
}

}  // namespace entente::app
