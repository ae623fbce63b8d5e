#pragma once

#include <doctest/doctest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>

/// Answers, held against their status.
namespace service {

/// The body of an answer that must have this status.
[[nodiscard]] inline nlohmann::json body_of(const httplib::Result& result, int status) {
  REQUIRE(result);
  CAPTURE(result->body);
  REQUIRE(result->status == status);
  return result->body.empty() ? nlohmann::json{} : nlohmann::json::parse(result->body);
}

}  // namespace service
