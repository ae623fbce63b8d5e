#pragma once

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.hpp"

// The keys of generator.yaml as a table: what each takes. The configuration is checked with it, and its JSON Schema
// made of it.

namespace pgscribe::config {

enum class KeyShape {
  text,
  flag,
  whole_number,
  choice,
  texts,                      ///< a string or a list of strings
  texts_by_name,              ///< a mapping of names to such
  text_by_name,               ///< a mapping of names to strings
  mapping,                    ///< of the keys of `inner`
  mappings,                   ///< a list of these
  text_or_mapping,            ///< a string, or the keys of `inner`
  texts_or_mappings_by_name,  ///< a mapping of names to such
  anything                    ///< sqlc's, which pgscribe does not read
};

struct KeyTable;

struct Key {
  std::string_view name;
  KeyShape shape = KeyShape::text;
  std::string_view help;
  std::vector<std::string_view> choices{};  ///< what may be there, also of text and texts; empty: anything
  const KeyTable* inner = nullptr;
  int least = 0;
  int most = std::numeric_limits<int>::max();
  bool is_required = false;
};

struct KeyTable {
  std::string what;  ///< for "unknown key ... in"
  std::vector<Key> keys;
  bool takes_others = false;  ///< keys that are not in the table
  std::vector<std::string_view>
      only_with{};  ///< a path of keys; a mapping without it is none of pgscribe's, and of a list one has it
  std::vector<std::vector<std::string_view>> one_of{};                 ///< of each list exactly one key
  std::vector<std::pair<std::string_view, std::string_view>> needs{};  ///< the first only with the second
};

[[nodiscard]] const KeyTable& configuration_keys();
[[nodiscard]] const KeyTable& entry_keys();
[[nodiscard]] const KeyTable& cpp_keys();
[[nodiscard]] const KeyTable& override_keys();
[[nodiscard]] const KeyTable& cpp_type_keys();
[[nodiscard]] const KeyTable& json_type_keys();
[[nodiscard]] const KeyTable& vet_keys();
[[nodiscard]] const KeyTable& own_rule_keys();

inline constexpr std::array kSeverities{std::pair{std::string_view("warning"), support::Severity::warning},
                                        std::pair{std::string_view("error"), support::Severity::error}};
inline constexpr std::array kLayouts{std::pair{std::string_view("split"), Layout::split},
                                     std::pair{std::string_view("header_only"), Layout::header_only}};
inline constexpr std::array kAsyncLibraries{std::pair{std::string_view("none"), AsyncLibrary::none},
                                            std::pair{std::string_view("asio"), AsyncLibrary::asio}};
inline constexpr std::array kNamings{std::pair{std::string_view("snake_case"), Naming::snake_case},
                                     std::pair{std::string_view("camelCase"), Naming::camel_case},
                                     std::pair{std::string_view("as_written"), Naming::as_written}};
inline constexpr std::array kStatementComments{
    std::pair{std::string_view("none"), StatementComments::none},
    std::pair{std::string_view("name"), StatementComments::name},
    std::pair{std::string_view("sqlcommenter"), StatementComments::sqlcommenter}};
inline constexpr std::array kBatches{std::pair{std::string_view("atomic"), Batch::atomic},
                                     std::pair{std::string_view("each"), Batch::each}};
/// Whether an array can have NULL in it.
inline constexpr std::array kElements{std::pair{std::string_view("nullable"), true},
                                      std::pair{std::string_view("not null"), false}};

}  // namespace pgscribe::config
