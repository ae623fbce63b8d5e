#pragma once

#include <cstdint>
#include <list>
#include <string>

#include "call.hpp"

// A connection that one transaction has for itself.

namespace pgscribe::aio::detail {

/// Guarded by the multiplexer's mutex.
class Lease {
 public:
  /// Null before there is one, and again when the transaction is over or the connection was lost.
  Channel* channel = nullptr;
  /// Nothing but its end is sent any more.
  bool is_ending = false;
  /// Session::transactions_ended when it began.
  unsigned ended_before = 0;
  /// What cannot be sent yet.
  Call::Queue waiting;

  /// A statement of the library's own, which lives as long as the lease does.
  [[nodiscard]] const Statement& command(const char* name, std::string sql);

 private:
  struct Command {
    std::string sql;
    Statement statement{};
  };
  std::list<Command> commands_;
};

}  // namespace pgscribe::aio::detail
