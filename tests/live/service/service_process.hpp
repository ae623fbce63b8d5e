#pragma once

#include <httplib.h>
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

/// The service as a process, with its configuration file, on a port of its own choice.
namespace service {

using Environment = std::map<std::string, std::string>;

class ServiceProcess {
 public:
  /// Returns when it listens; throws std::runtime_error when it ended instead.
  explicit ServiceProcess(const Environment& environment);
  ServiceProcess(const ServiceProcess&) = delete;
  ServiceProcess& operator=(const ServiceProcess&) = delete;
  /// Kills it if it still runs.
  ~ServiceProcess();

  [[nodiscard]] int port() const noexcept { return port_; }
  /// Patient: only the service ends a request.
  [[nodiscard]] std::unique_ptr<httplib::Client> client() const;
  /// Returns when `/ready` says so.
  void await_ready() const;
  /// Returns when it has logged this.
  void await_log(const std::string& text) const;
  /// What it has logged.
  [[nodiscard]] std::string log() const;

  /// SIGTERM.
  void terminate() const;
  /// The exit code; 128 and the signal's number for one that a signal ended.
  [[nodiscard]] int wait();

 private:
  std::filesystem::path log_file_;
  pid_t pid_ = -1;
  int port_ = 0;
};

}  // namespace service
