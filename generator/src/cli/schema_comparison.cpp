#include "cli/schema_comparison.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/messages.hpp"

namespace pgscribe::cli {

namespace {

void compare_parts(const std::string& name, const SchemaObject& ours, const SchemaObject& theirs,
                   std::vector<SchemaDifference>& differences) {
  if (ours.definition != theirs.definition) differences.push_back({name, {}, ours.definition, theirs.definition});
  for (const auto& [part, text] : ours.parts) {
    const auto other = theirs.parts.find(part);
    if (other == theirs.parts.end())
      differences.push_back({name, part, text, std::nullopt});
    else if (other->second != text)
      differences.push_back({name, part, text, other->second});
  }
  for (const auto& [part, text] : theirs.parts) {
    if (!ours.parts.contains(part)) differences.push_back({name, part, std::nullopt, text});
  }
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

bool is_key(std::string_view part) { return starts_with_any(part, {"primary key ", "unique "}); }

bool is_in_code(std::string_view object) {
  return starts_with_any(object,
                         {"table ", "partitioned table ", "partition ", "foreign table ", "view ", "materialized view ",
                          "composite ", "enum ", "domain ", "range ", "multirange ", "type "});
}

/// `integer not null default` is its type and its NOT NULL.
struct ColumnText {
  explicit ColumnText(std::string_view text) {
    text = text.substr(0, text.find(" -- "));
    for (const std::string_view word :
         {" not null", " default", " identity=", " generated", " virtual", " inherited"}) {
      const std::size_t at = text.find(word);
      if (word == " not null") not_null = at != std::string_view::npos;
      end = std::min(end, at);
    }
    type = text.substr(0, end);
  }
  std::string_view type;
  bool not_null = false;
  std::size_t end = std::string_view::npos;
};

bool column_reaches_code(const SchemaDifference& difference) {
  if (!difference.in_database) return true;
  const ColumnText ours{*difference.by_migrations};
  const ColumnText theirs{*difference.in_database};
  return ours.type != theirs.type || (ours.not_null && !theirs.not_null);
}

/// Another name does not matter to a row count.
bool has_key(const SchemaObject& object, const std::string& columns) {
  return std::any_of(object.parts.begin(), object.parts.end(),
                     [&](const auto& part) { return is_key(part.first) && part.second == columns; });
}

bool reaches_code(const SchemaDifference& difference, const SchemaObjects& in_database) {
  if (!difference.by_migrations || !is_in_code(difference.object)) return false;
  if (difference.part.empty())
    return !difference.in_database || starts_with_any(difference.object, {"enum ", "domain ", "range ", "multirange "});
  if (difference.part.starts_with("column ")) return column_reaches_code(difference);
  return is_key(difference.part) && !has_key(in_database.at(difference.object), *difference.by_migrations);
}

support::Message message_of(const SchemaDifference& difference) {
  const std::string subject = difference.part.empty() ? difference.object : difference.object + ", " + difference.part;
  if (!difference.in_database) return msg::DatabaseLacks(subject);
  if (!difference.by_migrations) return msg::OnlyInDatabase(subject);
  return msg::DatabaseDiffers(subject, *difference.in_database, *difference.by_migrations);
}

}  // namespace

std::vector<SchemaDifference> compare(const SchemaObjects& by_migrations, const SchemaObjects& in_database) {
  std::vector<SchemaDifference> differences;
  for (const auto& [name, object] : by_migrations) {
    const auto other = in_database.find(name);
    if (other == in_database.end())
      differences.push_back({name, {}, object.definition, std::nullopt});
    else
      compare_parts(name, object, other->second, differences);
  }
  for (const auto& [name, object] : in_database) {
    if (!by_migrations.contains(name)) differences.push_back({name, {}, std::nullopt, object.definition});
  }
  std::stable_sort(differences.begin(), differences.end(),
                   [](const auto& a, const auto& b) { return a.object < b.object; });
  return differences;
}

std::vector<SchemaDifference> that_reach_code(std::vector<SchemaDifference> differences,
                                              const SchemaObjects& in_database) {
  std::erase_if(differences,
                [&](const SchemaDifference& difference) { return !reaches_code(difference, in_database); });
  return differences;
}

void report(const std::vector<SchemaDifference>& differences, support::Diagnostics& diagnostics) {
  for (const SchemaDifference& difference : differences) diagnostics.add(message_of(difference));
}

}  // namespace pgscribe::cli
