// parse_print_is_identity: what is read and written again is the same, for every parser of labels.
//
// One property with a case for each parser. Texts are put together from the shipped policies' own tokens, in any order and with
// compartments, lists, owners and sources; those that are no marking are thrown away, and too many of those fail the case. The
// fuzzers of the same parsers hold the same property for any bytes.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "format/ism_json.h"
#include "format/ism_xml.h"
#include "format/label_4774.h"
#include "format/label_5636.h"
#include "format/spif.h"
#include "format/world_folder.h"
#include "label/as_marked.h"
#include "label/ism_marking.h"
#include "label/marking.h"
#include "label/named_label.h"
#include "label/spif_label.h"
#include "label/written.h"

namespace entente::label {
namespace {

const PolicyBook& book() {
  static const format::LoadedWorld kWorld = format::load_world("data/worlds/indo-pacific").value();
  return kWorld.world.policies;
}

template <class T>
T one_of(const std::vector<T>& list) {
  return list[*rc::gen::inRange<std::size_t>(0, list.size())];
}

bool chance(int of) { return *rc::gen::inRange(0, of) == 0; }

std::string codes(const std::string& separator, const std::string& first) {
  static const std::vector<std::string> kCodes{"JPN", "GBR", "AUS", "KOR", "DEU", "FVEY", "NATO", "ACGU", "AFG"};
  std::string out = first;
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) out += (out.empty() ? "" : separator) + one_of(kCodes);
  return out;
}

// A text for a token of a US-style policy; empty: it stands in no segment behind the level.
std::string piece(const Token& token, MarkForm form) {
  auto text = chance(3) ? one_of(token.marks) : form == MarkForm::banner ? token.marks.front() : token.portion;
  switch (token.meaning) {
    case Meaning::joint:
      return "";
    case Meaning::foreign_information:
      return chance(2) ? text : text + " " + codes(" ", "");
    case Meaning::release_to:
      return token.marks.front() + " " + codes(", ", "USA");
    case Meaning::display_only:
      return text + " " + codes(", ", "");
    case Meaning::eyes_only:
      return codes("/", "USA") + " " + text;
    default:
      break;
  }
  if (!token.compartments) return token.name.value.ends_with("SIGMA") ? text + " 14 18" : text;
  static const std::vector<std::string> kParts{"", "-ABC", "-ABC 123 DEF", "-A1 Z9-B2"};
  if (token.segment == Segment::aea) return token.name.value.ends_with("SIGMA") ? text + " 1 14" : text;
  if (token.segment == Segment::cui)
    return text + one_of<std::string>({"", "//SP-CTI", "//PRVCY/SP-EXPT", "//PROPIN", "//NNPI/SSEL"});
  if (token.segment == Segment::non_ic) return text + one_of<std::string>({"-ABC", "-BLUE LAMP/RED-DOOR", "-A1/ACCM-B2"});
  if (token.segment == Segment::sar) return text + one_of<std::string>({"-BP", "-BP-J12 J54", "-CA"});
  return token.name.value.find('-') == std::string::npos ? text + one_of(kParts) : text;
}

std::string us_text(const Policy& policy, MarkForm form) {
  const auto& level = one_of(policy.levels);
  const auto mark = form == MarkForm::banner ? level.marks.front() : level.portion;
  std::string out = mark;
  const bool foreign = chance(4);
  if (foreign) {
    out = one_of<std::string>({"//JOINT " + mark + " " + codes(" ", "USA"), "//GBR " + mark, "//FGI " + mark,
                               form == MarkForm::banner ? "//NATO SECRET" : "//NS", "//COSMIC TOP SECRET//BOHEMIA"});
  }
  const bool cui_alone = !foreign && chance(6);
  if (cui_alone) out = one_of<std::string>({"CUI", "CUI//SP-CTI", "CUI//PRVCY/SP-EXPT", "CUI//PROPIN"});
  std::string segment;
  auto last = Segment::plain;
  for (const auto& token : policy.tokens) {
    if (!chance(cui_alone ? 3 : 9) || (cui_alone && !token.limits_cui)) continue;
    // A foreign owner's policy may have a name for the list, which only its own marks can say.
    if (foreign && token.meaning == Meaning::eyes_only) continue;
    const auto text = piece(token, form);
    if (text.empty()) continue;
    segment = token.segment == last ? "/" : "//";
    last = token.segment;
    out += segment + text;
  }
  return form == MarkForm::portion ? "(" + out + ")" : out;
}

std::string plain_text(const Policy& policy, MarkForm form) {
  const auto& level = one_of(policy.levels);
  std::string out = chance(2) ? one_of(level.marks) : form == MarkForm::banner ? level.marks.front() : level.portion;
  for (int i = *rc::gen::inRange(0, 3); i > 0 && !policy.tokens.empty(); --i) {
    const auto& token = one_of(policy.tokens);
    auto text = one_of(token.marks);
    if (token.meaning == Meaning::release_to || token.meaning == Meaning::display_only) text += " " + codes(", ", "");
    if (token.meaning == Meaning::eyes_only && token.parties.empty()) text = codes("/", "") + " " + text;
    if (token.compartments) text += " STAFF OFFICER";
    out += (chance(2) ? "//" : " ") + text;
  }
  return form == MarkForm::portion ? "(" + out + ")" : out;
}

struct Read {
  const Policy* policy = nullptr;
  std::string text;
  Label label;
};

// A marking of any system, or of one, with what it says. Texts that are none are tried again.
Read any_marking(MarkForm form, const char* system = nullptr) {
  std::vector<const Policy*> policies;
  for (const auto& [id, policy] : book().policies()) {
    if (system == nullptr || id.value == system) policies.push_back(&policy);
  }
  for (int i = 0; i < 50; ++i) {
    Read out{one_of(policies), "", {}};
    out.text = out.policy->grammar == Grammar::us_style ? us_text(*out.policy, form) : plain_text(*out.policy, form);
    auto label = parse_marking(out.text, *out.policy, book());
    if (!label) continue;
    out.label = std::move(*label);
    return out;
  }
  RC_FAIL("fifty texts in a row are no markings");
  return {};
}

void check_marking(const Read& read, MarkForm form) {
  RC_LOG() << read.policy->id.value << ": " << read.text;
  const auto printed = render_marking(read.label, *read.policy, book(), form);
  RC_ASSERT(printed.has_value());
  RC_LOG() << *printed;
  const auto again = parse_marking(*printed, *read.policy, book());
  RC_ASSERT(again.has_value());
  RC_ASSERT(as_marked(*again, *read.policy) == as_marked(read.label, *read.policy));
  RC_ASSERT(again->domain == read.label.domain);
  RC_ASSERT(render_marking(*again, *read.policy, book(), form).value() == *printed);
}

RC_GTEST_PROP(parse_print_is_identity, banner, ()) { check_marking(any_marking(MarkForm::banner, "USA"), MarkForm::banner); }

RC_GTEST_PROP(parse_print_is_identity, portion, ()) { check_marking(any_marking(MarkForm::portion, "USA"), MarkForm::portion); }

RC_GTEST_PROP(parse_print_is_identity, markings_of_every_system, ()) {
  const auto form = *rc::gen::element(MarkForm::banner, MarkForm::portion);
  check_marking(any_marking(form), form);
}

// --- labels by names ---

std::string word() {
  static const std::vector<std::string> kWords{"SECRET", "A",    "Très Secret", "特定秘密", "a & b", "<x>",
                                               "\"q\"",  "군사", "it's",        "x y z",    "Δ"};
  return one_of(kWords);
}

LabelTime any_time() {
  static const std::vector<std::string> kTimes{"2024-12-17T13:00:52Z", "2024-12-17T13:00:52.9873126Z",
                                               "2031-09-26T00:00:00.25+09:00", "1999-01-01T23:59:59-11:30"};
  return parse_label_time(one_of(kTimes)).value();
}

std::string any_uri() { return chance(2) ? "" : one_of<std::string>({"urn:oid:1.3.26.1.3.1", "urn:x:y"}); }

LabelBody any_body(bool bare) {
  LabelBody body;
  auto& information = body.information;
  information.policy = word();
  information.classification = word();
  if (!bare) {
    information.policy_uri = any_uri();
    information.classification_uri = any_uri();
    if (chance(3)) information.privacy_mark = word();
    if (chance(3)) body.originator = OriginatorId{"rfc822Name", word()};
    if (chance(3)) body.review = any_time();
    if (chance(3)) body.id = *rc::gen::element<std::string>("a", "_label-1", "ラベル.2");
  }
  if (chance(2)) body.created = any_time();
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    NamedCategory category{word(),
                           *rc::gen::element(CategoryKind::restrictive, CategoryKind::permissive, CategoryKind::informative),
                           bare ? "" : any_uri(),
                           {}};
    for (int j = *rc::gen::inRange(1, 4); j > 0; --j) category.values.push_back({ValueForm::generic, word()});
    if (!bare && chance(3)) category.values.push_back({ValueForm::integer, "0392"});
    if (!bare && chance(3)) category.values.push_back({ValueForm::bit_string, "0101"});
    information.categories.push_back(std::move(category));
  }
  return body;
}

RC_GTEST_PROP(parse_print_is_identity, label_4774, ()) {
  ConfidentialityLabel label{
      *rc::gen::element(LabelRole::originator, LabelRole::alternative, LabelRole::metadata), any_body(false), {}};
  if (chance(3)) label.succession = Succession{any_time(), any_body(false)};
  const auto printed = format::print_4774(label);
  const auto again = format::parse_4774(printed);
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == label);
  RC_ASSERT(format::print_4774(*again) == printed);
}

RC_GTEST_PROP(parse_print_is_identity, label_5636, ()) {
  const ConfidentialityLabel label{LabelRole::originator, any_body(true), {}};
  for (const auto form : {format::JsonLabelForm::elements, format::JsonLabelForm::structured}) {
    const auto printed = format::print_5636(label, form);
    RC_ASSERT(printed.has_value());
    const auto again = format::parse_5636(*printed);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == label);
    RC_ASSERT(format::print_5636(*again, form).value() == *printed);
  }
}

// What the marking shows of tokens, and what stands below one: the only names that an export may have.
std::vector<std::string> names_shown(const Label& label, const Policy& policy) {
  std::vector<std::string> out;
  for (const auto& token : policy.tokens) {
    if (!written_alone(label, policy, token, MarkForm::banner).empty()) out.push_back(token.name.value);
  }
  for (const auto& category : label.categories) {
    if (policy.token(category.name) == nullptr) out.push_back(category.name.value);
  }
  for (const auto& party : label.releasable.parties) out.push_back(party.value);
  std::sort(out.begin(), out.end());
  return out;
}

// An export says the marking's tokens and no others, and comes back. Display lists, eyes-only lists, sources and owners other
// than the policy's party have no names.
RC_GTEST_PROP(parse_print_is_identity, names, ()) {
  const auto read = any_marking(MarkForm::banner);
  RC_LOG() << read.policy->id.value << ": " << read.text;
  const auto& label = read.label;
  const bool own =
      label.policy == read.policy->id && label.owners.size() == 1 && label.owners.front().party == read.policy->party;
  const bool foreign = std::any_of(label.categories.begin(), label.categories.end(),
                                   [&](const Category& category) { return category.policy != read.policy->id; });
  const auto& released = label.releasable.parties;  // an alliance is no recipient of its own information
  const bool itself = std::find(released.begin(), released.end(), read.policy->party) != released.end();
  const bool lists = !label.display_only.empty() || (label.controls.eyes_only && !names_eyes_only(label, *read.policy));
  const auto named = to_names(label, book());
  if (!named) {
    RC_LOG() << named.error().message;
    RC_ASSERT(!own || foreign || lists || itself || !label.sources.empty());
    return;
  }
  const auto again = format::parse_4774(format::print_4774(*named));
  RC_ASSERT(again.has_value());
  RC_ASSERT(from_names(*again, book()).value() == label);
  std::vector<std::string> found;
  for (const auto& category : named->body.information.categories) {
    for (const auto& value : category.values) found.push_back(value.text);
  }
  std::sort(found.begin(), found.end());
  RC_ASSERT(found == names_shown(label, *read.policy));
}

// --- attributes of ISM ---

IsmAttributes any_attributes() {
  static const std::vector<std::pair<IsmName, std::vector<std::string>>> kValues{
      {IsmName::classification, {"TS"}},
      {IsmName::owner_producer, {"USA"}},
      {IsmName::sci_controls, {"SI", "SI-G", "SI-G-ABCD", "TK"}},
      {IsmName::sar_identifier, {"SAR-DOD:TS:BP-J12", "SAR-DNI:CA"}},
      {IsmName::atomic_energy_markings, {"RD", "RD-SG-14"}},
      {IsmName::fgi_source_open, {"DEU", "GBR"}},
      {IsmName::dissemination_controls, {"OC", "NF"}},
      {IsmName::releasable_to, {"USA", "NATO:GEORGIA"}},
      {IsmName::non_ic_markings, {"XD", "ACCM-NAME"}},
      {IsmName::cui_basic, {"PRVCY"}},
      {IsmName::classified_by, {"A person & \"others\" <of 名>"}},
      {IsmName::declass_date, {"2040-01-01"}},
      {IsmName::resource_element, {"true"}},
      {IsmName::notice_reason, {"it's so"}}};
  IsmAttributes out;
  for (const auto& [name, values] : kValues) {
    if (chance(2)) out.values[name] = values;
  }
  return out;
}

RC_GTEST_PROP(parse_print_is_identity, ism_json, ()) {
  const auto attributes = any_attributes();
  const auto printed = format::ism_to_json(attributes);
  RC_ASSERT(format::read_ism_json(printed).value() == attributes);
  RC_ASSERT(format::ism_to_json(format::read_ism_json(printed).value()) == printed);
}

RC_GTEST_PROP(parse_print_is_identity, ism_xml, ()) {
  const auto attributes = any_attributes();
  const auto printed = format::ism_to_xml(attributes).value();
  RC_ASSERT(format::read_ism_xml(printed).value() == attributes);
  RC_ASSERT(format::ism_to_xml(format::read_ism_xml(printed).value()).value() == printed);
}

// A marking, its attributes, and the marking again.
RC_GTEST_PROP(parse_print_is_identity, ism_marks, ()) {
  const auto read = any_marking(MarkForm::portion, "USA");
  RC_LOG() << read.text;
  const auto attributes = ism_of_label(read.label, *read.policy, book(), {"DOD"});
  if (!attributes) return;  // not everything has a value there
  const auto again = label_of_ism(*attributes, *read.policy, book());
  RC_ASSERT(again.has_value());
  auto mine = as_marked(read.label, *read.policy);
  auto theirs = as_marked(*again, *read.policy);
  std::sort(mine.owners.begin(), mine.owners.end());
  std::sort(theirs.owners.begin(), theirs.owners.end());
  RC_ASSERT(theirs == mine);
  RC_ASSERT(ism_of_label(*again, *read.policy, book(), {"DOD"}).value() == *attributes);
}

// --- policies ---

SpifMarks any_marks() {
  SpifMarks out;
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    SpifPhrase phrase;
    if (!chance(4)) phrase.text = word();
    phrase.language = one_of<std::string>({"", "fr", "ja"});
    if (chance(2))
      phrase.codes = {*rc::gen::element(MarkingCode::page_top_bottom, MarkingCode::portion, MarkingCode::replace_policy)};
    out.phrases.push_back(std::move(phrase));
  }
  if (chance(3))
    out.qualifiers.push_back(
        {*rc::gen::element(QualifierCode::prefix, QualifierCode::separator), word() + " ", "", std::nullopt});
  return out;
}

SpifPolicy any_policy() {
  SpifPolicy out;
  out.name = word();
  out.id = "2.25.1";
  out.origin.schema_version = "2.1";
  out.name_marks = any_marks();
  out.marks = any_marks();
  const int levels = *rc::gen::inRange(1, 4);
  for (int i = 1; i <= levels; ++i) {
    SpifClassification level;
    level.name = word() + std::to_string(i);
    level.lacv = std::to_string(i);
    level.hierarchy = i;
    level.obsolete = chance(4);
    level.marks = any_marks();
    out.classifications.push_back(std::move(level));
  }
  const int sets = *rc::gen::inRange(0, 3);
  for (int i = 1; i <= sets; ++i) {
    SpifTagSet set{.name = "set" + std::to_string(i), .id = "2.25.1." + std::to_string(i), .tags = {}, .equivalents = {}};
    SpifTag tag;
    tag.name = word();
    tag.type = *rc::gen::element(TagType::restrictive, TagType::enumerated_restrictive, TagType::permissive,
                                 TagType::enumerated_permissive);
    tag.marks = any_marks();
    for (int j = *rc::gen::inRange(1, 4); j > 0; --j) {
      SpifCategory category;
      category.name = word() + std::to_string(j);
      category.lacv = std::to_string(j);
      category.marks = any_marks();
      if (chance(3)) category.excluded_classes = {out.classifications.front().name};
      tag.categories.push_back(std::move(category));
    }
    set.tags.push_back(std::move(tag));
    out.tag_sets.push_back(std::move(set));
  }
  return out;
}

RC_GTEST_PROP(parse_print_is_identity, spif, ()) {
  const auto policy = any_policy();
  const auto printed = format::print_spif(policy);
  const auto again = format::parse_spif(printed);
  RC_LOG() << printed;
  if (!again) RC_LOG() << again.error().message;
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == policy);
  RC_ASSERT(format::print_spif(*again) == printed);
}

// A marking of a policy that reads at all is written the same again.
RC_GTEST_PROP(parse_print_is_identity, spif_marking, ()) {
  const auto policy = any_policy();
  SpifLabel label{policy.id, one_of(policy.classifications).lacv, {}, "", std::nullopt};
  for (const auto& set : policy.tag_sets) {
    for (const auto& tag : set.tags) {
      for (const auto& category : tag.categories) {
        if (chance(2)) label.categories.push_back({set.id, tag.type, category.lacv, ""});
      }
    }
  }
  settle(label.categories);
  const auto text = spif_marking(policy, label).value();
  const auto read = read_spif_marking(policy, text);
  if (!read.findings.empty()) return;  // two labels may be marked alike
  const auto again = spif_marking(policy, read.label);
  RC_ASSERT(again.has_value());
  const MarkingStyle french{"fr", MarkingCode::page_top};
  const MarkingStyle japanese{"ja", MarkingCode::page_top};
  RC_ASSERT(*again == text || spif_marking(policy, read.label, french).value() == text ||
            spif_marking(policy, read.label, japanese).value() == text);
}

}  // namespace
}  // namespace entente::label
