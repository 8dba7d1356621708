// Every named limit of the product in one place; docs/limits.md says why each has its value. Sizes in bytes.
#pragma once

#include <cstddef>

namespace entente::limits {

// What is read.
inline constexpr std::size_t kWorldFileBytes = 256 * 1024;        // one TOML file (its parser is unsafe beyond)
inline constexpr std::size_t kWorldFiles = 20'000;                // files in one world folder
inline constexpr std::size_t kWorldFolderDepth = 4;               // folders below the world's
inline constexpr std::size_t kPolicyFileBytes = 8 * 1024 * 1024;  // one SPIF
inline constexpr std::size_t kDocumentBytes = 16 * 1024 * 1024;   // a document given to `release`
inline constexpr std::size_t kDocumentNesting = 64;               // block structure (lists, quotes) of one document
inline constexpr std::size_t kDocumentLines = 500'000;            // physical lines of one document
inline constexpr std::size_t kDocumentBlocks = 500'000;           // lines with text plus list and quote markers of one document
inline constexpr std::size_t kDocumentInlineMarks = 400'000;      // characters in it that its parser would spend memory on
inline constexpr std::size_t kDocumentCells = 400'000;            // table cells of one document
inline constexpr std::size_t kDocumentPortions = 100'000;         // portions of one document
inline constexpr std::size_t kDocumentStandings = 500'000;        // marks that portions stand under beside their own, summed
inline constexpr std::size_t kDocumentMarkings = 2'000;           // different mark texts of one document
inline constexpr std::size_t kReleaseDecisions = 20'000;          // different markings times recipients of one release
inline constexpr std::size_t kReleaseReasons = 250'000;           // reasons of all decisions of one release
inline constexpr std::size_t kReasonsInFull = 200'000;  // reasons written in one report before it refers back to equal ones
inline constexpr std::size_t kRequestLineBytes = 1024 * 1024;  // one NDJSON request
inline constexpr std::size_t kLabelFileBytes = 256 * 1024;     // one label or clearance
inline constexpr std::size_t kTableBytes = 8 * 1024 * 1024;    // a CSV given to `world import`
inline constexpr std::size_t kTableRows = 50'000;              // rows of one CSV
inline constexpr std::size_t kTableColumns = 64;               // columns of one CSV
inline constexpr std::size_t kTableFieldBytes = 16 * 1024;     // one field of a CSV
inline constexpr std::size_t kTreeDepth = 32;                  // JSON, TOML, XML nesting
inline constexpr std::size_t kTreeNodes = 200'000;             // values in one parsed file
inline constexpr std::size_t kTomlKeyBytes = 256;              // one (dotted) key
inline constexpr std::size_t kErrorsReported = 1000;           // diagnostics listed; the rest is counted
inline constexpr std::size_t kSuggestions = 200;               // of them, those that come with "did you mean"

// What is compiled.
inline constexpr std::size_t kMarkingBytes = 4096;    // one marking text
inline constexpr std::size_t kMarkingTokens = 512;    // tokens in it
inline constexpr std::size_t kIsmValues = 512;        // values in one attribute of ISM
inline constexpr std::size_t kMarkingLanguages = 64;  // languages of one SPIF in which a marking is looked for
inline constexpr std::size_t kLabelValues = 1024;     // categories of one label in the terms of a SPIF
inline constexpr std::size_t kOrigins = 32;           // owners and sources of one label
inline constexpr std::size_t kParties = 256;          // parties of one world (bits of PartySet)
inline constexpr std::size_t kCategories = 256;       // restrictive categories instruments may list
inline constexpr std::size_t kLevels = 4096;          // levels over all policies
inline constexpr std::size_t kNames = 60'000;         // domains, forms, purposes … each
inline constexpr std::size_t kItems = 10'000;         // words for items that one world explains
inline constexpr std::size_t kItemBroader = 16;       // broader words of one of them
inline constexpr std::size_t kRecipients = 256;       // recipients of one release

// What is measured.
inline constexpr std::size_t kConditions = 64;        // conditions of one requirement or stage
inline constexpr std::size_t kStages = 16;            // stages of one model of partnership
inline constexpr std::size_t kRequirementDepth = 16;  // requirements that rest on each other in a row

// What is looked for.
inline constexpr std::size_t kRemedySets = 32;      // remedies listed of one decision
inline constexpr std::size_t kRemedySteps = 24;     // facts of one remedy
inline constexpr std::size_t kRemedyWays = 64;      // ways in which one rule could come to pass
inline constexpr std::size_t kRemedyDrafts = 4096;  // beginnings of remedies that are put together
inline constexpr std::size_t kRemedyTries = 256;    // worlds that are compiled and asked, for one decision

}  // namespace entente::limits
