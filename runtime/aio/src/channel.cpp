#include "channel.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "run/execute.hpp"
#include "run/rows.hpp"
#include "session/quoting.hpp"
#include "session/server_error.hpp"

namespace pgscribe::aio::detail {

using pgscribe::detail::Deadline;
using pgscribe::detail::Prepared;
using pgscribe::detail::Result;
using pgscribe::detail::Session;
using pgscribe::detail::Statements;
using pgscribe::detail::TypesQuestion;

namespace {

// Most statements are answered sooner.
constexpr std::chrono::milliseconds kSilence{5};

}  // namespace

Channel::Channel(const asio::any_io_executor& executor, std::unique_ptr<Session> session, ChannelOwner& owner)
    : owner_(owner), session_(std::move(session)), descriptor_(executor), timer_(executor) {
  PGconn* handle = session_->handle();
  require(static_cast<int>(PQsetnonblocking(handle, 1) == 0), "");
  require(PQenterPipelineMode(handle), "");
  const int own = fcntl(PQsocket(handle), F_DUPFD_CLOEXEC, 0);
  if (own < 0) session_->fail("");
  descriptor_.assign(own);
}

void Channel::start() { owner_.wait_readable(*this); }

// Released before it is closed: Asio relies on a descriptor being the last one of its socket.
Channel::~Channel() {
  if (descriptor_.is_open()) ::close(descriptor_.release());
}

bool Channel::is_silent(std::chrono::steady_clock::time_point now) const noexcept {
  return !in_flight_.empty() && now - heard_at_ > kSilence;
}

void Channel::require(int accepted, const char* name) {
  if (accepted == 0) session_->fail(name);
}

void Channel::send(const std::shared_ptr<Call>& call) {
  acting_ = call.get();
  if (in_flight_.empty()) heard_at_ = std::chrono::steady_clock::now();
  call->channel = this;
  call->state = Call::State::sent;
  if (!call->observation) {
    const Operation operation = call->role == Role::statement ? Operation::query : Operation::script;
    call->observation.emplace(*session_, pgscribe::detail::event_of(call->statement, operation));
    if (call->statement.tagged) call->comment = call->observation->comment(call->statement.name);
  }
  const Prepared* known = session_->statements().find(call->statement);
  if (known == nullptr || !known->ran) {
    TypesQuestion question =
        pgscribe::detail::types_question(*session_, call->statement.columns, call->statement.parameters);
    if (!question.missing.empty())
      return ask_types(
          {.purpose = Purpose::types, .call = call, .question = std::make_unique<TypesQuestion>(std::move(question))});
  }
  send_statement(call, known);
}

void Channel::send_statement(const std::shared_ptr<Call>& call, const Prepared* known) {
  const Statement& statement = call->statement;
  const std::size_t limit = session_->options().max_statements;
  const bool has_place = limit == 0 || known != nullptr || session_->statements().size() < limit;
  const bool by_name = !statement.tagged && !statement.once && !call->is_retry && has_place;
  if (by_name) deallocate_forgotten();
  InFlight& entry = in_flight_.emplace_back(InFlight{.call = call});
  entry.undecided = undecided_ = lease == nullptr && pgscribe::detail::must_be_decided(*session_, statement);
  entry.may_be_hit = cancellation_.has_value();
  entry.used_types = !session_->types().empty();
  if (by_name)
    send_prepared(entry, known);
  else
    send_text(*call);
  if (undecided_)
    require(PQsendFlushRequest(session_->handle()), statement.name);
  else
    require(PQpipelineSync(session_->handle()), statement.name);
  owner_.flush_soon();
}

void Channel::send_text(const Call& call) {
  const Statement& statement = call.statement;
  std::vector<unsigned>& oids = session_->parameters().oids();
  pgscribe::detail::declare(session_->types(), statement.parameters, oids);
  const std::string commented = call.comment.empty() ? "" : statement.sql + call.comment;
  require(PQsendQueryParams(session_->handle(), commented.empty() ? statement.sql : commented.c_str(),
                            call.parameters->size(), oids.data(), call.parameters->values(), call.parameters->lengths(),
                            call.parameters->formats(), pgscribe::detail::rows_are_binary(statement.columns) ? 1 : 0),
          statement.name);
}

// Parse travels with the first use. Those behind it rely on it before it is answered; where it fails they are sent
// again.
void Channel::send_prepared(InFlight& entry, const Prepared* prepared) {
  const Call& call = *entry.call;
  const Statement& statement = call.statement;
  Statements& statements = session_->statements();
  if (prepared == nullptr) {
    Prepared fresh{.name = statements.fresh_name(statement),
                   .binary_rows = pgscribe::detail::rows_are_binary(statement.columns)};
    std::vector<unsigned>& oids = session_->parameters().oids();
    pgscribe::detail::declare(session_->types(), statement.parameters, oids);
    require(PQsendPrepare(session_->handle(), fresh.name.c_str(), statement.sql, static_cast<int>(oids.size()),
                          oids.data()),
            statement.name);
    entry.parses = true;
    prepared = &statements.add(statement, std::move(fresh));
  }
  entry.prepared_name = prepared->name;
  entry.has_run = prepared->ran;
  entry.may_commit_inside = prepared->may_commit_inside;
  require(PQsendQueryPrepared(session_->handle(), prepared->name.c_str(), call.parameters->size(),
                              call.parameters->values(), call.parameters->lengths(), call.parameters->formats(),
                              prepared->binary_rows ? 1 : 0),
          statement.name);
}

// Not while a statement is undecided: the Sync would commit it.
void Channel::ask_types(InFlight question) {
  if (undecided_) {
    questions_.push_back(std::move(question));
    return;
  }
  InFlight& entry = in_flight_.emplace_back(std::move(question));
  entry.may_be_hit = cancellation_.has_value();
  require(PQsendQueryParams(session_->handle(), entry.question->sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0),
          entry.call->statement.name);
  sync();
}

void Channel::deallocate_forgotten() {
  while (std::optional<std::string> name = session_->statements().take_forgotten()) {
    const std::string sql = "DEALLOCATE " + pgscribe::detail::quote_identifier(*name);
    require(PQsendQueryParams(session_->handle(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0), "");
    sync();
    in_flight_.push_back({.purpose = Purpose::deallocation});
  }
}

void Channel::sync() {
  require(PQpipelineSync(session_->handle()), "");
  owner_.flush_soon();
}

void Channel::flush() {
  if (is_writing_) return;
  const int left = PQflush(session_->handle());
  if (left < 0) session_->fail("");
  if (left == 0) return;
  is_writing_ = true;
  owner_.wait_writable(*this);
}

void Channel::on_writable() {
  is_writing_ = false;
  flush();
}

void Channel::on_readable() {
  const bool is_open = PQconsumeInput(session_->handle()) != 0;
  heard_at_ = std::chrono::steady_clock::now();
  // The last words of a backend may have come with the end of the connection.
  while (!in_flight_.empty() && PQisBusy(session_->handle()) == 0) {
    acting_ = in_flight_.front().call.get();
    take(session_->next_result(Deadline::never(), acting_ == nullptr ? "" : acting_->statement.name));
  }
  acting_ = nullptr;
  if (!is_open || (in_flight_.empty() && !session_->probe())) lose();
  owner_.wait_readable(*this);
}

void Channel::lose() {
  session_->mark_broken();
  throw ConnectionError(ErrorFields{.message = pgscribe::detail::connection_message(session_->handle())});
}

std::deque<InFlight> Channel::take_unanswered() {
  std::deque<InFlight> unanswered = std::move(in_flight_);
  for (InFlight& question : questions_) unanswered.push_back(std::move(question));
  in_flight_.clear();
  questions_.clear();
  return unanswered;
}

}  // namespace pgscribe::aio::detail
