#include "service.hpp"

#include <sys/socket.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "endpoints.hpp"
#include "log.hpp"
#include "media_migrations.hpp"
#include "pgscribe/migrator.hpp"
#include "pgscribe/observer.hpp"

namespace media_service {

namespace {

constexpr std::size_t kLargestBody = 8 * 1024 * 1024;
// Of requests on one connection: what ends it is that nobody asks any more.
constexpr std::size_t kRequestsPerConnection = 1'000'000;

pgscribe::PoolOptions pool_options(const Settings& settings, std::shared_ptr<pgscribe::QueryMetrics> queries) {
  pgscribe::PoolOptions options = settings.database;
  options.application_name = "media_service";
  options.observers.push_back(std::move(queries));
  options.observers.push_back(std::make_shared<pgscribe::SlowQueryLog>(
      pgscribe::SlowQueryLogOptions{.threshold = settings.slow_query, .write = &log_line}));
  return options;
}

void set_up(httplib::Server& server, const Settings& settings) {
  server.new_task_queue = [threads = settings.threads] { return new httplib::ThreadPool(threads); };
  server.set_keep_alive_max_count(kRequestsPerConnection);
  server.set_keep_alive_timeout(settings.keep_alive.count());
  server.set_payload_max_length(kLargestBody);
  server.set_tcp_nodelay(true);
  // httplib's own would let a second service listen on the same port.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    (void)setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
}

}  // namespace

Service::Service(const Settings& settings)
    : settings_(settings),
      queries_(std::make_shared<pgscribe::QueryMetrics>()),
      pool_(pool_options(settings_, queries_)),
      router_(server_, pool_, requests_, state_, stop_.get_token()) {
  set_up(server_, settings_);
  add_movie_endpoints(router_);
  add_catalogue_endpoints(router_);
  add_viewer_endpoints(router_);
  add_playlist_endpoints(router_);
  add_operations_endpoints(router_, {.pool = pool_, .queries = *queries_, .requests = requests_, .state = state_});
}

Service::~Service() {
  if (state_ != State::draining) drain();
}

int Service::listen() {
  int port = settings_.port;
  if (port == 0)
    port = server_.bind_to_any_port(settings_.host);
  else if (!server_.bind_to_port(settings_.host, port))
    port = -1;
  if (port < 0) throw std::runtime_error("cannot listen on " + settings_.host + ':' + std::to_string(settings_.port));
  listener_ = std::async(std::launch::async, [this] { server_.listen_after_bind(); });
  // stop() has no effect before.
  while (!server_.is_running()) std::this_thread::yield();
  return port;
}

void Service::open_database() {
  const auto log_step = [](const pgscribe::MigrationStep& step) {
    log_line("applied migration " + std::to_string(step.version) + " " + std::string{step.name});
  };
  pgscribe::Migrator{pool_, media_migrations::migrations(), {.on_step = log_step}}.up();
  state_ = State::ready;
}

bool Service::drain() {
  state_ = State::draining;
  bool in_time = true;
  if (listener_.valid()) {
    std::this_thread::sleep_for(settings_.drain_delay);
    server_.stop();
    in_time = listener_.wait_for(settings_.drain_timeout) == std::future_status::ready;
    if (!in_time) stop_.request_stop();
    listener_.get();
  }
  return pool_.close() && in_time;
}

}  // namespace media_service
