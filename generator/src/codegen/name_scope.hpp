#pragma once

#include <map>
#include <string>
#include <string_view>

#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// Names taken in one C++ scope, and by whom.

namespace pgscribe::codegen {

/// Who has a C++ name: for messages. `file` is null for what has no place in a query file.
struct NameOwner {
  std::string what;  ///< `query "GetMovie"`
  const support::SourceFile* file = nullptr;
  support::Span span;
};

/// The names of one C++ scope. Two owners of one name are an error, reported at the later one; never a silent renaming.
class NameScope {
 public:
  /// `kind` says what the name is for: "method", "type", "member". False after reporting `name-collision`.
  bool claim(const std::string& name, std::string_view kind, const NameOwner& owner, std::string hint,
             support::Diagnostics& diagnostics);
  [[nodiscard]] bool has(const std::string& name) const { return owners_.count(name) != 0; }

 private:
  std::map<std::string, NameOwner> owners_;
};

}  // namespace pgscribe::codegen
