#pragma once

#include <exception>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What an endpoint answers, and what becomes of exceptions.
namespace media_service {

struct Answer {
  /// Takes a piece of a long answer; false when the client is gone.
  using Write = std::function<bool(std::string_view)>;

  int status = 200;
  std::string body{};
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers{};
  /// Of an answer that is sent while it is read: called for piece after piece until it returns false.
  std::function<bool(const Write&)> pieces{};
};

[[nodiscard]] Answer json_answer(const nlohmann::json& value, int status = 200);
/// `{"error": "..."}`
[[nodiscard]] Answer error_answer(int status, std::string_view message);

/// Thrown by endpoints for requests that cannot be answered.
class HttpError : public std::runtime_error {
 public:
  HttpError(int status, const std::string& message) : std::runtime_error(message), status_(status) {}
  [[nodiscard]] int status() const noexcept { return status_; }

 private:
  int status_;
};

/// What a client is told of an exception. What the server said of its insides stays in the log.
[[nodiscard]] Answer answer_for(const std::exception_ptr& exception);

}  // namespace media_service
