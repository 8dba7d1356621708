// One row of a table of agreements, and the entries it becomes. Used by import_agreements.cpp only.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/names.h"
#include "base/result.h"
#include "format/import_words.h"
#include "world/facts.h"

namespace entente::format {

// Fields as they stand in the table, white space off their ends; dates are dates or empty, texts are printable.
struct AgreementRow {
  std::uint32_t line = 0;
  std::string id;
  std::string section;
  std::string kind;
  std::vector<PartyId> parties;
  std::string status;
  std::string date;
  std::string date_signed;
  std::string date_in_force;
  std::string source;
  std::string check;
  std::string url;
  std::string note;
  std::string table;  // its name
};

struct MadeInstrument {
  std::string id;
  world::Kind kind = world::Kind::information_security;
  std::string text;                // TOML
  std::vector<std::string> lacks;  // what the row says and the file does not, and why
};

// What the rows are asked about again and again, looked up once. Points into both; keep them alive.
class AgreementIndex {
 public:
  AgreementIndex(const world::World& world, const std::vector<AgreementRow>& rows);

  [[nodiscard]] const world::World& world() const { return world_; }
  // Ids of the world's instruments of a kind to which exactly these have acceded.
  [[nodiscard]] std::vector<std::string> instruments_between(world::Kind kind, const std::vector<PartyId>& parties) const;
  [[nodiscard]] bool has_instrument(const std::string& id) const { return instruments_.contains(id); }
  [[nodiscard]] bool has_claim(const std::string& id) const { return claims_.contains(id); }
  [[nodiscard]] bool has_source(const std::string& id) const { return sources_.contains(id); }
  // The rows of the same section, kind and parties, itself included.
  [[nodiscard]] const std::vector<const AgreementRow*>& like(const AgreementRow& row) const;

 private:
  using Parties = std::set<PartyId>;
  const world::World& world_;
  std::map<std::pair<world::Kind, Parties>, std::vector<std::string>> between_;
  std::map<std::tuple<std::string, std::string, Parties>, std::vector<const AgreementRow*>> like_;
  std::set<std::string> instruments_;
  std::set<std::string> claims_;
  std::set<std::string> sources_;
};

// Fails with the reason why the row becomes no instrument.
[[nodiscard]] Result<MadeInstrument> make_instrument(const AgreementRow& row, const AgreementIndex& index);

struct ClaimNames {
  std::string id;
  std::string source;
  std::string about;
};
[[nodiscard]] std::string claim_text(const AgreementRow& row, const ClaimNames& names);
[[nodiscard]] std::string source_text(const std::string& id, const std::string& title);

[[nodiscard]] std::string unknown_party(const world::World& world, const PartyId& id);

}  // namespace entente::format
