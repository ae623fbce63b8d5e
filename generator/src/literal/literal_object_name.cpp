#include <algorithm>

#include "catalog/type_name.hpp"
#include "literal/literal_types.hpp"
#include "sql/parse.hpp"

// Input of regclass, regtype and the other types that name an object: regproc.c. Where the catalog may not hold what a
// server holds (indexes and toast tables of the system), the name is accepted.

namespace pgscribe::literal {

using catalog::Catalog;
namespace oid = catalog::oid;

namespace {

using Names = std::vector<std::string>;

std::string joined(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ".") + name;
  return text;
}

LiteralError invalid_name() { return {"42602", "invalid name syntax", {}, {}}; }
LiteralError missing_schema(const std::string& schema) {
  return {"3F000", "schema \"" + schema + "\" does not exist", {}, {}};
}

bool read_quoted_name(std::string_view& rest, std::string& name) {
  rest.remove_prefix(1);
  while (!rest.empty()) {
    const char c = rest[0];
    rest.remove_prefix(1);
    if (c == '"') {
      if (rest.empty() || rest[0] != '"') return true;
      rest.remove_prefix(1);
    }
    name += c;
  }
  return false;
}

/// SplitIdentifierString at points: empty when it is not a list of names.
Names split_names(std::string_view text) {
  Names names;
  std::string_view rest = trim_spaces(text);
  while (true) {
    rest = skip_spaces(rest);
    std::string name;
    if (!rest.empty() && rest[0] == '"') {
      if (!read_quoted_name(rest, name)) return {};
    } else {
      std::size_t length = 0;
      while (length < rest.size() && rest[length] != '.' && !is_space(rest[length])) ++length;
      if (length == 0) return {};
      name = to_lower(rest.substr(0, length));
      rest.remove_prefix(length);
    }
    names.push_back(std::move(name));
    rest = skip_spaces(rest);
    if (rest.empty()) return names;
    if (rest[0] != '.') return {};
    rest.remove_prefix(1);
  }
}

bool is_number(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

LiteralError too_many_names(const Names& names) {
  return {"42601", "improper qualified name (too many dotted names): " + joined(names), {}, {}};
}

/// Which database the statement will run in is not known: none is taken for it.
LiteralError other_database(const std::string& written) {
  return {"0A000", "cross-database references are not implemented: " + written, {}, {}};
}

/// TOAST tables, and the indexes of the system's tables: the catalog does not hold them.
bool is_hidden_relation(std::string_view schema, std::string_view name) {
  constexpr std::string_view kIndex = "_index";
  if (schema.rfind("pg_toast", 0) == 0 || schema.rfind("pg_temp", 0) == 0) return true;
  return name.rfind("pg_", 0) == 0 && name.size() > kIndex.size() && name.substr(name.size() - kIndex.size()) == kIndex;
}

LiteralResult check_relation(const Catalog& catalog, const Names& names) {
  if (names.size() > 3) {
    return LiteralError{"42601", "improper relation name (too many dotted names): " + joined(names), {}, {}};
  }
  if (names.size() == 3) return other_database("\"" + joined(names) + "\"");
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  const std::string& name = names.back();
  if (is_hidden_relation(schema, name)) return std::nullopt;
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  if (catalog.find_relation(schema, name) != nullptr) return std::nullopt;
  const catalog::Type* type = catalog.find_type(schema, name);
  if (type != nullptr && type->kind == catalog::TypeKind::composite) return std::nullopt;
  return LiteralError{"42P01", "relation \"" + joined(names) + "\" does not exist", {}, {}};
}

LiteralResult check_function(const Catalog& catalog, const Names& names, std::string_view text) {
  if (names.size() > 3) return too_many_names(names);
  if (names.size() == 3) return other_database(joined(names));
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  const std::size_t count = catalog.find_functions(schema, names.back()).size();
  if (count == 1) return std::nullopt;
  if (count == 0) return LiteralError{"42883", "function \"" + std::string(text) + "\" does not exist", {}, {}};
  return LiteralError{"42725", "more than one function named \"" + std::string(text) + "\"", {}, {}};
}

LiteralResult check_operator(const Catalog& catalog, const Names& names, std::string_view text) {
  if (names.size() > 3) return too_many_names(names);
  if (names.size() == 3) return other_database(joined(names));
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  const std::size_t count = catalog.find_operators(schema, names.back()).size();
  if (count == 1) return std::nullopt;
  if (count == 0) return LiteralError{"42883", "operator does not exist: " + std::string(text), {}, {}};
  return LiteralError{"42725", "more than one operator named " + std::string(text), {}, {}};
}

LiteralResult check_collation(const Catalog& catalog, const Names& names) {
  if (names.size() > 3) return too_many_names(names);
  if (names.size() == 3) return other_database(joined(names));
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  if (catalog.has_collation(schema, names.back())) return std::nullopt;
  return LiteralError{"42704", "collation \"" + joined(names) + "\" for encoding \"UTF8\" does not exist", {}, {}};
}

/// The languages that both a configuration and, as "<name>_stem", a dictionary is built in for.
constexpr std::string_view kTextSearchLanguages[] = {
    "arabic",  "armenian", "basque",     "catalan", "danish",    "dutch",      "english",
    "finnish", "french",   "german",     "greek",   "hindi",     "hungarian",  "indonesian",
    "irish",   "italian",  "lithuanian", "nepali",  "norwegian", "portuguese", "romanian",
    "russian", "serbian",  "spanish",    "swedish", "tamil",     "turkish",    "yiddish"};

/// Text search objects of the user's own are not in the catalog: where there may be some, only the form of the name is
/// checked.
LiteralResult check_text_search(const Catalog& catalog, const Names& names, bool is_dictionary) {
  if (names.size() > 3) return too_many_names(names);
  if (names.size() == 3) return other_database(joined(names));
  if (names.size() == 2 && !catalog.has_schema(names.front())) return missing_schema(names.front());
  if (catalog.has_own_text_search()) return std::nullopt;
  const bool is_searched = names.size() == 1 || names.front() == "pg_catalog";
  const std::string suffix = is_dictionary ? "_stem" : "";
  const bool is_known =
      is_searched &&
      (names.back() == "simple" ||
       std::any_of(std::begin(kTextSearchLanguages), std::end(kTextSearchLanguages),
                   [&](std::string_view language) { return names.back() == std::string(language) + suffix; }));
  if (is_known) return std::nullopt;
  const std::string kind = is_dictionary ? "dictionary" : "configuration";
  return LiteralError{"42704", "text search " + kind + " \"" + joined(names) + "\" does not exist", {}, {}};
}

/// parseNameAndArgTypes: what stands in front of the argument list, and that there is one.
LiteralResult check_argument_list(std::string_view text) {
  bool in_quotes = false;
  std::size_t open = 0;
  for (; open < text.size(); ++open) {
    if (text[open] == '"') in_quotes = !in_quotes;
    if (text[open] == '(' && !in_quotes) break;
  }
  if (open == text.size()) return LiteralError{"22P02", "expected a left parenthesis", {}, {}};
  if (split_names(text.substr(0, open)).empty()) return invalid_name();
  const std::string_view rest = trim_spaces(text.substr(open + 1));
  if (rest.empty() || rest.back() != ')') return LiteralError{"22P02", "expected a right parenthesis", {}, {}};
  return std::nullopt;
}

/// parseTypeString, through the grammar of a cast.
LiteralResult check_type_name(const Catalog& catalog, std::string_view text) {
  if (trim_spaces(text).empty())
    return LiteralError{"42601", "invalid type name \"" + std::string(text) + "\"", {}, {}};
  const support::SourceFile file("type", "SELECT NULL::" + std::string(text));
  support::Diagnostics diagnostics;
  const auto statement = sql::parse_statement(file.text(), sql::OffsetMap(), file, diagnostics);
  if (!statement) {
    if (diagnostics.all().empty()) return std::nullopt;
    return LiteralError{"42601", diagnostics.all().front().message, {}, {}};
  }
  const auto* select = std::get_if<sql::Select>(&statement->node);
  if (select == nullptr || select->targets.size() != 1 || select->targets.front().value == nullptr) return std::nullopt;
  const auto* cast = std::get_if<sql::Cast>(&select->targets.front().value->node);
  if (cast == nullptr || !select->from.empty() || select->where != nullptr) return std::nullopt;
  if (const auto& alias = select->targets.front().name) {
    return LiteralError{"42601", "syntax error at or near \"" + alias->text + "\"", {}, {}};
  }
  if (cast->type.set_of) return LiteralError{"42601", "invalid type name \"" + std::string(text) + "\"", {}, {}};
  const sql::QualifiedName& name = cast->type.name;
  if (name.parts.size() > 3) return too_many_names(name.parts);
  if (name.parts.size() == 2 && !catalog.has_schema(name.parts.front())) return missing_schema(name.parts.front());
  if (name.parts.size() > 2 || cast->type.percent_type) return std::nullopt;
  if (catalog::find_type_by_name(catalog, cast->type) != catalog::kInvalidOid) return std::nullopt;
  return LiteralError{"42704", "type \"" + catalog::written_type_name(cast->type) + "\" does not exist", {}, {}};
}

}  // namespace

LiteralResult check_object_name(const Catalog& catalog, catalog::Oid type, std::string_view text) {
  const bool knows_dash = type != oid::regoper && type != oid::regoperator;
  if (is_number(text) || (knows_dash && text == "-")) return std::nullopt;
  if (type == oid::regtype) return check_type_name(catalog, text);
  // Their argument lists may hold any type name: what is in them is left to the server.
  if (type == oid::regprocedure || type == oid::regoperator) return check_argument_list(text);
  const Names names = split_names(text);
  if (names.empty()) return invalid_name();
  switch (type) {
    case oid::regclass: return check_relation(catalog, names);
    case oid::regproc: return check_function(catalog, names, text);
    case oid::regoper: return check_operator(catalog, names, text);
    case oid::regcollation: return check_collation(catalog, names);
    case oid::regconfig:
    case oid::regdictionary: return check_text_search(catalog, names, type == oid::regdictionary);
    default: break;
  }
  if (names.size() != 1) return invalid_name();
  if (type == oid::regrole || catalog.has_schema(names.front())) return std::nullopt;
  return missing_schema(names.front());
}

}  // namespace pgscribe::literal
