#include <array>
#include <cstdio>
#include <string>

#include "observe/fixed_point.hpp"
#include "pgscribe/pool.hpp"

// A pool's health as JSON.

namespace pgscribe {

namespace {

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      out += escape.data();
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string seconds(std::chrono::nanoseconds duration) {
  return detail::fixed_point(std::chrono::floor<std::chrono::microseconds>(duration).count(), 6);
}

void append(std::string& out, std::string_view name, const std::string& value) {
  if (out.back() != '{') out += ',';
  out += json_string(name) + ':' + value;
}

}  // namespace

std::string to_json(const PoolStats& stats) {
  std::string out = "{";
  append(out, "max_connections", std::to_string(stats.max_connections));
  append(out, "total_connections", std::to_string(stats.total_connections));
  append(out, "idle_connections", std::to_string(stats.idle_connections));
  append(out, "acquired_connections", std::to_string(stats.acquired_connections));
  append(out, "constructing_connections", std::to_string(stats.constructing_connections));
  append(out, "waiting", std::to_string(stats.waiting));
  append(out, "acquire_count", std::to_string(stats.acquire_count));
  append(out, "acquire_duration", seconds(stats.acquire_duration));
  append(out, "empty_acquire_count", std::to_string(stats.empty_acquire_count));
  append(out, "empty_acquire_wait_time", seconds(stats.empty_acquire_wait_time));
  append(out, "canceled_acquire_count", std::to_string(stats.canceled_acquire_count));
  append(out, "new_connections_count", std::to_string(stats.new_connections_count));
  append(out, "max_lifetime_destroy_count", std::to_string(stats.max_lifetime_destroy_count));
  append(out, "max_idle_destroy_count", std::to_string(stats.max_idle_destroy_count));
  append(out, "broken_destroy_count", std::to_string(stats.broken_destroy_count));
  return out + '}';
}

std::string to_json(const PoolHealth& health) {
  std::string out = "{";
  append(out, "status", json_string(health.up ? "up" : "down"));
  append(out, "version", json_string(health.version));
  append(out, "latency", seconds(health.latency));
  if (!health.up) append(out, "error", json_string(health.error));
  append(out, "pool_stats", to_json(health.stats));
  return out + '}';
}

}  // namespace pgscribe
