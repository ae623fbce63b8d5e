#pragma once

#include "run/pipeline.hpp"

// What is committed when its results are known to be good.

namespace pgscribe::detail {

/// The transaction of one statement or batch in autocommit, held open until the program has made sure that it can use
/// what came back: a statement whose result is thrown out must not stay. That costs a second round trip, for the
/// commit.
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
    request_commit();
    return read_commit(deadline);
  }
  /// The two halves of `commit`, where nothing is to be decided: what was sent stands unless the server refuses it.
  /// Results are read between them.
  void request_commit() {
    over_ = true;
    pipeline_.sync();
  }
  [[nodiscard]] Result read_commit(Deadline deadline) { return pipeline_.read_sync(deadline); }

 private:
  Pipeline pipeline_;
  bool over_ = false;
};

}  // namespace pgscribe::detail
