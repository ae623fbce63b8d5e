#pragma once

#include <functional>

// A thread with a stack that is large enough for the deepest statement that is let through.

namespace pgscribe::sql {

/// Runs `f` on a thread of its own with a stack large enough for kMaxDepth levels of libpg_query's and our recursion,
/// and waits. An exception of `f` is rethrown here.
void run_with_large_stack(const std::function<void()>& f);

}  // namespace pgscribe::sql
