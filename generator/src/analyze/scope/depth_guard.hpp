#pragma once

#include "analyze/scope/parse_state.hpp"
#include "sql/parse.hpp"

namespace pgscribe::analyze {

/// Counts one level of the analysis's recursion for as long as it lives, and bounds it as check_stack_depth does
/// PostgreSQL's.
class DepthGuard {
 public:
  explicit DepthGuard(AnalysisContext& context) : context_(context) { ++context_.depth; }
  ~DepthGuard() { --context_.depth; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

  [[nodiscard]] bool is_too_deep() const { return context_.depth > sql::kMaxDepth; }

 private:
  AnalysisContext& context_;
};

}  // namespace pgscribe::analyze
