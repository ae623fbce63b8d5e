#include "support/code_point.hpp"

namespace pgscribe::support {

namespace {

constexpr CodePointRange kDeceptive[] = {
    {0x00, 0x1F}, {0x7F, 0x9F}, {0x61C, 0x61C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF},
};

}  // namespace

std::uint32_t next_code_point(std::string_view text, std::size_t& i) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])); };
  const std::uint32_t first = byte(i++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (more == 0 || i + more > text.size()) return 0xFFFD;
  std::uint32_t value = first & (0x3FU >> more);
  for (std::size_t k = 0; k < more; ++k) {
    if ((byte(i + k) & 0xC0U) != 0x80U) return 0xFFFD;
    value = (value << 6U) | (byte(i + k) & 0x3FU);
  }
  i += more;
  return value;
}

bool is_deceptive(std::uint32_t code_point) { return contains(kDeceptive, code_point); }

}  // namespace pgscribe::support
