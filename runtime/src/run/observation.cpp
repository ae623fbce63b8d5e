#include "run/observation.hpp"

#include <utility>
#include <vector>

#include "observe/statement_comment.hpp"

namespace pgscribe::detail {

struct Observation::State {
  std::span<const std::shared_ptr<Observer>> observers;
  StatementEvent event;
  std::string host;  // copies, because the session may be exchanged for another one before the end
  std::string port;
  std::string database;
  std::vector<void*> contexts;
  std::chrono::steady_clock::time_point begin;
};

namespace {

std::string copy(const char* text) { return text == nullptr ? std::string{} : std::string{text}; }

}  // namespace

void Observation::start(const Session& session, const EventSource& source) {
  const PGconn* handle = session.handle();
  auto state = std::make_unique<State>();
  state->observers = session.options().observers;
  state->event = {.name = source.name,
                  .sql = source.sql,
                  .operation = source.operation,
                  .size = source.size,
                  .parameters = source.parameters,
                  .arguments = source.arguments,
                  .variant = source.variant};
  state->event.backend_pid = PQbackendPID(handle);
  state->event.host = state->host = copy(PQhost(handle));
  state->event.port = state->port = copy(PQport(handle));
  state->event.database = state->database = copy(PQdb(handle));
  state->contexts.reserve(state->observers.size());
  for (const auto& observer : state->observers) state->contexts.push_back(observer->before_statement(state->event));
  state->begin = std::chrono::steady_clock::now();
  state_ = state.release();
}

std::string Observation::comment(const char* name) const {
  StatementTags tags{{"name", name}};
  for (std::size_t i = 0; state_ != nullptr && i < state_->observers.size(); ++i)
    state_->observers[i]->add_tags(state_->event, state_->contexts[i], tags);
  return statement_comment(tags);
}

void Observation::end(StatementOutcome outcome) noexcept {
  const std::unique_ptr<State> state{std::exchange(state_, nullptr)};
  outcome.duration = std::chrono::steady_clock::now() - state->begin;
  for (std::size_t i = 0; i < state->observers.size(); ++i) {
    state->observers[i]->after_statement(state->event, outcome, state->contexts[i]);
  }
}

}  // namespace pgscribe::detail
