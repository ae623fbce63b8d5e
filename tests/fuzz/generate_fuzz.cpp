#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/generation.hpp"
#include "support/file_system.hpp"

// The whole path from three texts to C++: the input is configuration, schema and queries with a line of three dashes
// between them. Nothing may crash, and nothing is written.

using namespace pgscribe;

namespace {

class Texts final : public support::FileSystem {
 public:
  explicit Texts(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {}

  std::optional<std::string> read(const std::string& path) const override {
    const auto found = texts_.find(path);
    return found == texts_.end() ? std::nullopt : std::optional(found->second);
  }
  support::PathKind kind(const std::string& path) const override {
    if (path.empty() || path == ".") return support::PathKind::folder;
    return texts_.count(path) > 0 ? support::PathKind::file : support::PathKind::nothing;
  }
  std::vector<std::string> list(const std::string&) const override {
    std::vector<std::string> names;
    for (const auto& [name, text] : texts_) names.push_back(name);
    return names;
  }
  void write(const std::vector<support::FileText>&) override { __builtin_trap(); }
  void remove(const std::string&) override { __builtin_trap(); }
  std::shared_ptr<const void> lock(const std::string&) override { __builtin_trap(); }

 private:
  std::map<std::string, std::string> texts_;
};

std::string take_part(std::string_view& rest) {
  constexpr std::string_view kSeparator = "\n---\n";
  const std::size_t end = rest.find(kSeparator);
  std::string part(rest.substr(0, end));
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + kSeparator.size());
  return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::map<std::string, std::string> texts;
  for (const char* path : {"generator.yaml", "schema.sql", "queries.sql"}) texts[path] = take_part(rest);
  const Texts files(std::move(texts));
  support::SourceFiles sources;
  support::Diagnostics diagnostics;
  static_cast<void>(cli::generate_entries({}, files, sources, diagnostics));
  return 0;
}
