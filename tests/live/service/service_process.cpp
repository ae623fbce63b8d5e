#include "service_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

namespace service {

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::filesystem::path make_log_file() {
  std::string name = std::filesystem::temp_directory_path() / "media_service_XXXXXX";
  const int file = mkstemp(name.data());
  if (file < 0) throw std::runtime_error("no file for the log");
  close(file);
  return name;
}

// This process' variables, without those that lead to a database, and the given ones.
std::vector<std::string> environment_of(const Environment& given) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    if (!text.starts_with("PG") && !text.starts_with("DATABASE_URL=")) variables.emplace_back(text);
  }
  for (const auto& [name, value] : given) variables.push_back(name + '=' + value);
  return variables;
}

[[noreturn]] void become_service(int out, const std::string& log_file, const std::vector<std::string>& variables) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(out, STDOUT_FILENO);
  dup2(open(log_file.c_str(), O_WRONLY | O_APPEND), STDERR_FILENO);
  std::vector<char*> environment;
  for (const std::string& variable : variables) environment.push_back(const_cast<char*>(variable.c_str()));
  environment.push_back(nullptr);
  execle(MEDIA_SERVICE_EXECUTABLE, "media_service", "--config", MEDIA_SERVICE_DIR "/config.yaml",
         static_cast<char*>(nullptr), environment.data());
  _exit(127);
}

std::string first_line(int in) {
  std::string line;
  for (char c = 0; ::read(in, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

}  // namespace

ServiceProcess::ServiceProcess(const Environment& environment) : log_file_(make_log_file()) {
  Environment given{{"HTTP_PORT", "0"}, {"STATEMENT_TIMEOUT", "10m"}};
  for (const auto& [name, value] : environment) given[name] = value;
  const auto variables = environment_of(given);
  int ends[2] = {};
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = fork();
  if (pid_ == 0) become_service(ends[1], log_file_, variables);
  close(ends[1]);
  const std::string line = first_line(ends[0]);
  close(ends[0]);
  if (!line.starts_with("listening on http://")) {
    const int code = wait();
    throw std::runtime_error("the service ended with " + std::to_string(code) + ": " + log());
  }
  port_ = std::stoi(line.substr(line.rfind(':') + 1));
}

ServiceProcess::~ServiceProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    (void)wait();
  }
  std::error_code ignored;
  std::filesystem::remove(log_file_, ignored);
}

std::unique_ptr<httplib::Client> ServiceProcess::client() const {
  auto client = std::make_unique<httplib::Client>("127.0.0.1", port_);
  client->set_keep_alive(true);
  client->set_tcp_nodelay(true);
  client->set_read_timeout(std::chrono::minutes{10});
  return client;
}

void ServiceProcess::await_ready() const {
  const auto asking = client();
  while (true) {
    const auto answer = asking->Get("/ready");
    if (!answer) throw std::runtime_error("the service is gone: " + log());
    if (answer->status == 200) return;
    std::this_thread::yield();
  }
}

void ServiceProcess::await_log(const std::string& text) const {
  while (log().find(text) == std::string::npos) std::this_thread::yield();
}

std::string ServiceProcess::log() const { return read(log_file_); }

void ServiceProcess::terminate() const { kill(pid_, SIGTERM); }

int ServiceProcess::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace service
