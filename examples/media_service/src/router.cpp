#include "router.hpp"

#include <chrono>
#include <exception>
#include <memory>
#include <regex>
#include <utility>

#include "log.hpp"

namespace media_service {

struct Router::Route {
  std::string path;
  std::vector<std::string> names;
  Endpoint endpoint;
  Open open;
};

namespace {

const std::regex kVariablePart{":([a-z_]+)"};

std::string pattern_of(const std::string& path) { return std::regex_replace(path, kVariablePart, "([^/]+)"); }

std::vector<std::string> names_of(const std::string& path) {
  std::vector<std::string> names;
  for (std::sregex_iterator part{path.begin(), path.end(), kVariablePart}; part != std::sregex_iterator{}; ++part)
    names.push_back((*part)[1]);
  return names;
}

// Piece by piece, in chunks. The status is sent already when something goes wrong in the middle: the connection is
// closed without the last chunk, by which the client knows that something is missing.
void send_pieces(std::function<bool(const Answer::Write&)> pieces, const std::string& type,
                 httplib::Response& response) {
  response.set_chunked_content_provider(type, [pieces = std::move(pieces)](std::size_t, httplib::DataSink& sink) {
    try {
      const bool more = pieces([&](std::string_view piece) { return sink.write(piece.data(), piece.size()); });
      if (!more) sink.done();
      return true;
    } catch (const std::exception& error) {
      log_line(std::string{"an answer was broken off: "} + error.what());
      return false;
    }
  });
}

}  // namespace

Router::Router(httplib::Server& server, pgscribe::Pool& pool, RequestMetrics& metrics, const std::atomic<State>& state,
               pgscribe::StopToken stop)
    : server_(server), pool_(pool), metrics_(metrics), state_(state), stop_(std::move(stop)) {
  server_.set_error_handler([this](const httplib::Request&, httplib::Response& response) {
    // Of a path that nothing answers, or a request that httplib does not take.
    if (!response.body.empty()) return;
    send(error_answer(response.status, response.status == 404 ? "there is nothing here" : "a bad request"), response);
  });
}

void Router::get(const std::string& path, Endpoint endpoint, Open open) {
  server_.Get(pattern_of(path), handler(path, std::move(endpoint), open));
}
void Router::post(const std::string& path, Endpoint endpoint) {
  server_.Post(pattern_of(path), handler(path, std::move(endpoint), Open::when_ready));
}
void Router::put(const std::string& path, Endpoint endpoint) {
  server_.Put(pattern_of(path), handler(path, std::move(endpoint), Open::when_ready));
}
void Router::patch(const std::string& path, Endpoint endpoint) {
  server_.Patch(pattern_of(path), handler(path, std::move(endpoint), Open::when_ready));
}
void Router::remove(const std::string& path, Endpoint endpoint) {
  server_.Delete(pattern_of(path), handler(path, std::move(endpoint), Open::when_ready));
}

httplib::Server::Handler Router::handler(const std::string& path, Endpoint endpoint, Open open) const {
  auto route = std::make_shared<const Route>(Route{path, names_of(path), std::move(endpoint), open});
  return [this, route](const httplib::Request& request, httplib::Response& response) {
    const auto start = std::chrono::steady_clock::now();
    Answer given = answer(*route, request);
    metrics_.record(request.method, route->path, given.status, std::chrono::steady_clock::now() - start);
    send(std::move(given), response);
  };
}

Answer Router::answer(const Route& route, const httplib::Request& request) const {
  if (route.open == Open::when_ready && state_ == State::starting) return error_answer(503, "the service is starting");
  try {
    return route.endpoint(Call{request, route.names, pool_, stop_});
  } catch (...) {
    return answer_for(std::current_exception());
  }
}

void Router::send(Answer answer, httplib::Response& response) const {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  // The client shall not send the next request to a service that is about to leave.
  if (state_ == State::draining) response.set_header("Connection", "close");
  if (answer.pieces)
    send_pieces(std::move(answer.pieces), answer.type, response);
  else
    response.set_content(answer.body, answer.type);
}

}  // namespace media_service
