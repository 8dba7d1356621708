#include "service/ask.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/as_marked.h"
#include "label/ism_marking.h"
#include "label/marking.h"
#include "label/named_label.h"
#include "service/release_within.h"

namespace entente::service {
namespace {

using label::Label;
using label::Origin;

tl::unexpected<Error> contradiction(std::string message) { return fail(label::Fault::contradiction, std::move(message)); }

bool names(const std::vector<Origin>& origins, const PartyId& party) {
  return std::any_of(origins.begin(), origins.end(), [&](const Origin& origin) { return origin.party == party; });
}

Origin origin_of(const Desk& desk, const PartyId& party) {
  Origin origin;
  origin.party = party;
  if (const auto* policy = desk.world().policies.policy_of(party)) origin.policy = policy->id;
  return origin;
}

// A release stated beside the mark: a part of the mark's own list, or the owner's word where its marks carry none.
// `stated` itself is taken where it may be.
Result<void> apply_release(const Desk& desk, const format::AskedRequest& asked, std::vector<PartyId>* taken, decision::Request& request, Label& label) {
  const auto& stated = *asked.object.releasable_to;
  switch (label.releasable.kind) {
    case label::ReleaseKind::everyone:
      break;
    case label::ReleaseKind::listed: {
      const ReleaseWithin question{label, stated, request.time, asked.known_as_of};
      const auto within = release_within(desk, question);
      request.settled_on = std::min(request.settled_on, within.evidence);
      request.object.label_unsettled = within.unsettled;
      request.looked_at = within.looked_at;
      if (within.beyond) {
        return contradiction(fmt::format("releasable_to names {}, which the marking {}", quoted(within.beyond->value),
                                         within.unsettled ? fmt::format("does only where memberships count whose evidence is below {}", to_string(desk.options().require))
                                                          : "does not"));
      }
      break;
    }
    case label::ReleaseKind::absent: {
      if (label.controls.no_foreign) return contradiction("releasable_to contradicts a marking that forbids foreign release");
      for (const auto& owner : label.owners) {
        const auto* policy = owner.party ? desk.world().policies.policy_of(*owner.party) : nullptr;
        if (policy == nullptr || !policy->release_outside_marking) {
          return contradiction(
              "releasable_to: in this marking system the owner's release is in the marking, and this one has none");
        }
      }
      break;
    }
  }
  label.releasable.kind = label::ReleaseKind::listed;  // whether all of them are known, label-valid asks
  if (taken != nullptr) {
    label.releasable.parties.swap(*taken);
  } else {
    label.releasable.parties = stated;
  }
  return {};
}

Result<void> apply_origins(const Desk& desk, const format::StatedObject& object, Label& label) {
  if (!object.owners.empty()) {
    for (const auto& owner : label.owners) {
      if (!owner.party || std::find(object.owners.begin(), object.owners.end(), *owner.party) == object.owners.end()) {
        return contradiction("owners: the stated owners leave out one that the marking names");
      }
    }
  }
  for (const auto& party : object.owners) {
    if (!names(label.owners, party)) label.owners.push_back(origin_of(desk, party));
  }
  for (const auto& party : object.sources) {
    if (!names(label.sources, party) && !names(label.owners, party)) label.sources.push_back(origin_of(desk, party));
  }
  return {};
}

// What is stated beside a mark only narrows: where it says that the information is about something else than the mark does, or its
// level's default, nobody knows what it is about until that is stated.
Result<void> apply_categories(const Desk& desk, const format::StatedObject& object, Label& label) {
  if (object.categories.empty()) return {};
  for (const auto& text : object.categories) {
    const auto colon = text.find(':');
    const PolicyId policy(colon == std::string::npos ? label.policy.value : text.substr(0, colon));
    const CategoryName name(colon == std::string::npos ? text : text.substr(colon + 1));
    const auto* known = desk.world().policies.find(policy);
    if (known == nullptr || known->token(name) == nullptr) {
      return fail(label::Fault::unknown_token,
                  fmt::format("categories: {} is not a category of {}", quoted(name.value), quoted(policy.value)));
    }
    const auto meaning = known->token(name)->meaning;
    if (meaning > label::Meaning::informative) {
      return contradiction(fmt::format("categories: {} of {} is no category but says to whom it may go, and takes its effect in the marking alone",
                                       quoted(name.value), quoted(policy.value)));
    }
    std::vector<label::Category> stated{{policy, name, label::CategoryKind::restrictive}};
    label::add_parents(stated, *known);
    for (const auto& each : stated) {
      const auto* token = known->token(each.name);
      if (token != nullptr && token->domain && label.domain != token->domain) label.domain = label::kDomainNotKnown;
    }
    label.categories.insert(label.categories.end(), stated.begin(), stated.end());
  }
  std::sort(label.categories.begin(), label.categories.end());
  label.categories.erase(std::unique(label.categories.begin(), label.categories.end()), label.categories.end());
  return {};
}

bool has_label(const format::StatedObject& object) { return object.label || object.ism; }

// The label by its marking or its attributes alone.
Result<void> label_by_mark(Desk& desk, const format::StatedObject& object, const label::Policy& policy, Label& out) {
  if (object.ism) {
    TRY(out, label::label_of_ism(*object.ism, policy, desk.world().policies));
    return {};
  }
  const auto& read = desk.read_mark(*object.label, policy);
  if (!read) return tl::unexpected<Error>(read.error());
  out = *read;
  return {};
}

Result<void> apply_date(const format::StatedObject& object, Label& label) {
  if (object.created && label.created && object.created != label.created)
    return contradiction("created: the label says another date of its marking");
  if (object.created) label.created = object.created;
  return {};
}

// The label of a stated object at the request's time, or why there is none; what it depends on is put into the request.
Result<void> label_of(Desk& desk, const format::AskedRequest& asked, std::vector<PartyId>* taken, decision::Request& request, Label& label) {
  const auto& object = asked.object;
  if (!object.label_fault.empty()) return fail(label::Fault::malformed, object.label_fault);
  if (!has_label(object)) return fail(label::Fault::malformed, "the object has no label");
  if (object.policy.empty()) return fail(label::Fault::unknown_policy, "no policy is stated for the label");
  const auto* policy = desk.world().policies.find(PolicyId(object.policy));
  if (policy == nullptr) return fail(label::Fault::unknown_policy, fmt::format("policy {} is not loaded", quoted(object.policy)));
  TRY_DO(label_by_mark(desk, object, *policy, label));
  TRY_DO(apply_origins(desk, object, label));
  TRY_DO(apply_categories(desk, object, label));
  TRY_DO(apply_date(object, label));
  if (object.releasable_to) TRY_DO(apply_release(desk, asked, taken, request, label));
  if (!object.domain.empty()) {
    const bool from_mark =
        label.domain && std::any_of(label.categories.begin(), label.categories.end(), [&](const label::Category& category) {
          const auto* own = desk.world().policies.find(category.policy);
          const auto* token = own == nullptr ? nullptr : own->token(category.name);
          return token != nullptr && token->domain && token->domain != object.domain;
        });
    if (from_mark) return contradiction(fmt::format("domain: {} is not what the marking is about", quoted(object.domain)));
    label.domain = object.domain;
  }
  return {};
}

// Whether it is the party itself, or somebody or something for which that one vouches.
bool asks_for(const Desk& desk, const decision::Subject& subject, const PartyId& party) {
  if (subject.type == decision::SubjectType::party) return subject.id == party.value;
  const PartyId* behind = desk.vouching().find(desk.world(), subject);
  return behind != nullptr && *behind == party;
}

// The same, or one of the set that it is.
bool asks_with(Desk& desk, const format::AskedRequest& asked, const PartyId& party, Instant time) {
  if (asks_for(desk, asked.subject, party)) return true;
  return asked.subject.type == decision::SubjectType::party && desk.is_asked_as_of(PartyId(asked.subject.id), party, time, asked.known_as_of);
}

// Internal handling is about what the holder lawfully holds (docs/semantics.md 3.1): what it owns by the mark, whatever a caller
// adds beside it, or what its owner could give it under the instrument stated: by these same rules, now or when it was marked.
struct Holding {
  bool lawful = false;
  bool unsettled = false;  // if not: nothing is wrong, but something is not known well enough
  bool denied = false;     // if not: its owner could not give it by any instrument
  std::string why;
  std::optional<decision::Request> giving;  // where an instrument is stated under which it was received
};

Holding holding_of(Desk& desk, const format::AskedRequest& asked, decision::Request& request) {
  Holding out;
  const auto* policy = desk.world().policies.find(PolicyId(asked.object.policy));
  Label marked;
  const bool valid = policy != nullptr && has_label(asked.object) && label_by_mark(desk, asked.object, *policy, marked).has_value();
  const PartyId& holder = *request.holder;
  if (valid && names(marked.owners, holder)) {
    out.lawful = true;
    return out;
  }
  const bool alone = asks_for(desk, asked.subject, holder);
  out.why = fmt::format("{} {} and {}, owns none of it by its mark, and ", entente::quoted(holder.value),
                        asked.holder ? "is stated to hold it" : "holds it, as its mark says,", alone ? "asks for itself" : "is a member of " + asked.subject.id);
  if (!valid || asked.object.received_under.empty()) {
    out.why += "no instrument is stated under which it can have received it";
    return out;
  }
  const auto& under = asked.object.received_under;
  out.why += fmt::format("cannot have received it under {}: ", entente::quoted(under));
  auto& giving = out.giving.emplace(request);
  giving.under = InstrumentId(under);
  giving.subject = {decision::SubjectType::party, holder.value};
  giving.holder.reset();
  giving.channel.clear();
  const auto& created = request.object.label->created;  // as stated, or as the label itself says
  if (created && *created < giving.time) giving.time = *created;
  if (giving.time < request.time && asked.object.releasable_to && marked.releasable.kind == label::ReleaseKind::listed) {
    marked.created = created;
    const auto within = release_within(desk, {marked, request.object.label->releasable.parties, giving.time, asked.known_as_of});
    if (within.beyond) {
      out.why += fmt::format("releasable_to names {}, which the marking did not on {}", entente::quoted(within.beyond->value), to_short_string(giving.time));
      out.unsettled = within.unsettled;
      return out;
    }
    request.settled_on = std::min(request.settled_on, within.evidence);
  }
  const auto given = desk.decide(giving, asked.known_as_of);
  const auto& decision = given.decision();
  if (giving.time == request.time) request.holds_until = decision.valid_until;
  out.denied = !decision.permit;
  if (out.denied) {
    const auto is = [](decision::Outcome outcome) { return [outcome](const decision::Reason& each) { return each.outcome == outcome; }; };
    const auto& reasons = decision.reasons;
    auto found = std::find_if(reasons.begin(), reasons.end(), is(decision::Outcome::fail));
    const auto too_weak = [&](const decision::Reason& each) {
      return each.outcome != decision::Outcome::unknown || (each.evidence && *each.evidence < desk.options().require);
    };
    out.unsettled = found == reasons.end() && std::all_of(reasons.begin(), reasons.end(), too_weak);
    if (found == reasons.end()) found = std::find_if(reasons.begin(), reasons.end(), is(decision::Outcome::unknown));
    if (found != reasons.end()) out.why += found->text;
  } else {
    out.lawful = true;
    request.settled_on = std::min(request.settled_on, decision.evidence);
  }
  return out;
}

// A label by names becomes the marking that says exactly the same, so that there is one way from labels to decisions.
format::AskedRequest as_marked(const Desk& desk, format::AskedRequest asked) {
  auto& object = asked.object;
  if (!object.named) return asked;
  const auto& book = desk.world().policies;
  const auto named = std::move(*object.named);
  object.named.reset();
  const auto label = label::from_names(named, book);
  if (!label) {
    object.label_fault = label.error().message;
  } else if (!object.policy.empty() && object.policy != label->policy.value) {
    object.label_fault = fmt::format("policy {} is stated, and the label is of {}", entente::quoted(object.policy),
                                     entente::quoted(label->policy.value));
  } else if (object.created && label->created && *object.created != *label->created) {
    object.label_fault = "created: the date stated is not that of the label";
  } else {
    const auto text = label::render_marking(*label, *book.find(label->policy), book, label::MarkForm::banner);
    CHECK(text.has_value());  // from_names has tried it
    object.label = *text;
    object.policy = label->policy.value;
    if (!object.created) object.created = label->created;
  }
  return asked;
}

// Who reads a received copy under its own policy holds it, unless something else is stated; and the owner does when that party is
// the one who asks, or for whom a person asks.
std::optional<PartyId> holder_of(const Desk& desk, const format::AskedRequest& asked) {
  if (asked.holder || !asked.object.label || !label::is_received(*asked.object.label)) return asked.holder;
  const auto* policy = desk.world().policies.find(PolicyId(asked.object.policy));
  if (policy == nullptr || asks_for(desk, asked.subject, policy->party)) return std::nullopt;
  return policy->party;
}

// The programme or project that is the resource is what is asked about: another one stated beside it would be decided upon in
// its place. A project of the programme says more.
Result<void> name_what_is_joined(const format::AskedRequest& asked, decision::Act& act) {
  const auto& type = asked.object.type;
  if (asked.action != "participate" || (type != "programme" && type != "project" && !act.project.empty())) return {};
  auto named = fmt::format("{}:{}", type, asked.object.id);
  const auto part = fmt::format("project:{}#", asked.object.id);
  if (act.project.empty()) act.project = named;
  if (act.project == named || (type == "programme" && act.project.starts_with(part))) return {};
  return fail(Fault::bad_request, fmt::format("project: {} is stated, and the resource is {}; state a project of it, or none",
                                              entente::quoted(act.project), entente::quoted(named)));
}

// Of most that may be stated nothing is.
template <class Stated>
void copy(const Stated& from, Stated& to) {
  if (from.empty()) {
    to.clear();
  } else {
    to = from;
  }
}

Result<void> request_of(Desk& desk, const format::AskedRequest& as_asked, std::vector<PartyId>* taken, Instant now, decision::Request& request) {
  TRY_DO(desk.vocabulary().check(as_asked.object));
  TRY_DO(desk.vocabulary().check_purpose(as_asked.purpose));
  std::optional<format::AskedRequest> marked;
  if (as_asked.object.named) marked = as_marked(desk, as_asked);
  const auto& asked = marked ? *marked : as_asked;
  request.subject = asked.subject;
  request.action = asked.action;
  request.time = asked.time.value_or(now);
  request.holder = holder_of(desk, asked);
  copy(asked.purpose, request.purpose);
  copy(asked.channel, request.channel);
  request.mode = asked.mode;
  request.looked_at.clear();
  request.holds_until = kEndOfTime;
  request.settled_on = world::Evidence::verified;
  auto& object = request.object;
  object.id = asked.object.id;
  copy(asked.object.digest, object.digest);
  copy(asked.object.form, object.form);
  copy(asked.object.subject, object.subject);
  copy(asked.object.communities, object.communities);
  object.export_controlled = asked.object.export_controlled;
  if (!(object.act == asked.object.act)) object.act = asked.object.act;
  object.label_error.clear();
  object.label_unsettled = false;
  if (decision::is_act_name(asked.action)) {
    object.label.reset();
    return name_what_is_joined(asked, object.act);
  }
  if (!object.label) object.label.emplace();
  if (const auto readable = label_of(desk, asked, marked ? nullptr : taken, request, *object.label); !readable) {
    object.label.reset();
    object.label_error = readable.error().message;
    return {};
  }
  if (!request.holder || !asks_with(desk, asked, *request.holder, request.time)) return {};
  auto holding = holding_of(desk, asked, request);
  if (holding.lawful) return {};
  object.label.reset();
  object.label_error = std::move(holding.why);
  object.label_unsettled = holding.unsettled;
  return {};
}

}  // namespace

Result<void> request_of(Desk& desk, const format::AskedRequest& asked, Instant now, decision::Request& request) {
  return request_of(desk, asked, nullptr, now, request);
}

Result<void> request_of(Desk& desk, format::AskedRequest&& asked, Instant now, decision::Request& request) {
  auto& stated = asked.object.releasable_to;
  return request_of(desk, asked, stated ? &*stated : nullptr, now, request);
}

Result<decision::Request> request_of(Desk& desk, const format::AskedRequest& asked, Instant now) {
  decision::Request request;
  TRY_DO(request_of(desk, asked, now, request));
  return request;
}

Result<UnrecordedDecision> ask(Desk& desk, const format::AskedRequest& asked, Instant now) {
  TRY(const auto request, request_of(desk, asked, now));
  return desk.decide(request, asked.known_as_of);
}

namespace {

// Of what makes the giving of a received copy a permit, what makes it one under the instrument stated: by another it was not received. Where
// it was to be permitted when it was marked, only a better record of what held then: what is recorded now holds from now on.
analysis::Remedies of_giving(analysis::Remedies all, const InstrumentId& under, Instant given, Instant now) {
  const auto useless = [&](const analysis::RemedyStep& step) {
    const auto& fact = step.fact;
    return fact.fact == world::RemedyFact::new_instrument || (!fact.instrument.empty() && fact.instrument != under) ||
           (given < now && !fact.weak);
  };
  const auto removed = std::erase_if(all.sets, [&](const analysis::Remedy& set) { return std::any_of(set.steps.begin(), set.steps.end(), useless); });
  if (removed == 0 || !all.sets.empty()) return all;
  all.complete = false;
  if (given < now) {
    const auto day = to_short_string(given);
    all.no_remedy.push_back({decision::Rule::label_valid, {}, {}, under.value, decision::Helps::statement, {},
                             fmt::format("it must have been permitted on {}, when it was marked, and facts from now on do not reach so far back: "
                                         "the request must state another instrument, or what held on {} be recorded", day, day)});
  }
  return all;
}

// No new mark helps: nothing is wrong with it.
void by_statement(analysis::Remedies& all, const std::string& text) {
  for (auto& each : all.no_remedy) {
    each.helps = decision::Helps::statement;
    each.actors.clear();
    each.text = text;
  }
}

}  // namespace

Result<analysis::Remedies> remedies(Desk& desk, const format::AskedRequest& as_asked, Instant now) {
  const auto asked = as_marked(desk, as_asked);
  TRY(const auto request, request_of(desk, as_asked, now));
  auto out = desk.remedies(request, asked.known_as_of);
  if (out.sets.empty() && out.no_remedy.empty() && out.complete) {  // permitted now, but not at its dates
    if (const auto barred = desk.barred_by_dates(request, asked.known_as_of)) {
      out.complete = false;  // facts that last longer, or begin earlier, are not looked for
      out.no_remedy.push_back({barred->rule,
                               barred->owner,
                               barred->recipient,
                               barred->clause,
                               decision::Helps::statement,
                               {},
                               "the request must state other dates, or be asked as of them: " + barred->text});
    }
  }
  if (request.object.label || decision::is_act_name(request.action)) return out;
  Label label;
  auto with_label = request;
  if (!label_of(desk, asked, nullptr, with_label, label)) {
    if (!request.object.label_unsettled) return out;
    out.complete = false;
    by_statement(out, "the memberships in the groups of the mark must be recorded better, or the request leave out `releasable_to`: " + request.object.label_error);
  } else {
    // The mark itself can be read: what is wrong is what the request says of who holds it. What makes a party's receiving lawful is
    // what makes it a permit; of others it only begins to.
    with_label.object.label = std::move(label);
    with_label.object.label_unsettled = false;
    const bool holds = request.holder && asks_with(desk, asked, *request.holder, request.time);
    const auto holding = holds ? holding_of(desk, asked, with_label) : Holding{};
    if (holding.denied) {
      const bool alone = asked.subject.type == decision::SubjectType::party && asked.subject.id == request.holder->value;
      if (alone) return of_giving(desk.remedies(*holding.giving, asked.known_as_of), InstrumentId(asked.object.received_under), holding.giving->time, request.time);
      out.complete = false;
      by_statement(out, fmt::format("first {} must be able to receive it, which asking for it alone tells more of: {}", request.holder->value, request.object.label_error));
      return out;
    }
    by_statement(out, "the request must say more: " + request.object.label_error);
  }
  return out;
}

}  // namespace entente::service
