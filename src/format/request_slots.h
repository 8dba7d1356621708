// What stands at each place of a request that has a meaning, heard from the reader without a tree: one slot for each.
//
// Meaning and order of faults are request_json.h's business; here only what was there is kept, and the first key of each object
// that is none of ours. Texts lie where the reader has them (codec/json_events.h). One thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "codec/json_events.h"

namespace entente::format {

// "an object"; else as codec has it.
[[nodiscard]] std::string_view name_in_json(codec::NodeKind kind);

enum class RequestFault { malformed = 1 };
constexpr std::string_view room_of(RequestFault) { return "format.request"; }

// Objects of a request whose keys are known.
enum class Part : std::uint8_t { root = 0, subject, action, resource, properties, context, page, dates, quantity, value, action_properties, none };
inline constexpr std::size_t kParts = 11;

// In the order of kPlaces; those of one part stand together.
enum class Place : std::uint8_t {
  subject = 0,
  action,
  resource,
  context,
  page,
  subject_type,
  subject_id,
  subject_properties,
  action_name,
  action_properties,
  resource_type,
  resource_id,
  properties,
  label,
  policy,
  owners,
  sources,
  releasable_to,
  categories,
  communities,
  domain,
  form,
  about,
  export_controlled,
  created,
  digest,
  received_under,
  item,
  items,
  activities,
  origin,
  project,
  area,
  tier,
  location,
  dates,
  quantity,
  value,
  time,
  known_as_of,
  holder,
  purpose,
  channel,
  mode,
  explain,
  remedies,
  page_token,
  page_limit,
  begins,
  ends,
  quantity_amount,
  quantity_unit,
  value_amount,
  value_currency,
  none
};
inline constexpr std::size_t kPlaces = static_cast<std::size_t>(Place::none);
[[nodiscard]] std::string_view key_of(Place place);

struct Slot {
  codec::NodeKind kind = codec::NodeKind::null;
  std::size_t key_at = 0;
  std::size_t at = 0;
  codec::JsonScalar scalar;
  std::size_t first_text = 0;  // of an array: its strings, up to the first entry that is none
  std::size_t texts = 0;
  std::optional<codec::NodeKind> odd;  // the kind of that entry
};

class RequestSlots final : public codec::JsonListener {
 public:
  static constexpr std::uint32_t kNoShape = ~std::uint32_t{0};

  // Before each text; `whole` is what the text as a whole is: a request, or the resource of one.
  void restart(std::string_view text, Part whole = Part::root);

  void begin(codec::NodeKind kind, std::size_t at) override;
  void end() override;
  void key(std::string_view text, std::size_t at) override;
  void scalar(const codec::JsonScalar& value, std::size_t at) override;

  [[nodiscard]] codec::NodeKind kind() const { return kind_; }  // of the whole
  [[nodiscard]] bool has(Place place) const { return (stated_ >> static_cast<unsigned>(place) & 1U) != 0; }
  // nullptr when nothing stands there. With another kind than `kind` an error; `require` also when nothing does.
  [[nodiscard]] Result<const Slot*> allow(Place place, codec::NodeKind kind) const {
    if (!has(place)) return nullptr;  // of most places
    const Slot& slot = slots_[index(place)];
    return slot.kind == kind ? Result<const Slot*>(&slot) : another_kind(place, kind);
  }
  [[nodiscard]] Result<const Slot*> require(Place place, codec::NodeKind kind) const {
    if (has(place) && slots_[index(place)].kind == kind) return &slots_[index(place)];  // nearly always
    return has(place) ? another_kind(place, kind) : missing(place);
  }
  // A text, or an instant in one; absent: empty. An empty text is an error: it would count as nothing stated, and narrow nothing.
  [[nodiscard]] Result<void> text(Place place, std::string& out) const {
    if (has(place)) return stated_text(place, out);
    out.clear();  // as most are
    return {};
  }
  [[nodiscard]] Result<void> instant(Place place, std::optional<Instant>& out) const {
    out.reset();
    return has(place) ? stated_instant(place, out) : Result<void>();
  }
  // What is wrong with the value there (RequestFault::malformed): "1:97: `time`: …".
  [[nodiscard]] Error wrong(Place place, std::string_view what) const;
  [[nodiscard]] const Slot* find(Place place) const { return has(place) ? &slots_[index(place)] : nullptr; }
  // Fails at the first key of the part that is none of its first `known` ones.
  [[nodiscard]] Result<void> only_keys(Part part, std::size_t known = kPlaces) const {
    const bool none_strange = (strange_ >> static_cast<unsigned>(part) & 1U) == 0;
    return none_strange && known == kPlaces ? Result<void>() : only_first_keys(part, known);
  }
  // Any of the places from `first` to `last`.
  [[nodiscard]] bool has_any(Place first, Place last) const {
    return stated_ >> static_cast<unsigned>(first) << static_cast<unsigned>(first) << (kTop - static_cast<unsigned>(last)) != 0;
  }
  // Of two places the one that stands first in the text; a place where nothing stands comes last.
  [[nodiscard]] bool is_before(Place a, Place b) const;
  // The strings of an array.
  [[nodiscard]] const std::string_view* texts(const Slot& slot) const { return texts_.data() + slot.first_text; }
  // The label, where it is an object.
  [[nodiscard]] const codec::Node& label() const { return label_; }

 private:
  friend class RequestShapes;  // fills the slots in place of a reader

  struct Open {
    Part part = Part::none;    // an object whose keys are known
    Place list = Place::none;  // or an array
  };
  struct Stranger {
    std::string_view key;
    std::size_t at = 0;
  };
  static constexpr unsigned kTop = 63;  // the last bit of `stated_`
  static constexpr std::array<Place, kPlaces + 1> unknown_followers() {
    std::array<Place, kPlaces + 1> out{};
    out.fill(Place::none);
    return out;
  }
  static constexpr std::size_t index(Place place) { return static_cast<std::size_t>(place); }

  [[nodiscard]] Result<const Slot*> another_kind(Place place, codec::NodeKind wanted) const;
  [[nodiscard]] tl::unexpected<Error> missing(Place place) const;
  [[nodiscard]] Result<void> stated_text(Place place, std::string& out) const;
  [[nodiscard]] Result<void> stated_instant(Place place, std::optional<Instant>& out) const;
  [[nodiscard]] Result<void> only_first_keys(Part part, std::size_t known) const;
  Slot* take(codec::NodeKind kind, std::size_t at);
  void open(Part part, std::size_t at);
  [[nodiscard]] codec::Position position(std::size_t at) const { return codec::position_in(text_, at); }

  std::string_view text_;
  Part whole_ = Part::root;
  codec::NodeKind kind_ = codec::NodeKind::null;
  std::vector<Open> open_;
  std::size_t skipped_ = 0;  // objects and arrays still open of which nothing is wanted
  std::size_t inside_label_ = 0;
  std::optional<codec::TreeBuilder> tree_;
  codec::Node label_;
  Place place_ = Place::none;                                       // of the last key
  std::array<Place, kPlaces + 1> followers_ = unknown_followers();  // whose key came last behind that of each place: tried first
  std::size_t key_at_ = 0;
  std::uint64_t stated_ = 0;  // a bit for each place
  std::array<Slot, kPlaces> slots_;
  std::vector<std::string_view> texts_;
  std::uint32_t shape_ = kNoShape;  // by which the slots were filled last
  std::uint32_t strange_ = 0;  // a bit for each part that has an unknown key
  std::array<Stranger, kParts> strangers_;
  std::array<std::size_t, kParts> parts_at_{};
};

}  // namespace entente::format
