#include "call.hpp"

#include <algorithm>

namespace media_service {

std::int64_t Call::limit() const {
  const std::int64_t wanted = query<std::int64_t>("limit").value_or(20);
  if (wanted < 1 || wanted > 100) throw HttpError(400, "\"limit\" must be from 1 to 100");
  return wanted;
}

nlohmann::json Call::json() const {
  try {
    return nlohmann::json::parse(request_.body);
  } catch (const nlohmann::json::parse_error& error) {
    throw HttpError(400, "the body is no JSON, see byte " + std::to_string(error.byte));
  }
}

nlohmann::json Call::object() const {
  nlohmann::json body = json();
  if (!body.is_object()) throw HttpError(400, "the body must be a JSON object");
  return body;
}

nlohmann::json Call::array() const {
  nlohmann::json body = json();
  if (!body.is_array()) throw HttpError(400, "the body must be a JSON array");
  return body;
}

// In the order of the names, behind the match of the whole path.
std::string Call::path_text(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  return request_.matches[static_cast<std::size_t>(found - names_.begin()) + 1];
}

}  // namespace media_service
