#include "format/request_json.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/request_limits.h"
#include "base/text.h"
#include "format/act_json.h"
#include "format/ism_json.h"
#include "format/label_4774.h"
#include "format/label_5636.h"
#include "world/facts.h"

namespace entente::format {
namespace {

using codec::Node;
using codec::NodeKind;

Result<void> read_needed_text(const RequestSlots& slots, Place place, std::string& out) {
  TRY(const Slot* slot, slots.require(place, NodeKind::string));
  out.assign(slot->scalar.text);
  return {};
}

Result<void> read_flag(const RequestSlots& slots, Place place, bool& out) {
  TRY(const Slot* slot, slots.allow(place, NodeKind::boolean));
  out = slot != nullptr && slot->scalar.boolean;
  return {};
}

// Most entries of a list are codes of one length, which may stand where the one of the line before stood.
void set(std::string& text, std::string_view to) {
  if (text.size() != to.size()) {
    text.assign(to);
  } else {
    std::copy(to.begin(), to.end(), text.begin());
  }
}
void set(PartyId& party, std::string_view to) { set(party.value, to); }

// A list of texts or of parties; absent: empty.
template <class T>
Result<void> read_list(const RequestSlots& slots, Place place, std::vector<T>& out) {
  TRY(const Slot* slot, slots.allow(place, NodeKind::array));
  if (slot == nullptr) {
    out.clear();
    return {};
  }
  if (slot->odd) {
    return fail(RequestFault::malformed,
                fmt::format("{}: expected strings, found {}", key_of(place), name_in_json(*slot->odd)));
  }
  out.resize(slot->texts);
  for (std::size_t at = 0; at < slot->texts; ++at) {
    if (slots.texts(*slot)[at].empty()) return tl::unexpected<Error>(slots.wrong(place, "an empty text"));
    set(out[at], slots.texts(*slot)[at]);
  }
  return {};
}

Result<void> read_communities(const RequestSlots& slots, std::vector<std::string>& out) {
  const Slot* list = slots.find(Place::communities);
  if (list != nullptr && list->kind == NodeKind::array && list->texts > limits::kRequestCommunities) {
    return fail(RequestFault::malformed,
                fmt::format("{}: more than {} communities", key_of(Place::communities), limits::kRequestCommunities));
  }
  return read_list(slots, Place::communities, out);
}

// 5636 or 4774 as JSON, or 4774 as XML in `xml`. What cannot be read is an invalid label, not an unreadable request.
void read_named_label(const Node& label, StatedObject& object) {
  const Node* xml = label.find("xml");
  const auto* text = xml == nullptr || label.as_table()->size() != 1 ? nullptr : xml->as_string();
  auto named = text == nullptr ? read_5636(label) : parse_4774(*text);
  if (named) {
    object.named = std::move(*named);
  } else {
    object.label_fault = named.error().message;
  }
}

// One attribute of ISM makes it an object of these.
bool is_ism(const Node& label) {
  const auto& members = label.as_table()->members();
  return std::any_of(members.begin(), members.end(), [](const auto& member) {
    std::string_view key = member.key;
    if (key.starts_with("ism:")) key.remove_prefix(4);
    return label::ism_name(key) != nullptr;
  });
}

void read_ism_label(const Node& label, StatedObject& object) {
  if (auto ism = read_ism(label)) {
    object.ism = std::move(*ism);
  } else {
    object.label_fault = ism.error().message;
  }
}

Result<void> read_label(const RequestSlots& slots, StatedObject& object) {
  const Slot* label = slots.find(Place::label);
  const bool is_text = label != nullptr && label->kind == NodeKind::string;
  if (!is_text) object.label.reset();
  object.ism.reset();
  object.named.reset();
  object.label_fault.clear();
  if (label == nullptr) return {};
  if (is_text) {
    if (!object.label) object.label.emplace();
    object.label->assign(label->scalar.text);
  } else if (label->kind == NodeKind::table) {
    if (is_ism(slots.label())) {
      read_ism_label(slots.label(), object);
    } else {
      read_named_label(slots.label(), object);
    }
  } else {
    return fail(RequestFault::malformed,
                fmt::format("label: expected the marking text, attributes of ISM, or a label of STANAG 5636 or 4774, found {}",
                            name_in_json(label->kind)));
  }
  return {};
}

constexpr std::array kOfActsOnly{Place::origin, Place::area, Place::tier, Place::dates, Place::quantity};
constexpr std::array kOfDisclosuresOnly{Place::channel, Place::mode};  // of the context
constexpr std::array kOfInformationOnly{
    Place::label,  Place::policy, Place::owners, Place::sources, Place::releasable_to, Place::categories,    Place::communities,
    Place::domain, Place::form,   Place::about,  Place::created, Place::digest,        Place::received_under};

// What a resource may be, by the action. A type that nothing is of might be misspelt, and is not guessed.
constexpr std::array<std::string_view, 3> kTypesOfInformation{"information", "document", "portion"};
constexpr std::array<std::string_view, 10> kTypesOfActs{"item",     "equipment", "technology", "service",   "force",
                                                        "activity", "event",     "meeting",    "programme", "project"};

Result<void> check_type(const RequestSlots& slots, std::string_view action, std::string_view type) {
  const auto check = [&](const auto& types) -> Result<void> {
    if (std::find(types.begin(), types.end(), type) != types.end()) return {};
    return tl::unexpected<Error>(slots.wrong(
        Place::resource_type,
        fmt::format("expected what may be the resource of {} ({}), found {}", action, fmt::join(types, ", "), quoted(type))));
  };
  if (action == "disclose") return check(kTypesOfInformation);
  if (decision::is_act_name(action)) return check(kTypesOfActs);
  return {};  // an action that there is not is denied
}

// The one that stands first in the text.
template <class List>
Place first_of(const RequestSlots& slots, const List& places) {
  Place first = Place::none;
  for (const Place place : places) {
    if (slots.has(place) && (first == Place::none || slots.is_before(place, first))) first = place;
  }
  return first;
}

// A key of another kind of question is refused: it would restrict nothing.
Result<void> check_keys(const RequestSlots& slots, std::string_view action) {
  TRY_DO(slots.only_keys(Part::properties));
  if (action == "disclose") {
    const Place of_act = first_of(slots, kOfActsOnly);
    if (of_act == Place::none) return {};
    return fail(RequestFault::malformed, fmt::format("resource.properties.{}: not of a disclosure", key_of(of_act)));
  }
  if (const Place of_context = decision::is_act_name(action) ? first_of(slots, kOfDisclosuresOnly) : Place::none; of_context != Place::none)
    return fail(RequestFault::malformed, fmt::format("context.{}: not of {}: it says how information is disclosed", key_of(of_context), action));
  const Place of_information = decision::is_act_name(action) ? first_of(slots, kOfInformationOnly) : Place::none;
  if (of_information == Place::none) return {};
  return fail(RequestFault::malformed,
              fmt::format("resource.properties.{}: {} is not about information; what goes with it is a disclosure of its own",
                          key_of(of_information), action));
}

Result<void> read_properties(const RequestSlots& slots, StatedObject& object) {
  TRY_DO(read_act(slots, object.act));
  TRY_DO(read_label(slots, object));
  TRY(const Slot* policy, slots.allow(Place::policy, NodeKind::string));
  object.policy.assign(policy == nullptr ? std::string_view() : policy->scalar.text);  // an empty one is unknown
  TRY_DO(read_list(slots, Place::owners, object.owners));
  if (slots.has(Place::owners) && object.owners.empty())
    return tl::unexpected<Error>(slots.wrong(Place::owners, "names nobody; leave out what is not stated"));
  TRY_DO(read_list(slots, Place::sources, object.sources));
  if (!slots.has(Place::releasable_to)) {
    object.releasable_to.reset();
  } else {
    if (!object.releasable_to) object.releasable_to.emplace();
    TRY_DO(read_list(slots, Place::releasable_to, *object.releasable_to));
  }
  TRY_DO(read_list(slots, Place::categories, object.categories));
  TRY_DO(read_communities(slots, object.communities));
  TRY_DO(slots.text(Place::received_under, object.received_under));
  TRY_DO(slots.text(Place::domain, object.domain));
  TRY_DO(slots.text(Place::form, object.form));
  TRY_DO(slots.text(Place::about, object.subject));
  TRY_DO(read_flag(slots, Place::export_controlled, object.export_controlled));
  TRY_DO(slots.instant(Place::created, object.created));
  TRY_DO(slots.text(Place::digest, object.digest));
  if (slots.has(Place::digest) && !world::is_whole_digest(object.digest)) {
    return fail(RequestFault::malformed,
                fmt::format("digest: expected `sha256:` and 64 lower-case hexadecimal digits, found {}", quoted(object.digest)));
  }
  return {};
}

}  // namespace

decision::SubjectType subject_type(std::string_view text) {
  if (text == "party") return decision::SubjectType::party;
  if (text == "person") return decision::SubjectType::person;
  if (text == "system") return decision::SubjectType::system;
  if (text == "facility") return decision::SubjectType::facility;
  return decision::SubjectType::other;
}

Error not_an_object(NodeKind found) {
  return Error{RequestFault::malformed, fmt::format("expected an object, found {}", name_in_json(found))};
}

Result<void> read_object(const RequestSlots& slots, std::string_view action, StatedObject& object) {
  TRY_DO(slots.only_keys(Part::resource));
  TRY_DO(read_needed_text(slots, Place::resource_type, object.type));
  TRY_DO(check_type(slots, action, object.type));
  TRY_DO(slots.require(Place::resource_id, NodeKind::string));
  TRY_DO(slots.text(Place::resource_id, object.id));
  TRY(const Slot* properties, slots.allow(Place::properties, NodeKind::table));
  if (properties != nullptr) TRY_DO(check_keys(slots, action));
  return read_properties(slots, object);
}

Result<void> read_action(const RequestSlots& slots, std::string& name) {
  TRY_DO(slots.require(Place::action, NodeKind::table));
  TRY_DO(slots.only_keys(Part::action));
  TRY_DO(slots.allow(Place::action_properties, NodeKind::table));
  TRY_DO(slots.only_keys(Part::action_properties));
  return read_needed_text(slots, Place::action_name, name);
}

Result<void> read_context(const RequestSlots& slots, AskedRequest& request) {
  TRY(const Slot* context, slots.allow(Place::context, NodeKind::table));
  if (context != nullptr) TRY_DO(slots.only_keys(Part::context));
  TRY_DO(slots.instant(Place::time, request.time));
  TRY_DO(slots.instant(Place::known_as_of, request.known_as_of));
  if (!slots.has(Place::holder)) {
    request.holder.reset();
  } else {
    if (!request.holder) request.holder.emplace();
    TRY_DO(slots.text(Place::holder, request.holder->value));
  }
  TRY_DO(slots.text(Place::purpose, request.purpose));
  TRY_DO(slots.text(Place::channel, request.channel));
  TRY(const Slot* mode, slots.allow(Place::mode, NodeKind::string));
  const auto word = mode == nullptr ? std::string_view() : mode->scalar.text;
  request.mode = decision::Mode::copy;
  if (word == "display") {
    request.mode = decision::Mode::display;
  } else if (word == "oral") {
    request.mode = decision::Mode::oral;
  } else if (mode != nullptr && word != "copy") {
    return tl::unexpected<Error>(slots.wrong(Place::mode, fmt::format("expected copy, display or oral, found {}", quoted(word))));
  }
  TRY_DO(read_flag(slots, Place::explain, request.explain));
  TRY_DO(read_flag(slots, Place::remedies, request.remedies));
  return {};
}

namespace {

constexpr std::size_t kKeysOfRequest = 4;  // all but `page`

Result<void> understand(const RequestSlots& slots, AskedRequest& request) {
  if (slots.kind() != NodeKind::table) return tl::unexpected<Error>(not_an_object(slots.kind()));
  TRY_DO(slots.only_keys(Part::root, kKeysOfRequest));
  TRY_DO(slots.require(Place::subject, NodeKind::table));
  TRY_DO(slots.only_keys(Part::subject));
  TRY(const Slot* type, slots.require(Place::subject_type, NodeKind::string));
  request.subject.type = subject_type(type->scalar.text);
  TRY_DO(read_needed_text(slots, Place::subject_id, request.subject.id));
  TRY_DO(slots.allow(Place::subject_properties, NodeKind::table));  // nothing in it is asked about: facts of subjects are the world's
  TRY_DO(read_action(slots, request.action));
  TRY_DO(slots.require(Place::resource, NodeKind::table));
  TRY_DO(read_object(slots, request.action, request.object));
  return read_context(slots, request);
}

}  // namespace

Result<AskedRequest*> RequestReader::read(std::string_view json) {
  TRY_DO(lines_.read(json, [this](const RequestSlots& slots) { return understand(slots, request_); }));
  return &request_;
}

Result<AskedRequest> read_request(std::string_view json) {
  RequestReader reader;
  TRY(const AskedRequest* request, reader.read(json));
  return *request;
}

}  // namespace entente::format
