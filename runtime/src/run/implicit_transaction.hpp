#pragma once

#include "run/pipeline.hpp"

// A statement that is committed when its result is known to be good.

namespace pgscribe::detail {

/// The transaction of one statement in autocommit, held open until the program has made sure that it can use what came
/// back: a statement whose result is thrown out must not stay. Costs a second round trip, for the commit.
class ImplicitTransaction {
 public:
  ImplicitTransaction(Session& session, const char* name, Deadline deadline,
                      RowDelivery delivery = RowDelivery::together)
      : pipeline_(session, name, deadline, delivery) {}
  ImplicitTransaction(const ImplicitTransaction&) = delete;
  ImplicitTransaction& operator=(const ImplicitTransaction&) = delete;
  /// Rolls back unless it was committed.
  ~ImplicitTransaction() {
    if (!over_) pipeline_.roll_back();
  }

  [[nodiscard]] Pipeline& pipeline() noexcept { return pipeline_; }

  /// Null, or what the server says at the end of the transaction: nothing of it stays then. Throws ConnectionError
  /// when the connection is lost before that is known.
  [[nodiscard]] Result commit(Deadline deadline) {
    over_ = true;
    pipeline_.sync();
    return pipeline_.read_sync(deadline);
  }

 private:
  Pipeline pipeline_;
  bool over_ = false;
};

}  // namespace pgscribe::detail
