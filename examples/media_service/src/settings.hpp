#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

#include "pgscribe/pool.hpp"

/// What the service is told from outside: the members of config.yaml.
namespace media_service {

struct Settings {
  std::string host{};
  int port = 0;
  std::size_t threads = 0;
  std::chrono::seconds keep_alive{};
  std::chrono::milliseconds drain_delay{};
  std::chrono::milliseconds drain_timeout{};
  std::chrono::milliseconds first_retry{};
  std::chrono::milliseconds last_retry{};
  std::chrono::milliseconds give_up_after{};
  std::chrono::milliseconds slow_query{};
  pgscribe::PoolOptions database{};
};

/// Throws pgscribe::ConfigurationError.
[[nodiscard]] Settings read_settings(const std::filesystem::path& file);

}  // namespace media_service
