#pragma once

#include <httplib.h>

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "answer.hpp"
#include "call.hpp"
#include "pgscribe/pool.hpp"
#include "request_metrics.hpp"

/// Which endpoint answers which path. Exceptions become answers and every request is counted here, so that endpoints
/// are functions from a Call to an Answer.
namespace media_service {

enum class State { starting, ready, draining };

using Endpoint = std::function<Answer(const Call&)>;

/// When an endpoint can answer.
enum class Open { when_ready, always };

class Router {
 public:
  /// All of it must outlive the router, and the router the server's work.
  Router(httplib::Server& server, pgscribe::Pool& pool, RequestMetrics& metrics, const std::atomic<State>& state,
         pgscribe::StopToken stop);

  /// In `path` a part that begins with a colon is variable: `/api/v1/movies/:id`.
  void get(const std::string& path, Endpoint endpoint, Open open = Open::when_ready);
  void post(const std::string& path, Endpoint endpoint);
  void put(const std::string& path, Endpoint endpoint);
  void patch(const std::string& path, Endpoint endpoint);
  void remove(const std::string& path, Endpoint endpoint);

 private:
  struct Route;

  [[nodiscard]] httplib::Server::Handler handler(const std::string& path, Endpoint endpoint, Open open) const;
  [[nodiscard]] Answer answer(const Route& route, const httplib::Request& request) const;
  void send(Answer answer, httplib::Response& response) const;

  httplib::Server& server_;
  pgscribe::Pool& pool_;
  RequestMetrics& metrics_;
  const std::atomic<State>& state_;
  pgscribe::StopToken stop_;
};

}  // namespace media_service
