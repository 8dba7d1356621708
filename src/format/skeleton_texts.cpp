#include "format/skeleton_texts.h"

namespace entente::format {
namespace {

constexpr std::string_view kInstrument = R"toml(# One instrument: save it as instruments/@kind@/@id@.toml.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

id = "@id@"  # [a-z0-9-]; no other instrument of the world has it
kind = "@kind@"  # the folder's name; may be left out
title = "title as signed"  # or what it is called
parties = @accessions@  # each with the day that binds it; also until, source, evidence
# domains = ["military"]  # what it covers; absent: every domain
# forms = ["document", "oral"]  # absent: every form
# subject = "..."  # if set, covers only information stated to be about it
# categories = ["USA:SI"]  # restrictive categories it lists; silence excludes
# items = ["coastal-radar"]  # what it gives or is about
# topics = ["clearance"]  # what it regulates, for `entente world readiness`; decides nothing
# without = ["no-onward"]  # clauses of the kind's template that it does not have
# under = "scheme"  # the instrument it is made under
# supersedes = "older"  # the instrument it replaces
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

[[status]]
value = "considered"  # considered | negotiating | signed | provisional | in-force | suspended | terminated
from = "2024-01-01"  # a day, a month or a year
# source = "..."  # absent: the instrument's; likewise below
# evidence = "verified"  # likewise

# [duration]  # how long it stays in force by its own text
# years = 5  # from entry into force; or:
# until = "2030-01-01"  # the first day on which it is no longer in force
# renewal = "automatic"  # none | by-consent | automatic | indefinite; none and by-consent end it, and so does nothing stated
# renewal_years = 1  # automatic: how long each renewal lasts
# notice_days = 90  # between a notice and the end; or:
# notice_months = 6
# source = "Article 20"
# evidence = "verified"

# [[leg]]  # if any: covers only these
# from = "@a@"
# to = "@b@"
# via = "USA"  # the holder that relays

# [[equivalence]]  # directed: one row for each level and direction
# from = { party = "@a@", level = "SECRET" }
# to = { party = "@b@", level = ["極秘", "特定秘密"], choice = "極秘" }  # a level or a list; of a list, which one is used
# start = "2024-01-01"  # only where the row differs from the instrument
# end = "2030-01-01"  # likewise
# source = "Article 4"
# evidence = "verified"

# [[clause]]  # what this instrument has besides its kind's template, or instead of a clause of the same id
# id = "art-6"
# effect = "oblige"  # prohibit | condition | oblige
# action = "disclose"  # disclose | transfer | supply | visit | participate | grant | consult; absent: the kind's usual one
# from = ["@a@"]  # each list narrows; absent: any
# to = ["@b@"]
# levels = ["SECRET"]  # of the owner's policy
# categories = ["USA:SI"]
# domains = ["military"]
# forms = ["document"]
# purposes = ["training"]  # condition: the purposes enumerated
# items = ["ammunition"]  # goods, services, technology
# activities = ["joint-exercise"]  # what it is for
# above = { amount = 25000000, currency = "USD" }  # of acts: only where more is stated as the value, or another currency
# needs = ["host-consent"]  # condition: what must be recorded besides
# settlement = ["cash", "in-kind"]  # oblige: also equal-value
# days = 30  # with notification: before; with settlement: within
# obligation = "no-onward-release"  # oblige: the duty
# text = "..."  # in plain words
# start = "2024-01-01"  # optional, also `end`: as a restriction
# end = "2030-01-01"
# source = "Article 6"

# [[assurance]]  # a party withdrew its assurance of protection
# withdrawn_by = "@b@"
# from = "2024-01-01"
# until = "2025-01-01"

# [[notice]]  # dated, and not a status
# kind = "termination"  # or suspension, withdrawal (of such a notice), other
# what = "notice of termination"
# on = "2024-01-01"

# [[claim]]  # what a source says of this instrument
# source = "..."  # an address, or the id of a source under claims/
# says = { status = "signed", on = "2024-01-01" }
)toml";

constexpr std::string_view kParty = R"toml(# A party: append it to a file under parties/.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

[[party]]
id = "@id@"  # a nation: its code of ISO 3166-1 alpha-3; else [A-Z0-9_]{2,16}
kind = "nation"  # nation | organisation (owns information, signs) | group (only a set)
name = "name in English"
# policy = "@id@"  # the marking system it uses, a file under policies/
# security_agreement = "nato-security"  # organisations: the instrument under which members hold its information
# decomposable = false  # organisations and groups: a list in a mark that names it reaches none of its members
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

# [[party.member]]  # organisations and groups: one for each member
# id = "@b@"
# from = "2024-01-01"  # optional
# until = "2030-01-01"  # optional
# source = "..."  # absent: the party's
# evidence = "verified"  # likewise

# [[party.authority]]  # its law asks for a delegation before it discloses
# from = "2024-01-01"
)toml";

constexpr std::string_view kPerson =
    R"toml(# A person, by role and never by name; a system; a facility; an assertion of need to know: a file under people/.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

[[person]]
id = "@id@"  # a role: [A-Za-z0-9._-]
role = "analyst"  # in words
employer = "@a@"  # the party that vouches
nationalities = ["@a@"]  # all of them
from = "2024-01-01"  # in this role; optional, also `until`
# until = "2030-01-01"
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

# [[person.clearance]]  # one for each clearance
# policy = "JPN"  # whose levels
# level = "極秘"  # up to this one
# categories = ["USA:SI"]  # read in for these
# granted_by = "@a@"
# from = "2024-01-01"
# until = "2029-01-01"

# [[person.belongs]]  # communities, programmes, exercises
# to = "coi:harbour-watch"  # coi:NAME, or a reference to a programme, project or event
# from = "2024-01-01"

# [[system]]
# id = "c2-net"
# name = "..."
# operated_by = "@a@"

# [[facility]]
# id = "firm-1"
# name = "..."
# in = "@a@"  # the party whose law it is under
# contractor = true  # a firm

# [[need_to_know]]
# id = "ntk-1"
# who = "person:@id@"  # or system:, facility:
# objects = ["harbour-watch.md"]
# communities = ["coi:harbour-watch"]
# asserted_by = "person:officer-1"  # an officer with authority
)toml";

constexpr std::string_view kEvent = R"toml(# A meeting or exercise, and what was promised there: a file under events/.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

[[event]]
id = "@id@"  # [A-Za-z0-9._-]
title = "what it is called"
kind = "meeting"  # meeting | summit | exercise | conference
level = "officials"  # officials | service | senior-enlisted | ministers | leaders; exercises may have none
state = "planned"  # planned | held | cancelled
# host = "@a@"
participants = @parties@  # groups and organisations may take part as such
# observers = ["@b@"]
# domains = ["maritime"]
# under = "2plus2"  # the mechanism it belongs to, an instrument
# place = "..."
from = "2024-01-01"  # first day
# until = "2024-01-02"  # the day after the last; absent: not known
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

# [[commitment]]
# id = "@id@-1"
# text = "..."  # in our words
# owners = ["@a@"]
# origin = "event:@id@"  # or instrument:ID
# aim = false  # true: only an aim was stated, nobody owes it
# due = "2027"
#
# [[commitment.state]]  # a history
# value = "open"  # open | in-progress | done | dropped
# from = "2024-01-01"
)toml";

constexpr std::string_view kProgramme =
    R"toml(# A programme with its projects, participants and terms; candidacies, capabilities, risks: a file under programmes/.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

[[programme]]
id = "@id@"  # [A-Za-z0-9._-]
title = "what it is called"
# under = "treaty"  # an instrument
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

  [[programme.area]]
  id = "undersea"  # what participants may be limited to
  title = "undersea capabilities"

  [[programme.participant]]
  party = "@a@"
  role = "candidate"  # excluded | observer | candidate | partner | member
  # tier = 2  # of access
  # areas = ["undersea"]  # absent: all
  from = "2024-01-01"  # also `until`
  # until = "2030-01-01"

# [[programme.project]]
# id = "autonomous-systems"
# title = "..."
# areas = ["undersea"]
#
# [[programme.project.participant]]  # keys as for the programme's
# party = "@b@"
# role = "member"
# from = "2024-01-01"

# [[programme.term]]
# id = "ip"
# subject = "background-ip"  # foreground-ip | access | co-production | third-country-export | consents | financing | procurement | …
# parties = ["@a@"]  # absent: everybody in it
# state = "unsettled"  # or settled
# text = "..."

# [[candidacy]]
# id = "candidacy-1"
# party = "@b@"
# of = "programme:@id@"  # or party:GROUP
#
# [[candidacy.state]]  # a history
# value = "considered"  # interest | considered | consulting | invited | member
# from = "2024-01-01"

# [[capability]]
# id = "stand-off"
# party = "@a@"
# kind = "priority"  # need | priority | offer | project
# area = "stand-off-defence"  # what matches one with another
# title = "..."
# programme = "programme:@id@"
# from = "2024-01-01"

# [[interoperability]]
# id = "data-link"
# parties = @parties@
# platforms = ["...", "..."]  # two
# standard = "..."
# state = "unknown"  # unknown | failed | tested
# on = "2024-01-01"

# [[risk]]
# id = "risk-1"
# text = "..."
# obstacle = true  # stands in the way, rather than may happen
# about = ["programme:@id@", "party:@a@"]
#
# [[risk.state]]  # a history
# value = "open"  # open | closed
# from = "2024-01-01"
)toml";

constexpr std::string_view kClaim =
    R"toml(# A source, and what it says in our words: a file under claims/. Claims never decide; they are compared with the facts.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

[[source]]
id = "@id@"  # claims name it
title = "title of the publication"
publisher = "who published it"
published = "2024-01"  # a day, a month or a year
address = "where it can be read"
# cited_as = "Article 1"  # how facts cite it, besides its id and its address

[[claim]]
id = "@id@-1"  # [A-Za-z0-9._-]
source = "@id@"  # a source's id, or an address
# said = "2024-01-01"  # absent: when the source was published
about = ["party:@a@"]  # the first is what `says` speaks of: instrument:ID, event:ID, programme:ID …
says = { opinion = true }  # or { status = "signed" }, { members = ["@b@"] } …: the table of the page
text = "what it says, in our words"
# note = "..."  # free text
)toml";

constexpr std::string_view kConsent =
    R"toml(# Consents, delegations, waivers, licences, approvals: a file under consents/, or for `release --consents`.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.
# Each entry has also from, until, source, evidence, known and note. All of them grant.

[[consent]]
id = "@id@"  # [A-Za-z0-9._-]
by = "@a@"  # the originator
to = ["@b@"]  # groups mean their members at the date of the decision
objects = ["document.md"]  # exactly these and their portions; or:
# up_to = "SECRET"  # everything of `by` up to this level whose restrictive categories are listed
# categories = ["USA:SI"]
# purposes = ["training"]  # if any: only these
from = "2024-01-01"
until = "2025-01-01"
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

# [[delegation]]  # needed where the holder's law asks for one
# id = "delegation-1"
# by = "@a@"
# to = ["@b@"]
# up_to = "SECRET"  # required
# categories = ["USA:SI"]
# from = "2024-01-01"
# source = "..."
# evidence = "verified"

# [[accreditation]]  # of a channel, by each side
# channel = "..."
# by = "@a@"
# up_to = "SECRET"
# from = "2024-01-01"
# source = "..."
# evidence = "verified"

# [[waiver]]  # an exception to a clause; bound to a project, a carve-out
# id = "waiver-1"
# of = "clause:INSTRUMENT#CLAUSE"
# by = "@a@"
# to = ["@b@"]
# project = "project:PROGRAMME#PROJECT"
# items = ["radar"]
# purposes = ["training"]
# text = "..."

# [[licence]]
# id = "licence-1"
# by = "@a@"
# to = ["@b@"]
# items = ["..."]
# purposes = ["training"]
# territory = "@b@"

# [[approval]]
# id = "approval-1"
# by = "@a@"
# organ = "cabinet"  # cabinet | national-security-council | ministry | parliament; or what a clause needs: notification | orders | joint-committee | end-use-check | registration | authorised-user | project
# of = "instrument:INSTRUMENT"
# to = ["@b@"]
# items = ["..."]

# [[assurance]]  # given besides entry into force
# id = "assurance-1"
# by = "@b@"
# under = "INSTRUMENT"
# text = "..."
)toml";

constexpr std::string_view kTemplate = R"toml(# The clauses that every instrument of a kind has: save it as templates/@kind@.toml.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

kind = "@kind@"  # one template for each kind
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

[[clause]]
id = "@id@"  # an instrument's own clause of this id stands in its place
effect = "oblige"  # prohibit | condition | oblige
action = "@action@"  # disclose | transfer | supply | visit | participate | grant | consult
# from = ["@a@"]  # each list narrows; absent: any
# to = ["@b@"]
# levels = ["SECRET"]  # of the owner's policy
# categories = ["USA:SI"]
# domains = ["military"]
# forms = ["document"]
# purposes = ["training"]  # condition: the purposes enumerated
# items = ["weapons"]  # goods, services, technology
# activities = ["joint-exercise"]  # what it is for
# above = { amount = 25000000, currency = "USD" }  # of acts: only where more is stated as the value, or another currency
# needs = ["host-consent"]  # condition: what must be recorded besides
# settlement = ["cash", "in-kind"]  # oblige: also equal-value
# days = 30  # with notification: before; with settlement: within
obligation = "no-onward-release"  # oblige: the duty
text = "not to third countries without written consent"  # in plain words
# start = "2024-01-01"  # optional, also `end`: as a restriction
# end = "2030-01-01"
# source = "Article 6"  # absent: the template's
)toml";

constexpr std::string_view kWorld =
    R"toml(# A world: this file, and folders beside it (parties, policies, templates, instruments …). `entente world new` writes their files.

format = 1  # of docs/formats/world.md
name = "@id@"  # [a-z0-9-]
title = "what this world is about"
# note = "..."  # free text

# [cost]  # how remedies are ranked: 1 to 1000000 each, without a unit; what is left out has the cost of docs/formats/world.md
# evidence = 1
# need-to-know = 2
# community = 3
# post = 3
# category-read-in = 4
# clearance = 5
# delegation = 5
# consent = 8
# approval = 8
# accreditation = 10
# licence = 15
# row = 20
# waiver = 25
# assurance = 30
# instrument-in-force = 40
# settlement = 45
# accession = 50
# amendment = 60
# new-instrument = 100
# invitation = 120
# participation = 150
# membership = 200
# source = "..."  # whose ranking it is
)toml";

}  // namespace

std::string_view skeleton_text(SkeletonOf what) {
  switch (what) {
    case SkeletonOf::instrument:
      return kInstrument;
    case SkeletonOf::party:
      return kParty;
    case SkeletonOf::person:
      return kPerson;
    case SkeletonOf::event:
      return kEvent;
    case SkeletonOf::programme:
      return kProgramme;
    case SkeletonOf::profile:
      return profile_skeleton_text();
    case SkeletonOf::claim:
      return kClaim;
    case SkeletonOf::consent:
      return kConsent;
    case SkeletonOf::template_:
      return kTemplate;
    case SkeletonOf::world:
      return kWorld;
  }
  return {};
}

}  // namespace entente::format
