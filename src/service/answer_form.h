// The form in which an analysis is told: for people, for programs, or as a picture.
#pragma once

namespace entente::service {

enum class AnswerForm { text = 0, json, svg };

}  // namespace entente::service
