#pragma once

#include <cstdint>
#include <unordered_map>

#include "pgscribe/codec.hpp"

// What is known of a connection's types by OID.

namespace pgscribe::detail {

/// What the types that are not built in are on one connection, by the codec that names them.
class KnownTypes {
 public:
  struct Oids {
    std::uint32_t type = 0;
    std::uint32_t array = 0;
  };

  /// Null when it was not asked for yet.
  [[nodiscard]] const Oids* find(const Codec& codec) const noexcept {
    const auto found = oids_.find(&codec);
    return found == oids_.end() ? nullptr : &found->second;
  }
  void add(const Codec& codec, Oids oids) { oids_[&codec] = oids; }
  /// Types have been dropped and created again.
  void clear() noexcept { oids_.clear(); }
  [[nodiscard]] bool empty() const noexcept { return oids_.empty(); }

 private:
  std::unordered_map<const Codec*, Oids> oids_;
};

}  // namespace pgscribe::detail
