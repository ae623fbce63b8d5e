#include "pgscribe/executor_handle.hpp"

#include <atomic>

#include "pgscribe/call_options.hpp"
#include "run/lease.hpp"
#include "run/script.hpp"

// Executors with limits, and temporaries that are kept.

namespace pgscribe {

/// What handles with limits, or of an executor that they keep, have in common.
struct ExecutorHandle::Shared {
  std::shared_ptr<Executor> executor;  // not owning, unless it was a temporary
  CallOptions options;
  std::atomic<std::size_t> uses{1};
};

static_assert(alignof(Executor) > 1);

ExecutorHandle::ExecutorHandle(std::shared_ptr<Executor> executor)
    : bits_(tagged(new Shared{.executor = std::move(executor), .options = {}})) {}

ExecutorHandle ExecutorHandle::with(const CallOptions& options) const {
  ExecutorHandle handle{is_shared() ? shared().executor
                                    : std::shared_ptr<Executor>{std::shared_ptr<void>{}, &executor()}};
  CallOptions& limits = handle.shared().options;
  if (is_shared()) limits = shared().options;
  if (options.timeout.count() > 0) limits.timeout = options.timeout;
  if (options.stop.stop_possible()) limits.stop = options.stop;
  return handle;
}

CommandResult ExecutorHandle::execute(std::string_view sql) const {
  const detail::SessionLease lease{*this};
  return detail::run_script(*lease, sql);
}

const CallOptions* ExecutorHandle::options() const noexcept { return is_shared() ? &shared().options : nullptr; }

std::uintptr_t ExecutorHandle::tagged(Shared* shared) noexcept { return reinterpret_cast<std::uintptr_t>(shared) | 1U; }

ExecutorHandle::Shared& ExecutorHandle::shared() const noexcept {
  return *reinterpret_cast<Shared*>(bits_ & ~std::uintptr_t{1});
}

Executor& ExecutorHandle::shared_executor() const noexcept { return *shared().executor; }

void ExecutorHandle::retain() const noexcept { shared().uses.fetch_add(1, std::memory_order_relaxed); }

void ExecutorHandle::drop() noexcept {
  if (shared().uses.fetch_sub(1, std::memory_order_acq_rel) == 1) delete &shared();
}

ExecutorHandle Executor::with(const CallOptions& options) { return ExecutorHandle{*this}.with(options); }

}  // namespace pgscribe
