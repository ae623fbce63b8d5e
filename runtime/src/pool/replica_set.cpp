#include "pgscribe/replica_set.hpp"

#include "pgscribe/statement.hpp"
#include "pool/access.hpp"
#include "pool/pool_core.hpp"

// The public `ReplicaSet`: which server a statement goes to.

namespace pgscribe {

namespace {

PoolOptions with_target(PoolOptions options, const char* target_session_attrs) {
  if (options.target_session_attrs.empty()) options.target_session_attrs = target_session_attrs;
  return options;
}

/// Makes read-only transactions look for a reader, as read-only statements do.
constexpr Statement kReadOnly{.name = "BEGIN", .read_only = true};

}  // namespace

ReplicaSet::ReplicaSet(PoolOptions writer, std::vector<PoolOptions> readers)
    : writer_(with_target(std::move(writer), "read-write")) {
  readers_.reserve(readers.size());
  for (PoolOptions& reader : readers) {
    readers_.push_back(std::make_unique<Pool>(with_target(std::move(reader), "prefer-standby")));
  }
}

ReplicaSet::~ReplicaSet() = default;

detail::Session& ReplicaSet::acquire_session(const detail::SessionRequest& request) {
  writer_.core_->require_no_bypass();  // a reader would not see what the transaction did
  const Statement* statement = request.statement;
  return statement != nullptr && statement->read_only ? acquire_reader(request) : writer_.acquire_session(request);
}

// A reader whose connections are all in use is waited for: sending its callers to the writer would drag that down too.
detail::Session& ReplicaSet::acquire_reader(const detail::SessionRequest& request) {
  const std::size_t first = turn_.fetch_add(1, std::memory_order_relaxed);
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    try {
      return readers_[(first + i) % readers_.size()]->acquire_session(request);
    } catch (const ConnectionError&) {
      // The next one.
    }
  }
  return writer_.acquire_session(request);
}

void ReplicaSet::release_session(detail::Session& session) noexcept { session.home->release(session); }

void ReplicaSet::run_transaction(const TransactionOptions& options, detail::TransactionBody body) {
  detail::run_transaction(*this, options, body, options.read_only ? &kReadOnly : nullptr);
}

bool ReplicaSet::close(std::chrono::milliseconds deadline) {
  const auto end = detail::Deadline::after(deadline);
  bool drained = writer_.core_->close(end);
  for (const auto& reader : readers_) drained = reader->core_->close(end) && drained;
  return drained;
}

}  // namespace pgscribe
