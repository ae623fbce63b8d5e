// The media library as a service: reads its configuration, listens, brings the database up to date, and ends when it is
// told to.

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <iostream>
#include <string>

#include "log.hpp"
#include "pgscribe/configuration.hpp"
#include "service.hpp"
#include "settings.hpp"

namespace {

using namespace media_service;

/// SIGTERM and SIGINT, waited for instead of handled. Made before there is any other thread, so that all have them
/// blocked.
class Termination {
 public:
  Termination() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }

  void wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

  /// Whether one came in time.
  [[nodiscard]] bool wait_for(std::chrono::milliseconds time) const {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const timespec timeout{.tv_sec = seconds.count(), .tv_nsec = std::chrono::nanoseconds{time - seconds}.count()};
    return sigtimedwait(&signals_, nullptr, &timeout) > 0;
  }

 private:
  sigset_t signals_{};
};

/// Until the database is there, or the service has to end: whether it is there.
bool reach_database(Service& service, const Settings& settings, const Termination& termination) {
  const auto end = std::chrono::steady_clock::now() + settings.give_up_after;
  for (auto pause = settings.first_retry;; pause = std::min(2 * pause, settings.last_retry)) {
    try {
      service.open_database();
      return true;
    } catch (const pgscribe::ConnectionError& error) {
      if (std::chrono::steady_clock::now() >= end) throw;
      log_line(std::string{"the database cannot be reached: "} + error.what() + "; next attempt in " +
               std::to_string(pause.count()) + " ms");
    }
    if (termination.wait_for(pause)) return false;
  }
}

int run(const std::string& configuration) {
  const Termination termination;
  const Settings settings = read_settings(configuration);
  log_line("database: " + pgscribe::to_string(settings.database));
  Service service{settings};
  const int port = service.listen();
  std::cout << "listening on http://" << settings.host << ':' << port << std::endl;
  if (reach_database(service, settings, termination)) {
    log_line("ready");
    termination.wait();
  }
  log_line("draining");
  const bool in_time = service.drain();
  log_line(in_time ? "drained" : "drained, with statements canceled");
  return in_time ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 || std::string{argv[1]} != "--config") {
    std::cerr << "usage: media_service --config FILE\n";
    return 2;
  }
  try {
    return run(argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "media_service: " << error.what() << '\n';
    return 1;
  }
}
