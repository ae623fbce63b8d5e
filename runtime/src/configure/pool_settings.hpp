#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "pgscribe/configuration.hpp"

// Every option that can be given as text, in one table.

namespace pgscribe::detail {

/// A member of PoolOptions that can be given as text.
struct PoolSetting {
  /// In connection strings and, in capitals, in the environment.
  std::string_view key;
  /// The member, also the key in YAML.
  std::string_view member;
  void (*set)(PoolOptions& options, std::string_view text);
  std::string (*get)(const PoolOptions& options);
};

[[nodiscard]] std::span<const PoolSetting> pool_settings() noexcept;

/// Throws ConfigurationError, which names the setting as `shown_name`.
void set_pool_setting(PoolOptions& options, const PoolSetting& setting, std::string_view text,
                      std::string_view shown_name);

}  // namespace pgscribe::detail
