#include "label/ism.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace entente::label {
namespace {

struct Named {
  IsmName name;
  std::string_view text;
  IsmForm form;
};

constexpr std::array kNames{
    Named{IsmName::classification, "classification", IsmForm::token},
    Named{IsmName::owner_producer, "ownerProducer", IsmForm::tokens},
    Named{IsmName::joint, "joint", IsmForm::flag},
    Named{IsmName::sci_controls, "SCIcontrols", IsmForm::tokens},
    Named{IsmName::sar_identifier, "SARIdentifier", IsmForm::tokens},
    Named{IsmName::atomic_energy_markings, "atomicEnergyMarkings", IsmForm::tokens},
    Named{IsmName::fgi_source_open, "FGIsourceOpen", IsmForm::tokens},
    Named{IsmName::fgi_source_protected, "FGIsourceProtected", IsmForm::tokens},
    Named{IsmName::dissemination_controls, "disseminationControls", IsmForm::tokens},
    Named{IsmName::display_only_to, "displayOnlyTo", IsmForm::tokens},
    Named{IsmName::releasable_to, "releasableTo", IsmForm::tokens},
    Named{IsmName::non_ic_markings, "nonICmarkings", IsmForm::tokens},
    Named{IsmName::non_us_controls, "nonUSControls", IsmForm::tokens},
    Named{IsmName::high_water_nato, "highWaterNATO", IsmForm::token},
    Named{IsmName::cui_basic, "cuiBasic", IsmForm::tokens},
    Named{IsmName::cui_specified, "cuiSpecified", IsmForm::tokens},
    Named{IsmName::second_banner_line, "secondBannerLine", IsmForm::tokens},
    Named{IsmName::handle_via_channels, "handleViaChannels", IsmForm::text},
    Named{IsmName::classified_by, "classifiedBy", IsmForm::text},
    Named{IsmName::derivatively_classified_by, "derivativelyClassifiedBy", IsmForm::text},
    Named{IsmName::classification_reason, "classificationReason", IsmForm::text},
    Named{IsmName::derived_from, "derivedFrom", IsmForm::text},
    Named{IsmName::declass_date, "declassDate", IsmForm::date},
    Named{IsmName::declass_event, "declassEvent", IsmForm::text},
    Named{IsmName::declass_exception, "declassException", IsmForm::tokens},
    Named{IsmName::compilation_reason, "compilationReason", IsmForm::text},
    Named{IsmName::cui_controlled_by, "cuiControlledBy", IsmForm::text},
    Named{IsmName::cui_controlled_by_office, "cuiControlledByOffice", IsmForm::text},
    Named{IsmName::cui_poc, "cuiPOC", IsmForm::text},
    Named{IsmName::cui_decontrol_date, "cuiDecontrolDate", IsmForm::date},
    Named{IsmName::cui_decontrol_event, "cuiDecontrolEvent", IsmForm::text},
    Named{IsmName::notice_type, "noticeType", IsmForm::tokens},
    Named{IsmName::notice_date, "noticeDate", IsmForm::date},
    Named{IsmName::notice_reason, "noticeReason", IsmForm::text},
    Named{IsmName::notice_prose_id, "noticeProseID", IsmForm::token},
    Named{IsmName::external_notice, "externalNotice", IsmForm::flag},
    Named{IsmName::unregistered_notice_type, "unregisteredNoticeType", IsmForm::text},
    Named{IsmName::poc_type, "pocType", IsmForm::tokens},
    Named{IsmName::exempt_from, "exemptFrom", IsmForm::tokens},
    Named{IsmName::exclude_from_rollup, "excludeFromRollup", IsmForm::flag},
    Named{IsmName::has_approximate_markings, "hasApproximateMarkings", IsmForm::flag},
    Named{IsmName::no_aggregation, "noAggregation", IsmForm::flag},
    Named{IsmName::resource_element, "resourceElement", IsmForm::flag},
    Named{IsmName::create_date, "createDate", IsmForm::date},
    Named{IsmName::complies_with, "compliesWith", IsmForm::tokens},
    Named{IsmName::des_version, "DESVersion", IsmForm::token},
    Named{IsmName::ismcat_ces_version, "ISMCATCESVersion", IsmForm::token},
};

}  // namespace

bool IsmAttributes::has(IsmName name, std::string_view token) const {
  const auto& list = of(name);
  return std::find(list.begin(), list.end(), token) != list.end();
}

const std::vector<std::string>& IsmAttributes::of(IsmName name) const {
  static const std::vector<std::string> kNone;
  const auto found = values.find(name);
  return found == values.end() ? kNone : found->second;
}

std::string_view IsmAttributes::one(IsmName name) const {
  const auto& list = of(name);
  return list.size() == 1 ? std::string_view(list.front()) : std::string_view();
}

std::string_view name_of(IsmName name) { return kNames.at(static_cast<std::size_t>(name)).text; }

const IsmName* ism_name(std::string_view text) {
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const Named& each) { return each.text == text; });
  return found == kNames.end() ? nullptr : &found->name;
}

IsmForm form_of(IsmName name) { return kNames.at(static_cast<std::size_t>(name)).form; }

std::vector<std::string> read_values(IsmName name, std::string_view text) {
  if (form_of(name) != IsmForm::tokens) return {std::string(text)};
  std::vector<std::string> values;
  for (const auto value : split(text, " ")) {
    if (!value.empty()) values.emplace_back(value);
  }
  if (values.empty()) values.emplace_back();  // there, with nothing in it
  return values;
}

}  // namespace entente::label
