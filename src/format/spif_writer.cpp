#include <string>

#include "codec/xml_writer.h"
#include "format/spif.h"
#include "format/spif_words.h"

namespace entente::format {
namespace {

using codec::XmlWriter;

void maybe(XmlWriter& xml, std::string_view attribute, const std::string& value) {
  if (!value.empty()) xml.attribute(attribute, value);
}

void write_period(XmlWriter& xml, const label::SpifPeriod& period) {
  if (period.not_before) xml.attribute("notBefore", to_string(*period.not_before));
  if (period.not_after) xml.attribute("notAfter", to_string(*period.not_after));
}

void write_type(XmlWriter& xml, label::TagType type) {
  switch (type) {
    case label::TagType::restrictive:
    case label::TagType::permissive:
      xml.attribute("tagType", to_string(type));
      break;
    case label::TagType::enumerated_restrictive:
      xml.attribute("tagType", "enumerated").attribute("enumType", "restrictive");
      break;
    case label::TagType::enumerated_permissive:
      xml.attribute("tagType", "enumerated").attribute("enumType", "permissive");
      break;
    case label::TagType::informative:
      xml.attribute("tagType", "tagType7");
      break;
  }
}

void write_marks(XmlWriter& xml, const label::SpifMarks& marks) {
  for (const auto& phrase : marks.phrases) {
    xml.open("markingData");
    maybe(xml, "xml:lang", phrase.language);
    if (phrase.text) xml.attribute("phrase", *phrase.text);
    for (const auto code : phrase.codes) xml.open("code").text(word_in(kMarkingCodes, code)).close();
    xml.close();
  }
  for (const auto& qualifier : marks.qualifiers) {
    xml.open("markingQualifier");
    if (qualifier.place) xml.attribute("markingCode", word_in(kMarkingCodes, *qualifier.place));
    xml.open("qualifier");
    maybe(xml, "xml:lang", qualifier.language);
    xml.attribute("markingQualifier", qualifier.text).attribute("qualifierCode", word_in(kQualifierCodes, qualifier.code));
    xml.close().close();
  }
}

void write_group(XmlWriter& xml, std::string_view element, const label::CategoryGroup& group) {
  xml.open(element).attribute("tagSetRef", group.tag_set);
  write_type(xml, group.type);
  if (group.lacv) {
    xml.attribute("lacv", *group.lacv);
  } else {
    xml.attribute("all", "true");
  }
  xml.close();
}

void write_required(XmlWriter& xml, const std::vector<label::RequiredCategory>& required) {
  for (const auto& each : required) {
    xml.open("requiredCategory").attribute("operation", word_in(kOperations, each.operation));
    for (const auto& group : each.groups) write_group(xml, "categoryGroup", group);
    xml.close();
  }
}

void write_category(XmlWriter& xml, const label::SpifCategory& category) {
  xml.open("tagCategory").attribute("name", category.name).attribute("lacv", category.lacv);
  if (category.obsolete) xml.attribute("obsolete", "true");
  if (category.input != label::UserInput::none) xml.attribute("userInput", word_in(kUserInputs, category.input));
  maybe(xml, "dateFormat", category.date_format);
  if (category.required_class) xml.attribute("requiredClass", *category.required_class);
  write_period(xml, category.period);
  for (const auto& equivalent : category.equivalents) {
    xml.open("equivalentSecCategoryTag").attribute("policyRef", equivalent.policy).attribute("tagSetId", equivalent.tag_set_id);
    write_type(xml, equivalent.type);
    xml.attribute("lacv", equivalent.lacv).attribute("applied", word_in(kApplied, equivalent.applied));
    if (equivalent.discard) xml.attribute("action", "discard");
    xml.close();
  }
  write_marks(xml, category.marks);
  for (const auto& name : category.excluded_classes) xml.open("excludedClass").text(name).close();
  write_required(xml, category.required);
  for (const auto& group : category.excluded) write_group(xml, "excludedCategory", group);
  xml.close();
}

void write_tag(XmlWriter& xml, const label::SpifTag& tag) {
  xml.open("securityCategoryTag").attribute("name", tag.name);
  write_type(xml, tag.type);
  if (tag.encoding != label::Tag7Encoding::not_stated) xml.attribute("tag7Encoding", word_in(kTag7Encodings, tag.encoding));
  if (tag.least > 0) xml.attribute("minSelection", std::to_string(tag.least));
  if (tag.most) xml.attribute("maxSelection", std::to_string(*tag.most));
  for (const auto& category : tag.categories) write_category(xml, category);
  write_marks(xml, tag.marks);
  xml.close();
}

void write_classifications(XmlWriter& xml, const label::SpifPolicy& policy) {
  xml.open("securityClassifications");
  for (const auto& level : policy.classifications) {
    xml.open("securityClassification").attribute("name", level.name).attribute("lacv", level.lacv);
    xml.attribute("hierarchy", std::to_string(level.hierarchy));
    maybe(xml, "color", level.color);
    if (level.obsolete) xml.attribute("obsolete", "true");
    for (const auto& equivalent : level.equivalents) {
      xml.open("equivalentClassification").attribute("policyRef", equivalent.policy).attribute("lacv", equivalent.lacv);
      xml.attribute("applied", word_in(kApplied, equivalent.applied));
      write_required(xml, equivalent.required);
      xml.close();
    }
    write_marks(xml, level.marks);
    write_required(xml, level.required);
    xml.close();
  }
  write_marks(xml, policy.classification_marks);
  xml.close();
}

void write_tag_sets(XmlWriter& xml, const label::SpifPolicy& policy) {
  if (policy.tag_sets.empty()) return;
  xml.open("securityCategoryTagSets");
  for (const auto& set : policy.tag_sets) {
    xml.open("securityCategoryTagSet").attribute("name", set.name).attribute("id", set.id);
    for (const auto& tag : set.tags) write_tag(xml, tag);
    for (const auto& equivalent : set.equivalents) {
      xml.open("equivalentSecurityCategoryTagSet").attribute("policyRef", equivalent.policy);
      maybe(xml, "name", equivalent.name);
      maybe(xml, "id", equivalent.id);
      write_required(xml, equivalent.required);
      xml.close();
    }
    xml.close();
  }
  xml.close();
}

void write_others(XmlWriter& xml, const label::SpifPolicy& policy) {
  if (!policy.privacy_marks.empty()) {
    xml.open("privacyMarks");
    for (const auto& mark : policy.privacy_marks) {
      xml.open("privacyMark").attribute("name", mark.name);
      if (mark.obsolete) xml.attribute("obsolete", "true");
      write_marks(xml, mark.marks);
      xml.close();
    }
    xml.close();
  }
  if (policy.equivalent_policies.empty()) return;
  xml.open("equivalentPolicies");
  for (const auto& other : policy.equivalent_policies) {
    xml.open("equivalentPolicy").attribute("name", other.name).attribute("id", other.id);
    write_required(xml, other.required);
    xml.close();
  }
  xml.close();
}

}  // namespace

std::string print_spif(const label::SpifPolicy& policy) {
  XmlWriter xml;
  const auto& origin = policy.origin;
  xml.open("SPIF").attribute("xmlns", kSpifNamespace);
  maybe(xml, "schemaVersion", origin.schema_version);
  maybe(xml, "version", origin.version);
  maybe(xml, "creationDate", origin.creation_date);
  maybe(xml, "originatorDN", origin.originator);
  maybe(xml, "keyIdentifier", origin.key_identifier);
  maybe(xml, "privilegeId", origin.privilege_id);
  maybe(xml, "rbacId", origin.rbac_id);
  write_period(xml, policy.period);
  if (policy.default_name) {
    xml.open("defaultSecurityPolicyId")
        .attribute("name", *policy.default_name)
        .attribute("id", policy.default_id.value_or(""))
        .close();
  }
  xml.open("securityPolicyId").attribute("name", policy.name).attribute("id", policy.id);
  write_marks(xml, policy.name_marks);
  xml.close();
  write_classifications(xml, policy);
  write_tag_sets(xml, policy);
  write_others(xml, policy);
  write_marks(xml, policy.marks);
  return xml.close().finish();
}

}  // namespace entente::format
