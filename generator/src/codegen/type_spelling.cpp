#include "codegen/type_spelling.hpp"

#include <algorithm>

namespace pgscribe::codegen {

namespace {

std::string_view opening(TypeWrapper wrapper) {
  switch (wrapper) {
    case TypeWrapper::optional: return "std::optional<";
    case TypeWrapper::vector: return "std::vector<";
    case TypeWrapper::span: return "std::span<const ";
    case TypeWrapper::map: return "std::map<std::string, ";
  }
  return {};
}

/// Whether `written` ends with the bracket that opens at `open`, and has one argument in it.
bool holds_one(std::string_view written, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < written.size(); ++i) {
    if (written[i] == '<') ++depth;
    if (written[i] == ',' && depth == 1) return false;
    if (written[i] == '>' && --depth == 0) return i + 1 == written.size();
  }
  return false;
}

}  // namespace

TypeSpelling TypeSpelling::in(TypeWrapper wrapper) const {
  TypeSpelling outer = *this;
  outer.wrappers.push_back(wrapper);
  return outer;
}

TypeSpelling TypeSpelling::unwrapped() const {
  TypeSpelling inner = *this;
  inner.wrappers.pop_back();
  return inner;
}

std::string TypeSpelling::text() const {
  std::string result = stored;
  for (const TypeWrapper wrapper : wrappers)
    result = std::string(opening(wrapper)) + result + (wrapper == TypeWrapper::map ? ", std::less<>>" : ">");
  return result;
}

TypeSpelling read_type(std::string_view written) {
  for (const TypeWrapper wrapper : {TypeWrapper::optional, TypeWrapper::vector, TypeWrapper::span}) {
    const std::string_view head = opening(wrapper);
    if (written.substr(0, head.size()) != head || !holds_one(written, written.find('<'))) continue;
    return read_type(written.substr(head.size(), written.size() - head.size() - 1)).in(wrapper);
  }
  return {std::string(written)};
}

}  // namespace pgscribe::codegen
