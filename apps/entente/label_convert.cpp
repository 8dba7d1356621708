#include <cstdio>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "commands.h"
#include "format/ism_json.h"
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

Result<Source> read_source(const LabelConvertCommand& command) {
  Source out;
  if (command.spif) {
    TRY(out.policy, read_policy_file(*command.spif));
  }
  if (command.from == LabelForm::text) {
    if (!out.policy) return tl::unexpected(wrong_form("a text is read under a policy: name it with --spif FILE"));
    auto reading = label::read_spif_marking(*out.policy, command.what);
    if (!reading.findings.empty()) return tl::unexpected(wrong_form(reading.findings.front().message));
    out.by_value = std::move(reading.label);
  } else {
    TRY(const auto file, read_label_file(command.what));
    TRY_DO(check_form(command, file));
    if (const auto* named = std::get_if<label::ConfidentialityLabel>(&file.label)) out.named = *named;
    if (out.policy) {
      TRY(out.by_value, format::in_terms_of(*out.policy, file.label));
    } else if (!out.named) {
      out.by_value = std::get<label::SpifLabel>(file.label);
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

Result<std::string> write_named(const LabelConvertCommand& command, const label::ConfidentialityLabel& named) {
  if (command.to == LabelForm::xml_4774) return format::print_4774(named);
  const auto form = command.to == LabelForm::json_4774 ? format::JsonLabelForm::structured : format::JsonLabelForm::elements;
  return format::print_5636(named, form).map([](std::string text) { return text + "\n"; });
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
  if (command.to == LabelForm::lacv) return format::print_lacv(*source.by_value);
  auto named = source.named;
  if (!named) {
    const auto role =
        command.to_spif && command.to == LabelForm::xml_4774 ? label::LabelRole::alternative : label::LabelRole::originator;
    TRY(named, label::describe(*source.policy, *source.by_value, role));
  }
  return write_named(command, *named);
}

// Attributes of ISM: in the argument itself if it opens with a brace, else in a file.
Result<label::Label> read_ism_label(const LabelConvertCommand& command, const label::Policy& policy, const label::PolicyBook& book) {
  auto text = command.what;
  if (!trimmed(text).starts_with('{')) {
    TRY(text, codec::read_file(command.what, limits::kLabelFileBytes));
  }
  TRY(const auto attributes, format::read_ism_json(text));
  return label::label_of_ism(attributes, policy, book);
}

// The label in the form asked for, under a policy of the world.
Result<std::string> write_in_world(const LabelConvertCommand& command, const label::Label& label, const label::Policy& policy,
                                   const label::PolicyBook& book) {
  if (command.to == LabelForm::text) {
    return label::render_marking(label, policy, book, label::MarkForm::banner).map([](std::string text) { return text + "\n"; });
  }
  if (command.to == LabelForm::ism) {
    TRY(const auto attributes, label::ism_of_label(label, policy, book));
    return format::ism_to_json(attributes) + "\n";
  }
  TRY(const auto named, label::to_names(label, book));
  return write_named(command, named);
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
  } else if (command.from == LabelForm::ism) {
    TRY(label, read_ism_label(command, *policy, book));
  } else {
    TRY(const auto file, read_label_file(command.what));
    TRY_DO(check_form(command, file));
    const auto* named = std::get_if<label::ConfidentialityLabel>(&file.label);
    if (named == nullptr) return tl::unexpected(wrong_form("a world knows no values (lacv): name the policy with --spif FILE"));
    TRY(label, label::from_names(*named, book));
    if (label.policy != policy->id) {
      return tl::unexpected(wrong_form(fmt::format("the label is of {}, not of {}", label.policy.value, policy->id.value)));
    }
    if (command.to != LabelForm::text && command.to != LabelForm::ism) return write_named(command, *named);
  }
  return write_in_world(command, label, *policy, book);
}

Result<std::string> convert(const LabelConvertCommand& command) {
  if (!command.policy.empty()) return convert_in_world(command);
  if (command.from == LabelForm::ism || command.to == LabelForm::ism)
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
      {"ism", LabelForm::ism}};
  return kForms;
}

ExitCode run(const LabelConvertCommand& command) {
  const auto out = convert(command);
  if (!out) return report(out.error());
  std::fwrite(out->data(), 1, out->size(), stdout);
  return ExitCode::success;
}

}  // namespace entente::app
