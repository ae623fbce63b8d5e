#pragma once

#include "session/cancel_grace.hpp"

// Connections that are not given up because a busy machine is slow to cancel a statement.

namespace live {

/// As long as it lives a canceled statement has two minutes to end. For tests of what happens after a cancellation, and
/// of how many connections a load takes.
struct PatientCancellations {
  PatientCancellations() : before_(pgscribe::detail::cancel_grace.exchange(std::chrono::minutes{2})) {}
  PatientCancellations(const PatientCancellations&) = delete;
  PatientCancellations& operator=(const PatientCancellations&) = delete;
  ~PatientCancellations() { pgscribe::detail::cancel_grace = before_; }

 private:
  std::chrono::milliseconds before_;
};

}  // namespace live
