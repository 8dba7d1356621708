#include "label/ism_values.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace entente::label {
namespace {

// One string a vocabulary, its values separated by spaces.
constexpr std::string_view kLevels = "R C S TS U";

constexpr std::string_view kSystems =
    "BUR BUR-BLG BUR-DTP BUR-WRG HCS HCS-O HCS-P HCS-X KLM KLM-R MVL RSV SI SI-EU SI-G SI-NK TK TK-BLFH TK-IDIT "
    "TK-KAND";

constexpr std::string_view kAtomic =
    "RD RD-CNWDI RD-SG-14 RD-SG-15 RD-SG-18 RD-SG-20 FRD FRD-SG-14 FRD-SG-15 FRD-SG-18 FRD-SG-20 DCNI UCNI TFNI";

constexpr std::string_view kDissemination =
    "RS FOUO OC OC-USGOV IMC NF PR REL RELIDO EYES DSEN RAWFISA FISA DISPLAYONLY EXEMPT_FROM_ICD501_DISCOVERY WAIVED "
    "AC AWP DL_ONLY FED_ONLY FEDCON NOCON";

constexpr std::string_view kNonIc = "DS XD ND SBU SBU-NF LES LES-NF SSI NNPI";

constexpr std::string_view kNonUs = "NATO-ATOMAL NATO-BOHEMIA NATO-BALK";

constexpr std::string_view kHighWater = "NATO-U NATO-R NATO-C NATO-S NATO-TS";

constexpr std::string_view kExceptions =
    "AEA NATO NATO-AEA 25X1 25X1-EO-12951 25X2 25X3 25X4 25X5 25X6 25X7 25X8 25X9 50X1 50X1-HUM 50X2 50X2-WMD 50X3 "
    "50X4 50X5 50X6 50X7 50X8 50X9 75X";

constexpr std::string_view kExemptions = "IC_710_MANDATORY_FDR DOD_DISTRO_STATEMENT";

constexpr std::string_view kComplies = "USGov USIC USDOD OtherAuthority USA-CUI-ONLY USA-CUI";

constexpr std::string_view kContacts = "ICD-710 DoD-Dist-B DoD-Dist-C DoD-Dist-D DoD-Dist-E DoD-Dist-F";

constexpr std::string_view kSecondLine = "ACPI AWP CUSPI DPPD HVCO SSS";

constexpr std::string_view kCuiBasic =
    "ADPO AG ASYL FSEC BATT CVI CVIC BARG CMPRS LCOMM COMPT DREC DCRIT XFER EMGT EXPT EXPTR JURY FHFANPI FSI CRIT FNC "
    "INTEL LEI NUC PRVCY PROPIN GENETIC HLTH CUI-PROVISIONAL-HSAI CUI-PROVISIONAL-HSEI INF ISVI CUI-PROVISIONAL-ISVIH "
    "PRIIG ID CUI-PROVISIONAL-IAIH FINT INVENT INV SURV JUV PRIVILEGE LMI MERG MIL LNSL NETW NNPI OPSEC RECCOM SRI "
    "OCCMTO SERV CUI-PROVISIONAL-OSI APP TRACE RESD PERS CUI-PROVISIONAL-PSI PEST PHYS CUI-PROVISIONAL-PHYSH PRE "
    "PRIOR CUI-PROVISIONAL-PRIVACY POST LPROT RAIL RTR RWRD SAFE PSEC CUI-PROVISIONAL-PII SCV SBIZ SSEL STAT ADJ STUD "
    "CONREG CONV TAI PROT LSCRN DCNI UCNI LVIC IVIC VISA WATER WHSTL WIT";

constexpr std::string_view kCuiSpecified =
    "AIV ADPO CRITAN ARCHR FSEC BUDG FUND CVI CHLD CCI CONTRACT SUB CTI CHRI CEII LDNA EXPT JURY TAX FISA FISAB FNC "
    "INTEL NUC PRVCY PROCURE PROPIN GENETIC GEO HLTH HISTP INF PRIIG IFNC ID INTL INV LFNC NPSR NNPI SRI PERS MFC "
    "PCII LPROT SGI SSI SSEL STAT STUD TSCA DCNI UCNI CENS WHSTL WIT WDT";

// Nations, then organisations and coalitions. Owners and protected sources may also be FGI, open sources AX1.
constexpr std::string_view kCodes =
    "ABW AFG AGO AIA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AX2 AX3 AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH "
    "BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPT CPV CRI CUB "
    "CUW CXR CYM CYP CZE DEU DGA DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO "
    "GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ "
    "ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF "
    "MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC "
    "NIU NLD NOR NPL NRU NSG NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PYF QAT REU ROU RUS RWA SAU SDN "
    "SEN SGP SGS SHN SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM "
    "TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XAC XAZ XBI XBK XCR XCS "
    "XCY XEU XGL XGZ XHO XJA XJM XJN XJV XKM XKN XKR XKS XMW XNV XPL XPR XQZ XSP XSV XTR XWB XWK XXD YEM ZAF ZMB ZWE "
    "ACGU AMSP AOSC APFS ASEA AUSTRALIA_GROUP BHTF BWCS CFCK CFOD CFUP CLFC CMFC CMFP CPMT CTOC CWCS ECTF EFOR EU "
    "EUDA FRME FVEY GCCH GCTF GFNX GMIF IESC IMSC IMSP IPMC IRKS ISAF ISSG KFOR MCFI MESF MGEU MIFH MLEC MNTF MPFL "
    "NACT NATO NCFE NKIC NRDC OSAG OSTY PAWA PGMF PSMX RISC RSMA SFOR SOFP SPAA TEYE TFTC UNCK";

struct LastDay {
  std::string_view day;
  std::string_view codes;
};

constexpr std::array kLastDays{
    LastDay{"2005-12-12", "AOSC"},
    LastDay{"2015-10-27", "BHTF"},
    LastDay{"2016-03-17", "CFOD CFUP ECTF EFOR EUDA GCTF IESC ISAF MCFI MIFH MPFL OSAG PGMF SFOR"},
    LastDay{"2021-11-03", "RSMA SPAA"},
};

struct List {
  IsmName name;
  std::string_view values;
};

constexpr std::array kLists{
    List{IsmName::classification, kLevels},
    List{IsmName::sci_controls, kSystems},
    List{IsmName::atomic_energy_markings, kAtomic},
    List{IsmName::dissemination_controls, kDissemination},
    List{IsmName::non_ic_markings, kNonIc},
    List{IsmName::non_us_controls, kNonUs},
    List{IsmName::high_water_nato, kHighWater},
    List{IsmName::declass_exception, kExceptions},
    List{IsmName::exempt_from, kExemptions},
    List{IsmName::complies_with, kComplies},
    List{IsmName::poc_type, kContacts},
    List{IsmName::second_banner_line, kSecondLine},
    List{IsmName::cui_basic, kCuiBasic},
    List{IsmName::cui_specified, kCuiSpecified},
};

constexpr std::size_t kNatoWordBytes = 256;

// A value stands in its list with a space or an end on either side; no value holds a space.
bool is_listed(std::string_view value, std::string_view list) {
  if (value.empty() || value.find(' ') != std::string_view::npos) return false;
  for (auto at = list.find(value); at != std::string_view::npos; at = list.find(value, at + 1)) {
    const auto end = at + value.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

bool is_country(std::string_view value) {
  static const auto kSorted = [] {
    auto codes = split(kCodes, " ");
    std::sort(codes.begin(), codes.end());
    return codes;
  }();
  return std::binary_search(kSorted.begin(), kSorted.end(), value);
}

bool is_code(std::string_view value) {
  constexpr std::string_view kNato = "NATO:";
  if (!value.starts_with(kNato)) return is_country(value);
  const auto word = value.substr(kNato.size());
  return !word.empty() && word.size() <= kNatoWordBytes && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

// "SI-ABC-DEF" below "SI".
bool is_below_a_system(std::string_view value) {
  const auto dash = value.find('-');
  if (dash == std::string_view::npos || !is_listed(value.substr(0, dash), kSystems)) return false;
  const auto parts = split(value.substr(dash + 1), "-");
  return parts.size() <= 2 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return !part.empty() &&
                  std::all_of(part.begin(), part.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
         });
}

}  // namespace

bool is_published(IsmName name, std::string_view value) {
  const auto is_foreign = [&] { return value != "USA" && is_code(value); };
  if (name == IsmName::owner_producer) return value == "FGI" || is_code(value);
  if (name == IsmName::fgi_source_protected) return value == "FGI" || is_foreign();
  if (name == IsmName::fgi_source_open) return value == "AX1" || is_foreign();
  if (name == IsmName::releasable_to || name == IsmName::display_only_to) return is_code(value);
  if (name == IsmName::sci_controls && is_below_a_system(value)) return true;
  const auto found = std::find_if(kLists.begin(), kLists.end(), [&](const List& each) { return each.name == name; });
  return found == kLists.end() || is_listed(value, found->values);
}

std::optional<std::string_view> last_day_of(std::string_view code) {
  const auto found =
      std::find_if(kLastDays.begin(), kLastDays.end(), [&](const LastDay& each) { return is_listed(code, each.codes); });
  return found == kLastDays.end() ? std::nullopt : std::optional(found->day);
}

}  // namespace entente::label
