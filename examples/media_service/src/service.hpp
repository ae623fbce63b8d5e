#pragma once

#include <httplib.h>

#include <atomic>
#include <future>
#include <memory>
#include <stop_token>

#include "pgscribe/metrics.hpp"
#include "pgscribe/pool.hpp"
#include "request_metrics.hpp"
#include "router.hpp"
#include "settings.hpp"

/// The service's life: it listens, has a database, drains.
namespace media_service {

class Service {
 public:
  explicit Service(const Settings& settings);
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  ~Service();

  /// Answers from now on, `/live` at first; the port. Throws std::runtime_error when the address is taken.
  int listen();
  /// Brings the database to the newest migration, and opens the endpoints. Throws pgscribe::Error.
  void open_database();
  /// Ends: `/ready` says no, no more connections are taken, requests that are there are answered. When the time is up
  /// their statements are canceled. Whether that was not necessary.
  bool drain();

 private:
  const Settings settings_;
  std::shared_ptr<pgscribe::QueryMetrics> queries_;
  RequestMetrics requests_;
  std::atomic<State> state_ = State::starting;
  std::stop_source stop_;
  pgscribe::Pool pool_;
  httplib::Server server_;
  Router router_;
  std::future<void> listener_;
};

}  // namespace media_service
