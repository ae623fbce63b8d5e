#include "codegen/includes.hpp"

#include <algorithm>
#include <iterator>

namespace pgscribe::codegen {

namespace {

struct StdName {
  std::string_view name;
  std::string_view header;
};

constexpr StdName kStdNames[] = {
    {"std::array", "<array>"},
    {"std::basic_string", "<string>"},
    {"std::byte", "<cstddef>"},
    {"std::chrono", "<chrono>"},
    {"std::deque", "<deque>"},
    {"std::forward", "<utility>"},
    {"std::int16_t", "<cstdint>"},
    {"std::int32_t", "<cstdint>"},
    {"std::less", "<functional>"},
    {"std::int64_t", "<cstdint>"},
    {"std::int8_t", "<cstdint>"},
    {"std::list", "<list>"},
    {"std::map", "<map>"},
    {"std::optional", "<optional>"},
    {"std::ostream", "<ostream>"},
    {"std::pair", "<utility>"},
    {"std::ptrdiff_t", "<cstddef>"},
    {"std::ranges", "<ranges>"},
    {"std::convertible_to", "<concepts>"},
    {"std::set", "<set>"},
    {"std::shared_ptr", "<memory>"},
    {"std::size_t", "<cstddef>"},
    {"std::span", "<span>"},
    {"std::string", "<string>"},
    {"std::string_view", "<string_view>"},
    {"std::tuple", "<tuple>"},
    {"std::u8string", "<string>"},
    {"std::uint16_t", "<cstdint>"},
    {"std::uint32_t", "<cstdint>"},
    {"std::uint64_t", "<cstdint>"},
    {"std::uint8_t", "<cstdint>"},
    {"std::unique_ptr", "<memory>"},
    {"std::unordered_map", "<unordered_map>"},
    {"std::variant", "<variant>"},
    {"std::vector", "<vector>"},
};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

void Includes::add(std::string_view header) {
  if (header.empty()) return;
  if (header.front() == '"') {
    local_.emplace(header);
  } else if (header.size() > 3 && header.substr(header.size() - 3) == ".h>") {
    c_.emplace(header);
  } else {
    std_.emplace(header);
  }
}

void Includes::add_all(const std::set<std::string>& headers) {
  for (const std::string& header : headers) add(header);
}

void Includes::add_std(std::string_view code) {
  constexpr std::string_view kPrefix = "std::";
  for (std::size_t begin = code.find(kPrefix); begin != std::string_view::npos; begin = code.find(kPrefix, begin + 1)) {
    std::size_t end = begin + kPrefix.size();
    while (end < code.size() && is_name_character(code[end])) ++end;
    const std::string_view name = code.substr(begin, end - begin);
    const auto* found = std::find_if(std::begin(kStdNames), std::end(kStdNames),
                                     [&](const StdName& entry) { return entry.name == name; });
    if (found != std::end(kStdNames)) add(found->header);
  }
}

std::vector<std::vector<std::string>> Includes::blocks() const {
  std::vector<std::vector<std::string>> result;
  for (const std::set<std::string>* block : {&c_, &std_, &local_}) {
    if (!block->empty()) result.emplace_back(block->begin(), block->end());
  }
  return result;
}

}  // namespace pgscribe::codegen
