#include "pgscribe/observer.hpp"

// The names of a pool's events.

namespace pgscribe {

std::string_view to_string(PoolEventKind kind) noexcept {
  switch (kind) {
    case PoolEventKind::acquired: return "acquired";
    case PoolEventKind::acquire_failed: return "acquire_failed";
    case PoolEventKind::released: return "released";
    case PoolEventKind::connected: return "connected";
    case PoolEventKind::connect_failed: return "connect_failed";
    case PoolEventKind::closed: return "closed";
  }
  return "unknown";
}

std::string_view to_string(CloseReason reason) noexcept {
  switch (reason) {
    case CloseReason::none: return "none";
    case CloseReason::broken: return "broken";
    case CloseReason::refused: return "refused";
    case CloseReason::max_lifetime: return "max_lifetime";
    case CloseReason::max_idle_time: return "max_idle_time";
    case CloseReason::shut_down: return "shut_down";
  }
  return "unknown";
}

}  // namespace pgscribe
