#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "pgscribe/testing.hpp"

namespace faults {

/// A PgBouncer of its own in transaction mode in front of a server, on a unix socket. Ends with the object.
class PgBouncer {
 public:
  PgBouncer(const pgscribe::testing::TemporaryServer& server, int pool_size);
  ~PgBouncer();

  [[nodiscard]] std::string conninfo(const std::string& database = "postgres") const;

 private:
  std::filesystem::path directory_;
  pid_t process_ = -1;
};

}  // namespace faults
