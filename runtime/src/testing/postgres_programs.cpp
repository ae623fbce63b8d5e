#include "testing/postgres_programs.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace pgscribe::testing::detail {

namespace fs = std::filesystem;

namespace {

bool has_server(const fs::path& directory) {
  std::error_code error;
  return fs::exists(directory / "initdb", error) && fs::exists(directory / "postgres", error);
}

// /usr/lib/postgresql/15/bin and its like, newest first.
std::optional<fs::path> find_in_distribution() {
  std::vector<std::pair<int, fs::path>> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    const std::string version = entry.path().filename();
    int number = 0;
    std::from_chars(version.data(), version.data() + version.size(), number);
    if (has_server(entry.path() / "bin")) found.emplace_back(number, entry.path() / "bin");
  }
  if (found.empty()) return std::nullopt;
  return std::max_element(found.begin(), found.end())->second;
}

std::optional<fs::path> find_in_path() {
  const char* path = std::getenv("PATH");
  std::istringstream directories{path == nullptr ? "" : path};
  for (std::string directory; std::getline(directories, directory, ':');) {
    if (has_server(directory)) return directory;
  }
  return std::nullopt;
}

std::vector<char*> argument_pointers(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  return arguments;
}

// Between fork and exec only what is async-signal-safe.
[[noreturn]] void become(const std::vector<char*>& arguments, const std::optional<ServerUser>& user, int input,
                         int output) {
  if (user && (setgroups(0, nullptr) != 0 || setgid(user->gid) != 0 || setuid(user->uid) != 0)) _exit(126);
  if (user && chdir("/") != 0) _exit(126);
  dup2(input, STDIN_FILENO);
  if (output >= 0) {
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
  }
  execv(arguments[0], arguments.data());
  _exit(127);
}

[[noreturn]] void throw_errno(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

fs::path find_postgres(const fs::path& wanted) {
  if (!wanted.empty()) {
    if (has_server(wanted)) return wanted;
    throw std::runtime_error("no initdb and postgres in " + wanted.string());
  }
  if (const char* variable = std::getenv("PGSCRIBE_POSTGRES_BIN"); variable != nullptr && *variable != '\0')
    return find_postgres(variable);
  if (auto found = find_in_distribution()) return *found;
  if (auto found = find_in_path()) return *found;
  throw std::runtime_error(
      "no PostgreSQL server programs found (initdb, postgres): install the package postgresql, or set "
      "PGSCRIBE_POSTGRES_BIN to their folder");
}

std::optional<ServerUser> server_user() {
  if (geteuid() != 0) return std::nullopt;
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* user = getpwnam(name)) return ServerUser{user->pw_uid, user->pw_gid};
  }
  throw std::runtime_error("PostgreSQL does not run as root, and there is no user postgres or nobody");
}

void run_program(const std::vector<std::string>& command, const std::optional<ServerUser>& user,
                 const fs::path& output) {
  const std::vector<char*> arguments = argument_pointers(command);
  const int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int log = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const pid_t child = fork();
  if (child == 0) become(arguments, user, input, log);
  ::close(input);
  ::close(log);
  if (child < 0) throw_errno("fork");
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(command.front() + " failed:\n" + read_file(output));
}

pid_t start_program(const std::vector<std::string>& command, int input) {
  const std::vector<char*> arguments = argument_pointers(command);
  const pid_t child = fork();
  if (child == 0) {
    setsid();  // an interrupt at the terminal is for us, not for the server
    become(arguments, std::nullopt, input, -1);
  }
  if (child < 0) throw_errno("fork");
  return child;
}

std::string read_file(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace pgscribe::testing::detail
