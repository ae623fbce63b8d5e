#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// Finding and starting the server's programs, as an unprivileged user.

namespace pgscribe::testing::detail {

/// The folder of initdb and postgres; see TemporaryServerOptions. Throws std::runtime_error that names the package to
/// install when there is none.
[[nodiscard]] std::filesystem::path find_postgres(const std::filesystem::path& wanted);

/// Who runs the server: nothing unless we are root, whom PostgreSQL refuses.
struct ServerUser {
  uid_t uid;
  gid_t gid;
};
[[nodiscard]] std::optional<ServerUser> server_user();

/// Runs a program to its end as `user`, its output in `output`. Throws std::runtime_error with that output when it
/// fails.
void run_program(const std::vector<std::string>& command, const std::optional<ServerUser>& user,
                 const std::filesystem::path& output);

/// Starts a program as the current user with `input` as its standard input, in a session of its own; its pid.
[[nodiscard]] pid_t start_program(const std::vector<std::string>& command, int input);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace pgscribe::testing::detail
