#include "job_payload.hpp"

#include <nlohmann/json.hpp>

namespace media_library {

namespace {

template <typename T>
std::optional<T> find(const nlohmann::json& object, const char* pointer) {
  const nlohmann::json::json_pointer path{pointer};
  if (!object.contains(path)) return std::nullopt;
  return object.at(path).get<T>();
}

}  // namespace

JobPayload parse_job_payload(std::string_view json) {
  const auto object = nlohmann::json::parse(json);
  return {.path = find<std::string>(object, "/target/path"),
          .size = find<std::int64_t>(object, "/size"),
          .attempt = find<std::int32_t>(object, "/attempt")};
}

std::string print_job_payload(const JobPayload& payload) {
  auto object = nlohmann::json::object();
  if (payload.path) object["target"]["path"] = *payload.path;
  if (payload.size) object["size"] = *payload.size;
  if (payload.attempt) object["attempt"] = *payload.attempt;
  return object.dump();
}

}  // namespace media_library
