#include "settings.hpp"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cstdlib>
#include <limits>

#include "pgscribe/yaml_configuration.hpp"

namespace media_service {

namespace {

/// The settings outside of the database's sections.
class Document {
 public:
  explicit Document(const std::filesystem::path& file) try : root_(YAML::LoadFile(file.string())) {
  } catch (const YAML::Exception& error) {
    throw pgscribe::ConfigurationError(file.string() + ": " + error.what());
  }

  [[nodiscard]] std::string text(const std::string& section, const std::string& key) const {
    const YAML::Node parent = section.empty() ? root_ : root_[section];
    const YAML::Node value = parent && parent.IsMap() ? parent[key] : YAML::Node{YAML::NodeType::Undefined};
    if (!value || !value.IsScalar()) throw pgscribe::ConfigurationError("\"" + name(section, key) + "\" is missing");
    return pgscribe::expand_variables(value.Scalar());
  }

  [[nodiscard]] int number(const std::string& section, const std::string& key, int maximum) const {
    const std::string digits = text(section, key);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value < 0 || value > maximum)
      throw pgscribe::ConfigurationError("\"" + name(section, key) + "\" must be a number from 0 to " +
                                         std::to_string(maximum));
    return value;
  }

  [[nodiscard]] std::chrono::milliseconds milliseconds(const std::string& section, const std::string& key) const {
    return std::chrono::milliseconds{number(section, key, std::numeric_limits<int>::max())};
  }

 private:
  static std::string name(const std::string& section, const std::string& key) {
    return section.empty() ? key : section + '.' + key;
  }

  YAML::Node root_;
};

bool has_database_url() {
  const char* url = std::getenv("DATABASE_URL");
  return url != nullptr && *url != '\0';
}

}  // namespace

Settings read_settings(const std::filesystem::path& file) {
  const Document document{file};
  return {
      .host = document.text("server", "host"),
      .port = document.number("server", "port", 65535),
      .threads = static_cast<std::size_t>(document.number("server", "threads", 10'000)),
      .keep_alive = std::chrono::seconds{document.number("server", "keep_alive_seconds", 3600)},
      .drain_delay = document.milliseconds("server", "drain_delay_ms"),
      .drain_timeout = document.milliseconds("server", "drain_timeout_ms"),
      .first_retry = document.milliseconds("startup", "first_retry_ms"),
      .last_retry = document.milliseconds("startup", "last_retry_ms"),
      .give_up_after = document.milliseconds("startup", "give_up_after_ms"),
      .slow_query = document.milliseconds("", "slow_query_ms"),
      .database = pgscribe::read_pool_options(file, has_database_url() ? "database_url" : "database"),
  };
}

}  // namespace media_service
