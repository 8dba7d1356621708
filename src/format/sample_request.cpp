#include "format/sample_request.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

#include "analysis/classes.h"
#include "label/marking.h"

namespace entente::format {
namespace {

using codec::JsonWriter;
using decision::Request;
using label::Label;
using label::ReleaseKind;

// How a label can be said: its mark, and whom it may be released to where the mark does not say that.
struct Said {
  std::string mark;
  std::optional<std::vector<PartyId>> releasable_to;
};

std::optional<Said> said_of(Label label, const label::PolicyBook& book) {
  const auto* system = book.find(label.policy);
  if (system == nullptr) return std::nullopt;
  label.domain.reset();
  label.created.reset();
  const auto same = [](const Label& read, const Label& meant) {
    return read.level == meant.level && read.owners == meant.owners && read.categories == meant.categories && read.releasable == meant.releasable &&
           read.display_only == meant.display_only && read.controls == meant.controls;
  };
  const auto marked = [&](const Label& as) -> std::optional<std::string> {
    const auto text = label::render_marking(as, *system, book, label::MarkForm::banner);
    const auto read = text ? label::parse_marking(*text, *system, book) : text.map([](const auto&) { return Label{}; });
    return read && same(*read, as) ? std::optional(*text) : std::nullopt;
  };
  if (auto text = marked(label)) return Said{std::move(*text), std::nullopt};
  if (label.releasable.kind != ReleaseKind::listed) return std::nullopt;
  Said said{{}, std::move(label.releasable.parties)};
  label.releasable = {};
  auto text = marked(label);
  if (!text) return std::nullopt;
  said.mark = std::move(*text);
  return said;
}

// What no fact names is any other word.
std::string_view word(const std::string& value) { return value == analysis::kAnother ? "unlisted" : std::string_view(value); }

void optional_member(JsonWriter& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out.member(key, word(value));
}

template <class List>
void list_member(JsonWriter& out, std::string_view key, const List& list) {
  out.key(key).begin_array();
  for (const auto& each : list) {
    if constexpr (std::is_same_v<std::decay_t<decltype(each)>, std::string>) {
      out.value(each);
    } else {
      out.value(each.value);
    }
  }
  out.end_array();
}

std::string_view mode_text(decision::Mode mode) { return mode == decision::Mode::display ? "display" : mode == decision::Mode::oral ? "oral" : "copy"; }

}  // namespace

bool write_sample_request(JsonWriter& out, std::string_view key, const Request& request, const label::PolicyBook& book) {
  if (!request.object.label) return false;
  const auto& activities = request.object.act.activities;
  if (std::find(activities.begin(), activities.end(), analysis::kAnother) != activities.end()) return false;  // none that can be stated
  const auto said = said_of(*request.object.label, book);
  if (!said) return false;
  const auto& object = request.object;
  const bool person = request.subject.type == decision::SubjectType::person;
  out.key(key).begin_object();
  out.key("subject").begin_object().member("type", person ? "person" : "party").member("id", request.subject.id).end_object();
  out.key("action").begin_object().member("name", request.action).end_object();
  out.key("resource").begin_object().member("type", "information").member("id", object.id.empty() ? "sample" : object.id);
  out.key("properties").begin_object().member("label", said->mark).member("policy", object.label->policy.value);
  if (said->releasable_to) list_member(out, "releasable_to", *said->releasable_to);
  if (object.label->created) out.member("created", to_string(*object.label->created));
  if (object.label->domain) out.member("domain", word(*object.label->domain));
  optional_member(out, "digest", object.digest);
  optional_member(out, "form", object.form);
  optional_member(out, "subject", object.subject);
  if (!object.communities.empty()) list_member(out, "cois", object.communities);
  if (!object.act.activities.empty()) list_member(out, "activities", object.act.activities);
  out.end_object().end_object();
  out.key("context").begin_object().member("time", to_string(request.time));
  if (request.holder) out.member("holder", request.holder->value);
  optional_member(out, "purpose", request.purpose);
  optional_member(out, "channel", request.channel);
  if (request.mode != decision::Mode::copy) out.member("mode", mode_text(request.mode));
  out.end_object().end_object();
  return true;
}

}  // namespace entente::format
