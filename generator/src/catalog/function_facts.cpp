#include "catalog/function_facts.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "catalog/function.hpp"

namespace pgscribe::catalog {

namespace {

std::vector<std::string_view> split_list(std::string_view list) {
  std::vector<std::string_view> items;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    items.push_back(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  }
  return items;
}

/// The number of an argument; 0 when it is none.
std::uint8_t argument_number(std::string_view text) {
  std::uint8_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : std::uint8_t{0};
}

bool set_argument(std::uint8_t& argument, std::string_view value) {
  argument = argument_number(value);
  return argument != 0;
}

bool set_not_null(FunctionFacts& facts, std::string_view value) {
  struct Word {
    std::string_view text;
    NotNull meaning;
  };
  static constexpr Word kWords[] = {{"", NotNull::arguments},    {"one", NotNull::one_argument},
                                    {"rows", NotNull::rows},     {"frame", NotNull::frame},
                                    {"always", NotNull::always}, {"partition", NotNull::partition}};
  const auto* found =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& w) { return w.text == value; });
  facts.not_null = found == std::end(kWords) ? NotNull::arguments : found->meaning;
  return found != std::end(kWords) || set_argument(facts.deciding_arguments, value);
}

bool set_elements(FunctionFacts& facts, std::string_view value) {
  facts.elements = value == "not_null"   ? MadeElements::not_null
                   : value == "nullable" ? MadeElements::nullable
                   : value == "as_first" ? MadeElements::as_first
                                         : MadeElements::unknown;
  return facts.elements != MadeElements::unknown;
}

bool add_values(FunctionFacts& facts, std::string_view list) {
  for (const std::string_view item : split_list(list)) {
    const std::uint8_t number = argument_number(item);
    if (number == 0 || number > 8) return false;
    facts.values_of = static_cast<std::uint8_t>(facts.values_of | 1U << (number - 1U));
  }
  return facts.values_of != 0;
}

bool add_columns(Function& function, std::string_view list) {
  const std::vector<FunctionArgument> columns = function.output_columns();
  for (const std::string_view item : split_list(list)) {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const FunctionArgument& column) { return column.name == item; });
    if (found == columns.end()) return false;
    function.facts.columns |= std::uint32_t{1} << static_cast<unsigned>(found - columns.begin());
  }
  return function.facts.columns != 0;
}

}  // namespace

bool add_fact(Function& function, std::string_view word, std::string_view value) {
  FunctionFacts& facts = function.facts;
  if (word == "not_null") return set_not_null(facts, value);
  if (word == "not_null_of") return !(facts.not_null_of = split_list(value)).empty();
  if (word == "null_list") return facts.takes_null_list = true;
  if (word == "null_for") return facts.is_null_for_infinity = value == "infinity";
  if (word == "columns") return add_columns(function, value);
  if (word == "elements") return set_elements(facts, value);
  if (word == "unless") return set_argument(facts.null_string, value);
  if (word == "values_of") return add_values(facts, value);
  if (word == "without") return set_argument(facts.removed, value);
  if (word == "element_of") return set_argument(facts.element_of, value);
  if (word == "writes") return facts.writes = true;
  return false;
}

}  // namespace pgscribe::catalog
