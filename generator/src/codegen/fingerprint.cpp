#include "codegen/fingerprint.hpp"

#include <cstdint>
#include <string_view>

namespace pgscribe::codegen {

namespace {

/// FNV-1a, with a byte that no text has behind each text.
class TextHash {
 public:
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(0);
  }

  [[nodiscard]] std::string hexadecimal() const {
    std::string digits(16, '0');
    std::uint64_t rest = value_;
    for (std::size_t i = digits.size(); i-- > 0; rest >>= 4U) digits[i] = "0123456789abcdef"[rest & 0xFU];
    return digits;
  }

 private:
  void add_byte(unsigned char byte) {
    value_ ^= byte;
    value_ *= 0x100000001B3U;
  }

  std::uint64_t value_ = 0xCBF29CE484222325U;
};

}  // namespace

std::string fingerprint(const CodeModel& model) {
  TextHash hash;
  hash.add(model.namespace_);
  hash.add(model.abi);
  for (const Enum& type : model.models.enums) {
    hash.add(type.name);
    hash.add(type.underlying);
    for (const Enumerator& enumerator : type.enumerators) hash.add(enumerator.name);
    hash.add(type.labels);
  }
  for (const Struct& type : model.models.structs) {
    hash.add(type.name);
    for (const StructMember& member : type.members) {
      hash.add(member.type);
      hash.add(member.name);
    }
  }
  for (const QueriesModel& file : model.queries) hash.add(file.stem);
  return hash.hexadecimal();
}

}  // namespace pgscribe::codegen
