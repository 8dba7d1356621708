// For this room's tests: says of a Result whether it failed as it should.
#pragma once

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/result.h"
#include "codec/fault.h"

namespace entente::codec {

// EXPECT_THAT(parse_json("["), fails_with(CodecFault::malformed, "byte 1")): the fault, and a part of the message.
MATCHER_P2(fails_with, fault, part,
           "fails with fault " + std::to_string(static_cast<int>(fault)) + " and says " + std::string(part)) {
  if (arg.has_value()) {
    *result_listener << "which succeeded";
    return false;
  }
  *result_listener << "which failed with " << arg.error().code.value() << ": " << arg.error().message;
  return arg.error().code == Code(fault) && arg.error().message.find(part) != std::string::npos;
}

MATCHER(succeeds, "succeeds") {
  if (!arg.has_value()) *result_listener << "which failed: " << arg.error().message;
  return arg.has_value();
}

}  // namespace entente::codec
