#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pgscribe::codegen {

/// The headers that a generated file needs, found by what is spelled in it.
class Includes {
 public:
  /// `<optional>` or `"models.hpp"`, with its brackets or quotes. Nothing happens for an empty one.
  void add(std::string_view header);
  void add_all(const std::set<std::string>& headers);
  /// The std headers of the std names in a piece of C++.
  void add_std(std::string_view code);

  /// C headers, std headers, then the rest; sorted within a block, without empty blocks.
  [[nodiscard]] std::vector<std::vector<std::string>> blocks() const;

 private:
  std::set<std::string> c_, std_, local_;
};

}  // namespace pgscribe::codegen
