// For tests: the small test world with one of every other kind of fact. It loads without a finding.
#pragma once

#include "format/test_world.h"

namespace entente::format {

inline constexpr const char* kTestSupply = R"(id = "acsa-jpn-kor"
kind = "cross-servicing"
title = "Reciprocal provision"
parties = [{ id = "JPN" }, { id = "KOR" }]
items = ["food", "fuel"]
without = ["notice"]
under = "isa-jpn-kor"
supersedes = "nato-security"
source = "S"
evidence = "partial"

[[status]]
value = "in-force"
from = "2017"

[[clause]]
id = "settle"
effect = "oblige"
obligation = "settle-by"
settlement = ["cash", "in-kind"]
days = 365

[[clause]]
id = "listed"
effect = "condition"
items = ["food"]
activities = ["joint-exercise"]
above = { amount = 1000, currency = "JPY" }
needs = ["national-approval", "notification"]
days = 30

[duration]
years = 10
renewal = "automatic"
renewal_years = 5
notice_months = 6
)";

inline constexpr const char* kTestTemplate = R"(kind = "cross-servicing"
source = "T"
evidence = "partial"

[[clause]]
id = "weapons"
effect = "prohibit"
items = ["weapons"]
text = "weapons are never supplied"

[[clause]]
id = "usual-settlement"
effect = "oblige"
obligation = "settle-by"

[[clause]]
id = "notice"
effect = "condition"
needs = ["notification"]
)";

inline constexpr const char* kTestPeople = R"([[person]]
id = "jpn-analyst-1"
role = "analyst"
employer = "JPN"
nationalities = ["JPN"]
from = "2024"
source = "S"
evidence = "assumed"

  [[person.clearance]]
  policy = "JPN"
  level = "極秘"
  categories = ["KOR:ALPHA"]
  granted_by = "JPN"
  from = "2024-04-01"
  until = "2029-04-01"

  [[person.belongs]]
  to = "coi:harbour-watch"

[[person]]
id = "jpn-officer-1"
role = "officer"
employer = "JPN"
nationalities = ["JPN"]
source = "S"
evidence = "assumed"

[[system]]
id = "jpn-net"
name = "Net"
operated_by = "JPN"
source = "S"
evidence = "assumed"

  [[system.accreditation]]
  policy = "JPN"
  level = "秘"
  granted_by = "JPN"

  [[system.belongs]]
  to = "project:pillar#submarines"
  from = "2024"

[[facility]]
id = "jpn-firm-1"
name = "Firm"
in = "JPN"
contractor = true
source = "S"
evidence = "assumed"

  [[facility.clearance]]
  policy = "JPN"
  level = "秘"
  granted_by = "JPN"
  evidence = "partial"

[[need_to_know]]
id = "ntk-1"
who = "person:jpn-analyst-1"
objects = ["harbour.md"]
communities = ["coi:harbour-watch", "event:talks-2024"]
asserted_by = "person:jpn-officer-1"
from = "2024"
source = "S"
evidence = "assumed"
)";

inline constexpr const char* kTestItems = R"([[item]]
word = "marine-diesel"
is = ["diesel"]
source = "S"

[[item]]
word = "diesel"
is = ["fuel"]
source = "S"
)";

inline constexpr const char* kTestPermissions = R"([[waiver]]
id = "w-1"
of = "clause:acsa-jpn-kor#weapons"
by = "JPN"
to = ["KOR"]
project = "project:pillar#submarines"
items = ["fuel"]
purposes = ["trials"]
text = "for this project"
from = "2024"
source = "S"
evidence = "verified"

[[licence]]
id = "l-1"
by = "JPN"
to = ["KOR"]
items = ["radar"]
purposes = ["training"]
territory = "KOR"
source = "S"
evidence = "verified"

[[approval]]
id = "a-1"
by = "JPN"
organ = "cabinet"
of = "instrument:acsa-jpn-kor"
to = ["KOR"]
items = ["radar"]
source = "S"
evidence = "verified"

[[assurance]]
id = "as-1"
by = "KOR"
under = "isa-jpn-kor"
text = "given again"
source = "S"
evidence = "verified"
)";

inline constexpr const char* kTestProgrammes = R"([[programme]]
id = "pillar"
title = "A programme"
under = "isa-jpn-kor"
source = "S"
evidence = "verified"

  [[programme.area]]
  id = "undersea"
  title = "Undersea"

  [[programme.participant]]
  party = "JPN"
  role = "candidate"
  tier = 2
  areas = ["undersea"]
  from = "2024"
  evidence = "partial"

  [[programme.project]]
  id = "submarines"
  title = "Submarines"
  areas = ["undersea"]
  from = "2023"

    [[programme.project.participant]]
    party = "KOR"
    role = "excluded"

  [[programme.term]]
  id = "ip"
  subject = "background-ip"
  parties = ["JPN"]
  state = "unsettled"

[[candidacy]]
id = "jpn-pillar"
party = "JPN"
of = "programme:pillar"
source = "S"
evidence = "verified"

  [[candidacy.state]]
  value = "considered"
  from = "2024-04-08"

  [[candidacy.state]]
  value = "interest"
  from = "2023"
  source = "press"

[[capability]]
id = "cap-1"
party = "JPN"
kind = "priority"
area = "stand-off"
title = "Stand-off defence"
programme = "programme:pillar"
from = "2022-12"
source = "S"
evidence = "verified"

[[interoperability]]
id = "io-1"
parties = ["JPN", "KOR"]
platforms = ["destroyer", "frigate"]
standard = "Link"
state = "tested"
on = "2024-01-01"
source = "S"
evidence = "unverified"

[[risk]]
id = "r-1"
text = "It may take long"
obstacle = true
about = ["programme:pillar", "party:JPN"]
source = "S"
evidence = "partial"

  [[risk.state]]
  value = "open"
  from = "2024-04"
)";

inline constexpr const char* kTestEvents = R"([[event]]
id = "talks-2024"
title = "Talks"
kind = "meeting"
level = "ministers"
state = "held"
host = "JPN"
participants = ["JPN", "PAIR"]
observers = ["KOR"]
domains = ["military"]
under = "isa-jpn-kor"
place = "Tokyo"
from = "2024-11-20"
until = "2024-11-21"
source = "S"
evidence = "verified"

[[commitment]]
id = "c-1"
text = "A working group"
owners = ["JPN"]
origin = "event:talks-2024"
due = "2027"
source = "S"
evidence = "partial"

  [[commitment.state]]
  value = "in-progress"
  from = "2024-11-20"
)";

inline constexpr const char* kTestProfiles = R"([[profile]]
id = "pillar"
title = "To take part"
of = "programme:pillar"
source = "S"
evidence = "partial"

  [[profile.requirement]]
  id = "clearance"
  area = "clearance"
  text = "people are cleared"
  list = "criteria"
  closing = "the party clears people"
  closed_by = ["party", "JPN"]

[[assessment]]
id = "jpn-clearance"
requirement = "requirement:pillar#clearance"
party = "JPN"
state = "in-progress"
from = "2024-02"
assessor = "a journal"
text = "a law is being made"
source = "S"
evidence = "unverified"
)";

inline constexpr const char* kTestClaims = R"([[source]]
id = "001"
title = "An article"
publisher = "A paper"
published = "2024-07"
address = "https://example.org/1"

[[claim]]
id = "A001-1"
source = "001"
about = ["instrument:isa-jpn-kor", "event:talks-2024"]
says = { status = ["signed", "in-force"] }
text = "that it is signed"

[[claim]]
id = "A001-2"
source = "001"
said = "2024-06"
about = ["requirement:pillar#clearance"]
says = { required = true }
)";

inline Files world_of_every_kind() {
  auto files = test_world();
  files["instruments/cross-servicing/acsa-jpn-kor.toml"] = kTestSupply;
  files["templates/cross-servicing.toml"] = kTestTemplate;
  files["people/all.toml"] = kTestPeople;
  files["items/all.toml"] = kTestItems;
  files["consents/more.toml"] = kTestPermissions;
  files["programmes/all.toml"] = kTestProgrammes;
  files["events/all.toml"] = kTestEvents;
  files["profiles/all.toml"] = kTestProfiles;
  files["claims/all.toml"] = kTestClaims;
  return files;
}

}  // namespace entente::format
