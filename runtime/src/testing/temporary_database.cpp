#include <unistd.h>

#include <array>
#include <atomic>
#include <random>
#include <utility>

#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"

// A throwaway database.

namespace pgscribe::testing {

namespace {

std::string unique_name() {
  static std::atomic<unsigned> counter{0};
  static const unsigned seed = std::random_device{}();
  return "pgscribe_" + std::to_string(getpid()) + "_" + std::to_string(seed) + "_" + std::to_string(++counter);
}

void execute(const std::string& conninfo, const std::string& sql) {
  Pool pool{PoolOptions{.conninfo = conninfo, .max_connections = 1, .health_check_period = {}}};
  pool.execute(sql);
}

}  // namespace

TemporaryDatabase::TemporaryDatabase(const TemporaryServer& server, std::string_view template_database)
    : TemporaryDatabase(server.conninfo(), template_database) {}

TemporaryDatabase::TemporaryDatabase(std::string conninfo, std::string_view template_database)
    : server_(std::move(conninfo)), name_(unique_name()), conninfo_(server_ + " dbname=" + name_) {
  execute(server_, "CREATE DATABASE \"" + name_ + "\" TEMPLATE \"" + std::string{template_database} + '"');
}

TemporaryDatabase::TemporaryDatabase(TemporaryDatabase&& other) noexcept
    : server_(std::move(other.server_)), name_(std::exchange(other.name_, {})), conninfo_(std::move(other.conninfo_)) {}

TemporaryDatabase& TemporaryDatabase::operator=(TemporaryDatabase&& other) noexcept {
  if (this == &other) return *this;
  drop();
  server_ = std::move(other.server_);
  name_ = std::exchange(other.name_, {});
  conninfo_ = std::move(other.conninfo_);
  return *this;
}

TemporaryDatabase::~TemporaryDatabase() { drop(); }

void TemporaryDatabase::drop() noexcept {
  if (name_.empty()) return;
  try {
    execute(server_, "DROP DATABASE IF EXISTS \"" + name_ + "\" WITH (FORCE)");
  } catch (const std::exception&) {
    // The server is gone, and the database with it.
  }
  name_.clear();
}

const std::string& TemporaryDatabase::name() const noexcept { return name_; }
const std::string& TemporaryDatabase::conninfo() const noexcept { return conninfo_; }

}  // namespace pgscribe::testing
