// What a marking keeps of a label: the form in which a label and its re-read marking are compared.
//
// No mark carries domain, dates, or the levels of sources; a US-style mark that conceals one source names none; and a
// compartment comes with what it is part of. Sets are sorted. Pure, thread-safe.
#pragma once

#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

[[nodiscard]] Label as_marked(Label label, const Policy& system);

// Adds what the compartments among those of this policy are part of: SI for SI-G. What is there already may come twice.
void add_parents(std::vector<Category>& categories, const Policy& policy);

// True if the marks of the system have a place for a list of recipients.
[[nodiscard]] bool can_list_release(const Policy& system);

}  // namespace entente::label
