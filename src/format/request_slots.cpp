#include "format/request_slots.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::format {
namespace {

using codec::NodeKind;

struct PlaceInfo {
  Part in;
  std::string_view key;
  Part opens = Part::none;  // an object there is this part
};

static_assert(kPlaces <= 64);  // bits of `stated_`
constexpr std::array<PlaceInfo, kPlaces> kTable{{
    {Part::root, "subject", Part::subject},
    {Part::root, "action", Part::action},
    {Part::root, "resource", Part::resource},
    {Part::root, "context", Part::context},
    {Part::root, "page", Part::page},
    {Part::subject, "type"},
    {Part::subject, "id"},
    {Part::subject, "properties"},
    {Part::action, "name"},
    {Part::action, "properties", Part::action_properties},
    {Part::resource, "type"},
    {Part::resource, "id"},
    {Part::resource, "properties", Part::properties},
    {Part::properties, "label"},
    {Part::properties, "policy"},
    {Part::properties, "owners"},
    {Part::properties, "sources"},
    {Part::properties, "releasable_to"},
    {Part::properties, "categories"},
    {Part::properties, "cois"},
    {Part::properties, "domain"},
    {Part::properties, "form"},
    {Part::properties, "subject"},
    {Part::properties, "export_controlled"},
    {Part::properties, "created"},
    {Part::properties, "digest"},
    {Part::properties, "received_under"},
    {Part::properties, "item"},
    {Part::properties, "items"},
    {Part::properties, "activities"},
    {Part::properties, "origin"},
    {Part::properties, "project"},
    {Part::properties, "area"},
    {Part::properties, "tier"},
    {Part::properties, "place"},
    {Part::properties, "dates", Part::dates},
    {Part::properties, "quantity", Part::quantity},
    {Part::properties, "value", Part::value},
    {Part::context, "time"},
    {Part::context, "known_as_of"},
    {Part::context, "holder"},
    {Part::context, "purpose"},
    {Part::context, "channel"},
    {Part::context, "mode"},
    {Part::context, "explain"},
    {Part::context, "remedies"},
    {Part::page, "token"},
    {Part::page, "limit"},
    {Part::dates, "from"},
    {Part::dates, "until"},
    {Part::quantity, "amount"},
    {Part::quantity, "unit"},
    {Part::value, "amount"},
    {Part::value, "currency"},
}};

struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};

constexpr std::array<Range, kParts> ranges() {
  std::array<Range, kParts> out{};
  for (std::size_t place = 0; place < kPlaces; ++place) {
    Range& range = out[static_cast<std::size_t>(kTable[place].in)];
    if (range.last == 0) range.first = place;
    range.last = place + 1;
  }
  return out;
}
constexpr auto kRanges = ranges();

Place place_of(Part part, std::string_view key) {
  if (key.empty()) return Place::none;
  const Range& range = kRanges[static_cast<std::size_t>(part)];
  for (std::size_t place = range.first; place < range.last; ++place) {
    const std::string_view known = kTable[place].key;
    if (known.size() == key.size() && known.front() == key.front() && known == key) return static_cast<Place>(place);
  }
  return Place::none;
}

}  // namespace

std::string_view key_of(Place place) { return kTable[static_cast<std::size_t>(place)].key; }

void RequestSlots::restart(std::string_view text, Part whole) {
  text_ = text;
  whole_ = whole;
  kind_ = NodeKind::null;
  open_.clear();
  skipped_ = 0;
  inside_label_ = 0;
  tree_.reset();
  place_ = Place::none;
  stated_ = 0;
  texts_.clear();
  shape_ = kNoShape;
  strange_ = 0;
}

// The slot of the value that begins here; nullptr where none is wanted.
Slot* RequestSlots::take(NodeKind kind, std::size_t at) {
  if (open_.back().part == Part::none) {  // an entry of an array
    Slot& list = slots_[index(open_.back().list)];
    if (kind != NodeKind::string && !list.odd) list.odd = kind;
    return nullptr;
  }
  if (place_ == Place::none) return nullptr;
  Slot& slot = slots_[index(place_)];
  slot.kind = kind;
  slot.key_at = key_at_;
  slot.at = at;
  stated_ |= std::uint64_t{1} << static_cast<unsigned>(place_);
  return &slot;
}

void RequestSlots::open(Part part, std::size_t at) {
  open_.push_back({part, Place::none});
  parts_at_[static_cast<std::size_t>(part)] = at;
}

void RequestSlots::begin(NodeKind kind, std::size_t at) {
  if (inside_label_ > 0) {
    ++inside_label_;
    return tree_->begin(kind, at);
  }
  if (skipped_ > 0) {
    ++skipped_;
    return;
  }
  if (open_.empty()) {
    kind_ = kind;
    if (kind == NodeKind::table) return open(whole_, at);
    skipped_ = 1;
    return;
  }
  Slot* slot = take(kind, at);
  if (slot == nullptr) {
    skipped_ = 1;
  } else if (kind == NodeKind::array) {
    slot->first_text = texts_.size();
    slot->texts = 0;
    slot->odd.reset();
    open_.push_back({Part::none, place_});
  } else if (const Part part = kTable[index(place_)].opens; part != Part::none) {
    open(part, at);
  } else if (place_ == Place::label) {
    tree_.emplace(text_);
    tree_->begin(kind, at);
    inside_label_ = 1;
  } else {
    skipped_ = 1;
  }
}

void RequestSlots::end() {
  if (inside_label_ > 0) {
    tree_->end();
    if (--inside_label_ == 0) label_ = tree_->take();
  } else if (skipped_ > 0) {
    --skipped_;
  } else {
    open_.pop_back();
  }
}

void RequestSlots::key(std::string_view text, std::size_t at) {
  if (inside_label_ > 0) return tree_->key(text, at);
  if (skipped_ > 0) return;
  const Part part = open_.back().part;
  Place& usual = followers_[index(place_)];
  if (usual == Place::none || kTable[index(usual)].in != part || kTable[index(usual)].key != text) usual = place_of(part, text);
  place_ = usual;
  key_at_ = at;
  if (place_ != Place::none || (strange_ >> static_cast<unsigned>(part) & 1U) != 0) return;
  strange_ |= 1U << static_cast<unsigned>(part);
  strangers_[static_cast<std::size_t>(part)] = {text, at};
}

void RequestSlots::scalar(const codec::JsonScalar& value, std::size_t at) {
  if (inside_label_ > 0) return tree_->scalar(value, at);
  if (skipped_ > 0) return;
  if (open_.empty()) {
    kind_ = value.kind;
    return;
  }
  if (Slot* slot = take(value.kind, at)) {
    slot->scalar = value;
  } else if (open_.back().part == Part::none && value.kind == NodeKind::string) {
    Slot& list = slots_[index(open_.back().list)];
    if (list.odd) return;
    texts_.push_back(value.text);
    ++list.texts;
  }
}

Result<const Slot*> RequestSlots::another_kind(Place place, NodeKind wanted) const {
  const Slot& slot = slots_[index(place)];
  return tl::unexpected<Error>(codec::wrong_kind(position(slot.at), key_of(place), wanted, slot.kind));
}

tl::unexpected<Error> RequestSlots::missing(Place place) const {
  const auto part = static_cast<std::size_t>(kTable[index(place)].in);
  return tl::unexpected<Error>(codec::missing_key(position(parts_at_[part]), key_of(place)));
}

Result<void> RequestSlots::stated_text(Place place, std::string& out) const {
  TRY(const Slot* slot, allow(place, NodeKind::string));
  if (slot->scalar.text.empty()) return tl::unexpected<Error>(wrong(place, "is empty; leave out what is not stated"));
  out.assign(slot->scalar.text);
  return {};
}

Result<void> RequestSlots::stated_instant(Place place, std::optional<Instant>& out) const {
  TRY(const Slot* slot, allow(place, NodeKind::string));
  const auto read = parse_instant(slot->scalar.text);
  if (!read) return tl::unexpected<Error>(wrong(place, read.error().message));
  out = *read;
  return {};
}

Error RequestSlots::wrong(Place place, std::string_view what) const {
  return Error{RequestFault::malformed,
               fmt::format("{}: {}: {}", codec::to_string(position(slots_[index(place)].at)), quoted(key_of(place)), what)};
}

Result<void> RequestSlots::only_first_keys(Part part, std::size_t known) const {
  const auto number = static_cast<std::size_t>(part);
  const Range& range = kRanges[number];
  std::optional<Stranger> first;
  if ((strange_ >> number & 1U) != 0) first = strangers_[number];
  const std::size_t last = std::min(range.last, range.first + known);
  if (!first && last == range.last) return {};
  for (std::size_t place = last; place < range.last; ++place) {
    const Slot& slot = slots_[place];
    if (has(static_cast<Place>(place)) && (!first || slot.key_at < first->at)) first = Stranger{kTable[place].key, slot.key_at};
  }
  if (!first) return {};
  std::vector<std::string_view> keys;
  for (std::size_t place = range.first; place < last; ++place) keys.push_back(kTable[place].key);
  return tl::unexpected<Error>(codec::unknown_key(position(first->at), first->key, keys));
}

bool RequestSlots::is_before(Place a, Place b) const {
  if (!has(a) || !has(b)) return has(a);
  return slots_[index(a)].at < slots_[index(b)].at;
}

std::string_view name_in_json(codec::NodeKind kind) {
  return kind == codec::NodeKind::table ? "an object" : codec::name_of(kind);
}

}  // namespace entente::format
