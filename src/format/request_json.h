// Questions as JSON: the AuthZEN 1.0 evaluation request (docs/formats/decision.md).
//
// Reading fails closed: a missing or wrongly typed field, an unknown key among those that could restrict (resource properties,
// context), a date that is none, are errors, never defaults. Subject properties are not read: what a caller says of a person is
// no fact. Does NOT read markings: that needs a world; see service/ask.h. Functions are pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "decision/request.h"
#include "format/request_shapes.h"
#include "format/request_slots.h"
#include "label/confidentiality.h"
#include "label/ism.h"

namespace entente::format {

// What a caller states of the object beside its marking. It may only narrow what the marking says (docs/semantics.md 2.5).
struct StatedObject {
  std::string type;
  std::string id;
  std::string digest;                                // "sha256:…" of the document's bytes; empty: not stated
  std::optional<std::string> label;                  // marking text
  std::optional<label::IsmAttributes> ism;           // or the label as attributes of ISM
  std::optional<label::ConfidentialityLabel> named;  // or a label of STANAG 4774 or 5636
  std::string label_fault;                           // why a label that is an object cannot be read
  std::string policy;
  std::vector<PartyId> owners;
  std::vector<PartyId> sources;
  std::optional<std::vector<PartyId>> releasable_to;
  std::vector<std::string> categories;   // "USA:SI"
  std::vector<std::string> communities;  // whose members need to know
  std::string domain;
  std::string form;
  std::string subject;
  std::string received_under;  // instrument
  bool export_controlled = false;
  decision::Act act;
  std::optional<Instant> created;
};

struct AskedRequest {
  decision::Subject subject;
  std::string action;
  StatedObject object;
  std::optional<Instant> time;
  std::optional<Instant> known_as_of;
  std::optional<PartyId> holder;
  std::string purpose;
  std::string channel;
  decision::Mode mode = decision::Mode::copy;
  bool explain = false;
  bool remedies = false;
};

// Reads one request after the other in the same memory. One thread at a time.
class RequestReader {
 public:
  // The request is the reader's and stands until the next call.
  [[nodiscard]] Result<AskedRequest*> read(std::string_view json);

 private:
  RequestLines lines_{Part::root};
  AskedRequest request_;
};

[[nodiscard]] Result<AskedRequest> read_request(std::string_view json);

// Its parts, for other questions of the same form; what they read replaces what was there. A word that is no type is `other`.
[[nodiscard]] decision::SubjectType subject_type(std::string_view text);
[[nodiscard]] Result<void> read_object(const RequestSlots& slots, std::string_view action, StatedObject& object);
// An action has a name and no properties: one that nobody reads might have been meant to restrict.
[[nodiscard]] Result<void> read_action(const RequestSlots& slots, std::string& name);
[[nodiscard]] Result<void> read_context(const RequestSlots& slots, AskedRequest& request);
[[nodiscard]] Error not_an_object(codec::NodeKind found);

}  // namespace entente::format
