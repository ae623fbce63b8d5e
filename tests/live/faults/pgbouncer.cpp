#include "pgbouncer.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "pgscribe/pool.hpp"
#include "testing/postgres_programs.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace faults {

namespace {

constexpr const char* kProgram = "/usr/sbin/pgbouncer";

std::vector<std::string> command_line(const std::string& configuration) {
  std::vector<std::string> command;
  if (const auto user = testing::detail::server_user()) {
    command = {"/usr/bin/setpriv", "--reuid=" + std::to_string(user->uid), "--regid=" + std::to_string(user->gid),
               "--clear-groups"};
  } else {
    command = {"/usr/bin/setpriv"};
  }
  // Not to outlive a test that crashes.
  command.insert(command.end(), {"--pdeathsig=KILL", kProgram, "--quiet", configuration});
  return command;
}

}  // namespace

PgBouncer::PgBouncer(const testing::TemporaryServer& server, int pool_size) {
  if (!std::filesystem::exists(kProgram)) throw std::runtime_error("pgbouncer is missing: apt-get install pgbouncer");
  std::string directory = "/tmp/pgscribe-bouncer-XXXXXX";
  if (mkdtemp(directory.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  directory_ = directory;
  if (const auto user = testing::detail::server_user(); user && chown(directory.c_str(), user->uid, user->gid) != 0)
    throw std::system_error(errno, std::generic_category(), "chown");
  const std::string configuration = directory + "/pgbouncer.ini";
  std::ofstream{configuration} << "[databases]\n* = host=" << server.directory().string()
                               << " port=5432 user=postgres\n"  // `any` needs one
                               << "[pgbouncer]\nlisten_addr =\nlisten_port = 5432\nunix_socket_dir = " << directory
                               << "\nauth_type = any\nadmin_users = postgres\npool_mode = transaction\n"
                               << "default_pool_size = " << pool_size
                               << "\nmax_client_conn = 200\nlogfile = " << directory << "/log\n";
  const int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  process_ = testing::detail::start_program(command_line(configuration), input);
  close(input);
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (true) {
    try {
      Pool{PoolOptions{.conninfo = conninfo(), .statements = StatementMode::unprepared}}.ping();
      return;
    } catch (const Error& error) {
      if (std::chrono::steady_clock::now() > deadline)
        throw std::runtime_error("pgbouncer does not answer: " + std::string{error.what()} + "\n" +
                                 testing::detail::read_file(directory_ / "log"));
    }
    std::this_thread::sleep_for(20ms);
  }
}

PgBouncer::~PgBouncer() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string PgBouncer::conninfo(const std::string& database) const {
  return "host=" + directory_.string() + " port=5432 user=postgres dbname=" + database;
}

}  // namespace faults
