// ISM 2022-12: controls of one element, and the level or other control that they need.
//
// In the order of their numbers.
#include "label/ism_rule_words.h"

namespace entente::label {
namespace {

using namespace words;

constexpr Rule kRules[] = {
    level("ISM-ID-00028", kDissem, "OC EYES", "TS S C", "ORCON and EYES ONLY are CONFIDENTIAL or higher"),
    level("ISM-ID-00030", kDissem, "FOUO", "U", "FOUO is UNCLASSIFIED"),
    must("ISM-ID-00031", kRel, "REL and EYES name to whom", {is(kDissem, "REL EYES")}, {has(kRel)}),
    never("ISM-ID-00032", kRel, "recipients are named for REL and EYES only", {has(kRel), is_not(kDissem, "REL EYES")}),
    level("ISM-ID-00037", kNonIc, "SBU SBU-NF", "U", "SBU is UNCLASSIFIED"),
    level("ISM-ID-00043", kSci, "SI", "TS S C", "SI is CONFIDENTIAL or higher"),
    level("ISM-ID-00044", kSci, "SI-G SI-G-*", "TS", "SI-G is TOP SECRET"),
    needs("ISM-ID-00045", kSci, "SI-G SI-G-*", "OC", "SI-G is ORCON"),
    level("ISM-ID-00047", kSci, "TK", "TS S", "TK is SECRET or higher"),
    level("ISM-ID-00048", kSci, "HCS", "TS S", "HCS is SECRET or higher"),
    needs("ISM-ID-00049", kSci, "HCS", "NF", "HCS is NOFORN"),
    warning(never("ISM-ID-00097", kProtected, "who a protected source is must not be found in shared spaces",
                  {other(kProtected, "FGI")})),
    level("ISM-ID-00107", kDissem, "IMC", "TS S", "IMCON is SECRET or higher"),
    warning(never("ISM-ID-00124", kDissem, "RELIDO is for US information", {is(kDissem, "RELIDO"), is_not(kOwner, "USA")})),
    level("ISM-ID-00164", kDissem, "RS", "TS S", "RSEN is SECRET or higher"),
    never("ISM-ID-00168", kDisplay, "countries to show it to are named for DISPLAYONLY only",
          {has(kDisplay), is_not(kDissem, "DISPLAYONLY")}),
    level("ISM-ID-00173", kAea, "RD-SG-* FRD-SG-*", "TS S", "SIGMA is SECRET or higher"),
    level("ISM-ID-00174", kAea, "RD FRD TFNI", "TS S C", "RD, FRD and TFNI are CONFIDENTIAL or higher"),
    level("ISM-ID-00175", kAea, "RD-CNWDI", "TS S", "CNWDI is SECRET or higher"),
    level("ISM-ID-00181", kAea, "UCNI DCNI", "U", "UCNI and DCNI are UNCLASSIFIED"),
    must("ISM-ID-00183", kAea, "SIGMA of RD comes with RD", {is(kAea, "RD-SG-*")}, {is(kAea, "RD")}),
    must("ISM-ID-00184", kAea, "SIGMA of FRD comes with FRD", {is(kAea, "FRD-SG-*")}, {is(kAea, "FRD")}),
    must("ISM-ID-00185", kAea, "CNWDI comes with RD", {is(kAea, "RD-CNWDI")}, {is(kAea, "RD")}),
    must("ISM-ID-00213", kDisplay, "DISPLAYONLY names to whom", {is(kDissem, "DISPLAYONLY")}, {has(kDisplay)}),
    never("ISM-ID-00217", kProtected, "FGI stands alone", {is(kProtected, "FGI"), other(kProtected, "FGI")}),
    level("ISM-ID-00242", kSci, "RSV", "TS S", "RSV is SECRET or higher"),
    must("ISM-ID-00243", kSci, "RSV has a compartment", {is(kSci, "RSV")}, {is(kSci, "RSV-*")}),
    needs("ISM-ID-00302", kDissem, "OC-USGOV", "OC", "OC-USGOV comes with OC"),
    under(Applies::always, must("ISM-ID-00313", kDissem, "NODIS is NOFORN", {is(kNonIc, "ND")}, {is(kDissem, "NF")})),
    under(Applies::always, must("ISM-ID-00314", kDissem, "EXDIS is NOFORN", {is(kNonIc, "XD")}, {is(kDissem, "NF")})),
    never("ISM-ID-00319", kRel, "who releases names someone beside itself", {has(kRel), is(kOwner, "USA"), single(kRel)}),
    never("ISM-ID-00327", kDissem, "beside another dissemination control FOUO is not written",
          {is(kDissem, "FOUO"), is(kLevel, "U"), other(kDissem, "FOUO REL RELIDO NF DISPLAYONLY EYES")}),
    never("ISM-ID-00328", kNonIc, "beside a non-IC marking FOUO is not written",
          {is(kDissem, "FOUO"), is(kLevel, "U"), has(kNonIc)}),
    level("ISM-ID-00330", kSci, "HCS-P", "TS S", "HCS-P is SECRET or higher"),
    level("ISM-ID-00332", kSci, "HCS-O", "TS S", "HCS-O is SECRET or higher"),
    needs("ISM-ID-00335", kSci, "HCS-O", "OC", "HCS-O is ORCON"),
    needs("ISM-ID-00336", kSci, "HCS-P-*", "OC", "a sub-compartment of HCS-P is ORCON"),
    never("ISM-ID-00341", kDissem, "ORCON-USGOV is not for SI-G", {is(kDissem, "OC-USGOV"), is(kSci, "SI-G SI-G-*")}),
    never("ISM-ID-00345", kRel, "EYES ONLY is for the five", {is(kDissem, "EYES"), other(kRel, "USA AUS CAN GBR NZL")}),
    level("ISM-ID-00346", kNonIc, "DS", "U", "LIMDIS is UNCLASSIFIED"),
    never("ISM-ID-00362", kDissem, "ORCON-USGOV is not for sub-compartments of HCS-P",
          {is(kDissem, "OC-USGOV"), is(kSci, "HCS-P-*")}),
    never("ISM-ID-00363", kDissem, "ORCON-USGOV is not for HCS-O", {is(kDissem, "OC-USGOV"), is(kSci, "HCS-O")}),
    level("ISM-ID-00368", kSci, "TK-BLFH", "TS", "TK-BLFH is TOP SECRET"),
    needs("ISM-ID-00369", kSci, "TK-BLFH", "NF", "TK-BLFH is NOFORN"),
    needs("ISM-ID-00370", kSci, "TK-IDIT", "NF", "TK-IDIT is NOFORN"),
    needs("ISM-ID-00371", kSci, "TK-KAND", "NF", "TK-KAND is NOFORN"),
    never("ISM-ID-00372", kNonIc, "LES-NF and SBU-NF say all about release",
          {is(kNonIc, "LES-NF SBU-NF"), is(kDissem, "NF REL EYES RELIDO DISPLAYONLY")}),
    level("ISM-ID-00393", kDissem, "RAWFISA", "TS S", "RAWFISA is SECRET or higher"),
    warning(needs("ISM-ID-00396", kSci, "KLM", "NF", "KLM is usually NOFORN")),
    needs("ISM-ID-00397", kSci, "KLM-* !KLM-R", "OC", "a compartment of KLM, other than KLM-R, is ORCON"),
    needs("ISM-ID-00398", kSci, "KLM-*-*", "OC", "a sub-compartment of KLM is ORCON"),
    level("ISM-ID-00453", kSci, "HCS-P-*", "TS", "a sub-compartment of HCS-P is TOP SECRET"),
    level("ISM-ID-00459", kSci, "HCS-X", "TS S", "HCS-X is SECRET or higher"),
    needs("ISM-ID-00463", kSci, "BUR", "NF", "BUR is NOFORN"),
    needs("ISM-ID-00464", kSci, "RSV", "NF", "RSV is NOFORN"),
    level("ISM-ID-00465", kSci, "BUR", "TS S", "BUR is SECRET or higher"),
    level("ISM-ID-00466", kSci, "KLM", "TS S", "KLM is SECRET or higher"),
    warning(needs("ISM-ID-00467", kAea, "RD FRD", "NF", "RD and FRD are usually NOFORN")),
    level("ISM-ID-00468", kSci, "KLM-R*", "TS", "KLM-R is TOP SECRET"),
    needs("ISM-ID-00469", kSci, "KLM-R*", "NF", "KLM-R is NOFORN"),
    never("ISM-ID-00470", kDissem, "ORCON-USGOV is not for sub-compartments of KLM-R",
          {is(kDissem, "OC-USGOV"), is(kSci, "KLM-R-*")}),
    needs("ISM-ID-00471", kSci, "KLM-R-*", "OC", "a sub-compartment of KLM-R is ORCON"),
    level("ISM-ID-00472", kSci, "MVL", "TS", "MVL is TOP SECRET"),
    warning(must("ISM-ID-00474", kSci, "HCS names its compartment: HCS-O, HCS-P or HCS-X", {is(kSci, "HCS")},
                 {is(kSci, "HCS-O HCS-P HCS-X")})),
};

}  // namespace

std::span<const Rule> rules_of_controls() { return kRules; }

}  // namespace entente::label
