#include "migrate/migration_lock.hpp"

#include <string_view>

namespace pgscribe::detail {

namespace {

// CRC-32 of IEEE 802.3, bit by bit: the texts are short.
std::uint32_t crc32(std::string_view text) noexcept {
  constexpr std::uint32_t kPolynomial = 0xEDB88320;
  std::uint32_t sum = ~std::uint32_t{0};
  for (const char c : text) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? kPolynomial : 0);
  }
  return ~sum;
}

// golang-migrate's, to tell its locks from others'.
constexpr std::uint32_t kSalt = 1486364155;

}  // namespace

std::uint32_t migration_lock_key(const std::string& database, const std::string& schema, const std::string& table) {
  std::string names = schema;
  names += '\0';
  names += table;
  names += '\0';
  names += database;
  return crc32(names) * kSalt;
}

}  // namespace pgscribe::detail
