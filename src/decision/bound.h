// A request resolved against one snapshot: private to this room. One Case for each nation that must be allowed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "decision/decide.h"
#include "decision/tables.h"

namespace entente::decision {

struct OriginCase {
  PartyIndex party = kNoParty;      // none: concealed
  LevelIndex level = kNoLevel;      // none: unknown
  NameIndex level_name = kNotStated;
  bool is_owner = false;
  Grade consent;                    // of this origin, covering the case
  std::string consent_id;
  Grade onward;                     // its marking is onward consent and names the recipient
  Grade member;                     // it is an organisation and the recipient a member
};

// Why a request cannot go through the rules at all (docs/semantics.md 3.0); `none` if it can.
enum class Obstacle : std::uint8_t { none = 0, unknown_action, unreadable_label, invalid_label, unknown_recipient, unknown_holder };

struct Case {
  PartyIndex recipient = kNoParty;
  PartyIndex holder = kNoParty;
  bool expanded = false;            // the request named a set; the recipient is one of it
  bool internal = false;
  bool free = false;
  bool no_foreign = false;
  bool originator_control = false;
  bool release_absent = false;
  bool bare = false;                // no restrictive category, no display-only list, no control but RELIDO
  bool several_owners = false;
  bool display = false;
  bool has_eyes_only = false;
  bool unlisted_category = false;   // a restrictive category that no fact of this world lists
  bool export_controlled = false;
  Grade eyes_only;
  Grade release;                    // the recipient is in the releasable set
  Grade display_only;
  Grade holder_member;              // the holder is an organisation and the recipient a member
  CategorySet categories;           // restrictive ones
  NameIndex domain = kNotStated;
  NameIndex form = kNotStated;
  NameIndex subject = kNotStated;
  NameIndex purpose = kNotStated;
  NameIndex channel = kNotStated;
  LevelIndex holder_level = kNoLevel;  // the label's level, if its policy is the holder's
  std::vector<Grade> delegated;        // beside the holder's delegations: the recipient is in each one's list
  std::vector<OriginCase> origins;     // by party code, concealed last
  Instant horizon = kEndOfTime;
};

struct BoundRequest::Cases {
  Obstacle obstacle = Obstacle::none;
  std::string obstacle_text;         // in plain words
  std::string recipient_text;        // why the recipient is not known; empty: it is
  std::vector<Case> list;            // empty when there is an obstacle
  Instant horizon = kEndOfTime;
  label::Label label;                // for texts; meaningless with an unreadable label
  bool has_label = false;
};

}  // namespace entente::decision
