#include <fcntl.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "pgscribe/testing.hpp"
#include "testing/postgres_programs.hpp"

// A throwaway server.

namespace pgscribe::testing {

namespace fs = std::filesystem;

namespace {

// Starts the server and waits for the end of its own input, which comes when the test process closes its end of the
// pipe, on purpose or by dying. Then it stops the server and removes the folder. A line of input restarts the server.
// $1: folder, $2: postgres, the rest: a prefix that changes the user. A shell starts background programs with SIGQUIT
// ignored; env undoes that, so that the signal also works before the server has its own handler.
constexpr const char* kWatcher = R"sh(
directory=$1; postgres=$2; shift 2
cd /
trap '' INT HUP TERM
start() {
    echo "starting" >>"$directory/log"
    env --default-signal=QUIT "$@" "$postgres" -D "$directory/data" >>"$directory/log" 2>&1 </dev/null &
    server=$!
}
stop() { kill -QUIT "$server" 2>/dev/null; wait "$server"; }
start "$@"
while read -r line; do
    stop
    start "$@"
done
stop
rm -rf "$directory"
)sh";

constexpr const char* kConfiguration = R"(
fsync = off
full_page_writes = off
shared_buffers = 32MB
max_connections = 100
logging_collector = off
log_min_messages = warning
timezone = 'UTC'
)";

// Free now; somebody else may be faster.
int free_port() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  const bool found = probe >= 0 && bind(probe, generic, size) == 0 && getsockname(probe, generic, &size) == 0;
  const int error = errno;
  if (probe >= 0) ::close(probe);
  if (!found) throw std::system_error(error, std::generic_category(), "no free port");
  return ntohs(address.sin_port);
}

fs::path make_directory(const std::optional<detail::ServerUser>& user) {
  // Short, because a socket's path has at most 107 bytes.
  std::string name = (fs::temp_directory_path() / "pgscribe-XXXXXX").string();
  if (name.size() > 80) name = "/tmp/pgscribe-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  if (user && chown(name.c_str(), user->uid, user->gid) != 0)
    throw std::system_error(errno, std::generic_category(), "chown");
  return name;
}

}  // namespace

struct TemporaryServer::Impl {
  fs::path directory;
  pid_t watcher = -1;
  int pipe = -1;
  int tcp_port = 0;

  explicit Impl(const TemporaryServerOptions& options) {
    const fs::path programs = detail::find_postgres(options.bin_directory);
    const auto user = detail::server_user();
    directory = make_directory(user);
    if (options.tcp) tcp_port = free_port();
    try {
      initialize(programs, user, options);
      watch(programs, user);
      wait_until_ready();
    } catch (...) {
      stop();
      throw;
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { stop(); }

  void initialize(const fs::path& programs, const std::optional<detail::ServerUser>& user,
                  const TemporaryServerOptions& options) const {
    std::ofstream file;
    if (options.standby_of.empty()) {
      make_cluster(programs, user);
      file.open(directory / "data" / "postgresql.conf", std::ios::app);
      file << kConfiguration;
    } else {
      detail::run_program({programs / "pg_basebackup", "--pgdata", directory / "data", "--dbname", options.standby_of,
                           "--write-recovery-conf", "--checkpoint", "fast", "--no-sync"},
                          user, directory / "log");
      file.open(directory / "data" / "postgresql.conf", std::ios::app);
    }
    file << "unix_socket_directories = '" << directory.string() << "'\n";
    file << "port = " << port() << "\nlisten_addresses = '" << (tcp_port == 0 ? "" : "127.0.0.1") << "'\n";
    for (const std::string& setting : options.settings) file << setting << '\n';
    if (!file.flush()) throw std::runtime_error("cannot write postgresql.conf");
  }

  void make_cluster(const fs::path& programs, const std::optional<detail::ServerUser>& user) const {
    detail::run_program({programs / "initdb", "--pgdata", directory / "data", "--username", "postgres", "--auth",
                         "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"},
                        user, directory / "log");
  }

  void watch(const fs::path& programs, const std::optional<detail::ServerUser>& user) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    std::vector<std::string> command{"/bin/sh", "-c", kWatcher, "pgscribe-server", directory, programs / "postgres"};
    if (user) {
      command.insert(command.end(), {"/usr/bin/setpriv", "--reuid=" + std::to_string(user->uid),
                                     "--regid=" + std::to_string(user->gid), "--clear-groups"});
    }
    pipe = ends[1];
    watcher = detail::start_program(command, ends[0]);
    ::close(ends[0]);
  }

  // Of the socket as well: its file is named after it.
  int port() const noexcept { return tcp_port == 0 ? 5432 : tcp_port; }

  std::string conninfo(std::string_view database) const {
    return "host=" + directory.string() + " port=" + std::to_string(port()) +
           " user=postgres dbname=" + std::string{database};
  }

  void wait_until_ready() const {
    using namespace std::chrono_literals;
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (PQping(conninfo("postgres").c_str()) != PQPING_OK) {
      if (std::chrono::steady_clock::now() > deadline || has_failed())
        throw std::runtime_error("the temporary server did not start:\n" + log());
      std::this_thread::sleep_for(10ms);
    }
  }

  // Judged by what was logged since the last start; initdb's output and an earlier life of the server come before.
  bool has_failed() const {
    constexpr std::string_view kFatal = "FATAL:  ";
    const std::string text = log();
    for (std::size_t at = text.rfind("starting\n"); at != text.npos; at = text.find(kFatal, at + 1)) {
      const std::string_view rest = std::string_view{text}.substr(at);
      // What PQping hears from a server that is on its way.
      if (rest.starts_with(kFatal) && !rest.substr(kFatal.size()).starts_with("the database system is ")) return true;
    }
    return false;
  }

  int server_pid() const {
    std::ifstream file{directory / "data" / "postmaster.pid"};
    int pid = 0;
    file >> pid;
    return pid;
  }

  std::string log() const { return detail::read_file(directory / "log"); }

  void restart() const {
    const int before = server_pid();
    if (write(pipe, "restart\n", 8) != 8) throw std::system_error(errno, std::generic_category(), "write");
    // The old server removes its file, the new one writes another.
    for (int pid = before; pid == before || pid == 0; pid = server_pid())
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    wait_until_ready();
  }

  void stop() noexcept {
    if (pipe >= 0) ::close(pipe);
    pipe = -1;
    if (watcher > 0) {
      while (waitpid(watcher, nullptr, 0) < 0 && errno == EINTR) {
      }
      watcher = -1;
    }
    std::error_code ignored;
    fs::remove_all(directory, ignored);
  }
};

TemporaryServer::TemporaryServer(TemporaryServerOptions options) {
  for (int attempts_left = options.tcp ? 3 : 1; impl_ == nullptr; --attempts_left) {
    try {
      impl_ = std::make_unique<Impl>(options);
    } catch (const std::runtime_error&) {
      if (attempts_left == 1) throw;  // else: the port was taken in between, perhaps
    }
  }
}
TemporaryServer::TemporaryServer(TemporaryServer&&) noexcept = default;
TemporaryServer& TemporaryServer::operator=(TemporaryServer&&) noexcept = default;
TemporaryServer::~TemporaryServer() = default;

std::string TemporaryServer::conninfo(std::string_view database) const { return impl_->conninfo(database); }
int TemporaryServer::tcp_port() const noexcept { return impl_->tcp_port; }
const fs::path& TemporaryServer::directory() const noexcept { return impl_->directory; }
int TemporaryServer::pid() const noexcept { return impl_->server_pid(); }
std::string TemporaryServer::log() const { return impl_->log(); }
void TemporaryServer::restart() { impl_->restart(); }

}  // namespace pgscribe::testing
