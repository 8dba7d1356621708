// The skeleton of a file under profiles/.

#include "format/skeleton_texts.h"

namespace entente::format {
namespace {

constexpr std::string_view kProfile =
    R"toml(# What a candidate is measured against, and how far it has come: a file under profiles/.
# A line behind `#` is not read: take the `#` away where it applies, and delete the rest.

[[profile]]
id = "@id@"  # fvey | aukus-pillar-2 | nato-interop, or others
title = "what it is called"
of = "party:@a@"  # a group, or programme:ID
source = "where it was read"  # an address or a citation
evidence = "assumed"  # verified (a page that states it was read) | partial | unverified (from memory) | assumed
# known = "2024-01-01"  # from when the fact was known; absent: from its own start
# note = "..."  # free text

  [[profile.requirement]]
  id = "clearance"
  area = "clearance"  # what it is about
  text = "people are cleared before they have access"  # in our words
  # list = "criteria"  # the list it stands in where a source gives one
  # claims = ["A000-15"]  # claims that speak of it besides those that are about it
  # closing = "the party clears people"  # what would close it, where assessments decide
  # closed_by = ["party"]  # who can act: party (whoever is measured), members (of what the profile is of), or parties

    # [[profile.requirement.needs]]  # what has to be recorded; without any its assessments decide
    # test = "instrument"  # assessment | instrument | event | membership | participation | project | candidacy |
    #                      interoperability | capability | requirement
    # way = "by law"  # conditions of one way hold together, and one way is enough
    # of = "instrument:older"  # what the test is about, where it is about one thing
    # with = ["@b@"]  # each of these; a group stands for its members
    # at_least = 1  # so many of them, or of what is recorded
    # kinds = ["information-security"]  # instrument: one of these kinds
    # status = ["in-force"]  # instrument: has one of these
    # topics = ["clearance"]  # instrument: regulates one of these
    # clause = "art-6"  # instrument: has it
    # events = ["exercise"]  # event: meeting | summit | exercise | conference
    # levels = ["ministers"]  # event: officials | service | senior-enlisted | ministers | leaders
    # since = "2024-01-01"  # event: not before
    # within_years = 5  # event: not longer ago
    # role = "partner"  # participation, project: this or a closer one
    # tier = 1  # participation, project: this or a lower number
    # areas = ["maritime-autonomy"]  # participation, project, capability
    # state = "consulting"  # candidacy: this or further
    # capabilities = ["offer"]  # capability: need | priority | offer | project
    # standard = "Link 16"  # interoperability

# [[assessment]]
# id = "assessment-1"
# requirement = "requirement:@id@#clearance"
# party = "@a@"
# state = "in-progress"  # unmet | in-progress | met
# from = "2024-01-01"
# assessor = "..."  # an office or a publication
# text = "..."
# source = "..."
# evidence = "partial"

# [[model]]  # how partnerships grow, as somebody reads it: entente world stage
# id = "steps"
# title = "..."
# source = "..."  # whose reading it is
# evidence = "partial"
#
# [[model.stage]]
# id = "talks"
# title = "talks"
# text = "..."
# after = "before"  # the stage before it; absent: the first
#
# [[model.stage.needs]]  # as above, between two parties, so without `with`
# test = "event"
# events = ["exercise"]
# levels = ["service"]
# since = "2020"
# within_years = 5
)toml";

}  // namespace

std::string_view profile_skeleton_text() { return kProfile; }

}  // namespace entente::format
