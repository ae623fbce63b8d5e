#include "vet/allowed_above.hpp"

#include <algorithm>
#include <string_view>

#include "query/messages.hpp"
#include "support/allowable_warnings.hpp"

namespace pgscribe::vet {

namespace {

constexpr std::string_view kBlank = " \t\r";
constexpr std::string_view kAllow = "@allow ";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

/// The code of `-- @allow code`; empty of another comment.
std::string_view code_of(std::string_view comment) {
  const std::string_view text = trimmed(comment.substr(2));
  return text.substr(0, kAllow.size()) == kAllow ? trimmed(text.substr(kAllow.size())) : std::string_view();
}

void check(const support::SourceFile& file, std::string_view code, const std::vector<std::string>& own_rules,
           support::Diagnostics& diagnostics) {
  if (support::is_allowable(code, own_rules)) return;
  const auto begin = static_cast<std::uint32_t>(code.data() - file.text().data());
  diagnostics.add(file, {begin, begin + static_cast<std::uint32_t>(code.size())},
                  msg::DirectiveAllowsNoWarning(code, support::allowable_hint(code, own_rules)));
}

}  // namespace

std::vector<std::string> allowed_above(const support::SourceFile& file, support::Span statement,
                                       support::Diagnostics* diagnostics, const std::vector<std::string>& own_rules) {
  std::vector<std::string> allowed;
  std::string_view above = file.text().substr(0, statement.begin);
  above = above.substr(0, above.find_last_of('\n') + 1);
  while (!above.empty()) {
    above.remove_suffix(1);
    const std::size_t start = above.find_last_of('\n') + 1;
    const std::string_view line = trimmed(above.substr(start));
    if (line.substr(0, 2) != "--") break;
    if (const std::string_view code = code_of(line); !code.empty()) {
      if (diagnostics != nullptr) check(file, code, own_rules, *diagnostics);
      allowed.emplace_back(code);
    }
    above = above.substr(0, start);
  }
  return allowed;
}

}  // namespace pgscribe::vet
