#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>

#include "call.hpp"
#include "run/types.hpp"
#include "session/result.hpp"

// What was sent on a connection and is not answered yet.

namespace pgscribe::aio::detail {

enum class Purpose : std::uint8_t {
  statement,
  types,        // a question for the types of a call's statement
  deallocation  // nobody waits for it
};

/// Everything between two Syncs.
struct InFlight {
  Purpose purpose = Purpose::statement;
  /// It is prepared in front of it.
  bool parses = false;
  /// Of what is prepared, when it was sent.
  bool has_run = false;
  bool may_commit_inside = false;
  /// Types were known that may have been made anew since.
  bool used_types = false;
  /// It is committed when its rows have been read: no Sync was sent with it.
  bool undecided = false;
  /// A cancellation that was meant for another one may have hit it.
  bool may_be_hit = false;

  bool answered = false;
  bool failed_to_parse = false;
  /// It was undone, and may be sent again.
  bool undone_for_types = false;
  /// Results that have been read to their end.
  int step = 0;

  /// Null for a deallocation.
  std::shared_ptr<Call> call{};
  /// Under which the statement is prepared; empty: it was sent with its text.
  std::string prepared_name{};
  /// The server's.
  pgscribe::detail::Result failure{};
  /// Why the rows cannot be used.
  std::exception_ptr refusal{};
  /// Rows that can be read when types have been asked for again; of a question, those of its call.
  pgscribe::detail::Result held{};
  std::unique_ptr<pgscribe::detail::TypesQuestion> question{};
  pgscribe::detail::Result types{};
};

}  // namespace pgscribe::aio::detail
