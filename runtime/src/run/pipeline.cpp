#include "run/pipeline.hpp"

namespace pgscribe::detail {

namespace {

// How long a server may take to undo a statement before the connection is given up, and the statement with it.
constexpr std::chrono::seconds kRollbackTimeout{5};

}  // namespace

Pipeline::Pipeline(Session& session, const char* name, Deadline deadline, RowDelivery delivery)
    : session_(session), name_(name) {
  // Nonblocking, because server and client could otherwise both wait for the other to read.
  if (PQsetnonblocking(session.handle(), 1) != 0 || PQenterPipelineMode(session.handle()) == 0) session.fail(name);
  // libpq leaves single-row mode with the next statement that it sends, but in a pipeline only behind the first.
  if (delivery == RowDelivery::together && session.leave_single_row_mode()) {
    sync();
    if (read_sync(deadline) != nullptr) lose_step();  // see can_send_behind_sync
  }
}

Pipeline::~Pipeline() {
  if (session_.broken()) return;
  if (PQexitPipelineMode(session_.handle()) == 0 || PQsetnonblocking(session_.handle(), 0) != 0) session_.mark_broken();
}

void Pipeline::begin() {
  const std::string& sql = session_.unsent_begin();
  if (sql.empty() || begin_) return;
  begin_.emplace(session_, EventSource{.name = kBegin, .sql = sql.c_str(), .operation = Operation::script});
  if (PQsendQueryParams(session_.handle(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
    session_.fail(kBegin);
  session_.interchangeable = false;
}

void Pipeline::request_results() {
  if (PQsendFlushRequest(session_.handle()) == 0) session_.fail(name_);
}

void Pipeline::sync() {
  if (PQpipelineSync(session_.handle()) == 0) session_.fail(name_);
  ++unread_syncs_;
}

void Pipeline::sync_unflushed() {
#ifdef LIBPQ_HAS_SEND_PIPELINE_SYNC
  if (PQsendPipelineSync(session_.handle()) == 0) session_.fail(name_);
  ++unread_syncs_;
#else
  sync();
#endif
}

Result Pipeline::read_result(Deadline deadline) {
  if (begin_) read_begin(deadline);
  return read_one(deadline);
}

void Pipeline::read_begin(Deadline deadline) {
  const Result begun = read_one(deadline);
  if (PQresultStatus(begun.get()) != PGRES_FATAL_ERROR) {
    session_.forget_begin();
    begin_->finish(0);
    begin_.reset();
    return;
  }
  if (unread_syncs_ == 0) sync();
  while (unread_syncs_ > 0) {
    const Result skipped = session_.next_result(deadline, name_);
    if (skipped && PQresultStatus(skipped.get()) == PGRES_PIPELINE_SYNC) --unread_syncs_;
  }
  try {
    session_.check(begun, kBegin);
  } catch (const Error& error) {
    begin_->fail(error);
    begin_.reset();
    throw;
  }
  lose_step();
}

Result Pipeline::read_one(Deadline deadline) {
  Result result = session_.next_result(deadline, name_);
  if (!result || session_.next_result(deadline, name_) != nullptr) lose_step();  // a null ends it
  return result;
}

Result Pipeline::read_sync(Deadline deadline) {
  if (begin_) read_begin(deadline);
  Result failure;
  Result result = session_.next_result(deadline, name_);
  if (result != nullptr && PQresultStatus(result.get()) == PGRES_FATAL_ERROR) {
    failure = std::move(result);
    if (session_.next_result(deadline, name_) != nullptr) lose_step();
    result = session_.next_result(deadline, name_);
  }
  if (result == nullptr || PQresultStatus(result.get()) != PGRES_PIPELINE_SYNC) lose_step();
  --unread_syncs_;
  return failure;
}

// A transaction that failed ignores the ROLLBACK and ends all the same.
void Pipeline::roll_back() noexcept {
  if (session_.broken()) return;
  const MutedNotices muted{session_};  // the server warns that nobody said BEGIN
  const Uninterrupted uninterrupted{session_};
  const Deadline deadline = Deadline::after(kRollbackTimeout);
  try {
    if (PQsendQueryParams(session_.handle(), "ROLLBACK", 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
      session_.fail(name_);
    sync();
    (void)read_result(deadline);
    (void)read_sync(deadline);
  } catch (const Error&) {
    session_.mark_broken();
  }
}

void Pipeline::lose_step() { session_.lose_step(name_); }

}  // namespace pgscribe::detail
