#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pgscribe/composed_codecs.hpp"

namespace media_library {

/// What a job works on: the application's own type for `shared.jobs.payload`, see generator.yaml.
struct JobPayload {
  std::optional<std::string> path{};
  std::optional<std::int64_t> size{};
  std::optional<std::int32_t> attempt{};

  bool operator==(const JobPayload&) const = default;
};

/// Reads `{"target": {"path": "..."}, "size": 1, "attempt": 1}`; members may be missing.
/// Throws nlohmann::json::exception for anything but an object.
[[nodiscard]] JobPayload parse_job_payload(std::string_view json);
[[nodiscard]] std::string print_job_payload(const JobPayload& payload);

inline constexpr auto job_payload_codec =
    pgscribe::codec::custom<JobPayload, &parse_job_payload, &print_job_payload>("jsonb");

}  // namespace media_library
