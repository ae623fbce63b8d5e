#include <algorithm>

#include "catalog/messages.hpp"
#include "catalog/type_name.hpp"
#include "literal/literal_types.hpp"
#include "literal/messages.hpp"
#include "sql/messages.hpp"
#include "sql/parse.hpp"
#include "support/joined.hpp"

// Input of regclass, regtype and the other types that name an object: regproc.c. Where the catalog may not hold what a
// server holds (indexes and toast tables of the system), the name is accepted.

namespace pgscribe::literal {

using catalog::Catalog;
namespace oid = catalog::oid;

namespace {

using Names = std::vector<std::string>;

LiteralError invalid_name() { return msg::InvalidNameSyntax(); }
LiteralError missing_schema(const std::string& schema) { return msg::SchemaDoesNotExist(schema, support::kNoHint); }

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

LiteralError too_many_names(const Names& names) { return msg::TooManyDottedNames(support::joined(names, ".")); }

/// Which database the statement will run in is not known: none is taken for it.
LiteralError other_database(const std::string& written) { return msg::CrossDatabaseReference(written); }

/// TOAST tables, and the indexes of the system's tables: the catalog does not hold them.
bool is_hidden_relation(std::string_view schema, std::string_view name) {
  constexpr std::string_view kIndex = "_index";
  if (schema.rfind("pg_toast", 0) == 0 || schema.rfind("pg_temp", 0) == 0) return true;
  return name.rfind("pg_", 0) == 0 && name.size() > kIndex.size() && name.substr(name.size() - kIndex.size()) == kIndex;
}

LiteralResult check_relation(const Catalog& catalog, const Names& names) {
  if (names.size() > 3) {
    return msg::TooManyDottedRelationNames(support::joined(names, "."));
  }
  if (names.size() == 3) return other_database("\"" + support::joined(names, ".") + "\"");
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  const std::string& name = names.back();
  if (is_hidden_relation(schema, name)) return std::nullopt;
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  if (catalog.find_relation(schema, name) != nullptr) return std::nullopt;
  const catalog::Type* type = catalog.find_type(schema, name);
  if (type != nullptr && type->kind == catalog::TypeKind::composite) return std::nullopt;
  return msg::RelationDoesNotExist(support::joined(names, "."), support::kNoHint);
}

LiteralResult check_function(const Catalog& catalog, const Names& names, std::string_view text) {
  if (names.size() > 3) return too_many_names(names);
  if (names.size() == 3) return other_database(support::joined(names, "."));
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  const std::size_t count = catalog.find_functions(schema, names.back()).size();
  if (count == 1) return std::nullopt;
  if (count == 0) return msg::NamedFunctionDoesNotExist(text);
  return msg::MoreThanOneFunctionNamed(text);
}

LiteralResult check_operator(const Catalog& catalog, const Names& names, std::string_view text) {
  if (names.size() > 3) return too_many_names(names);
  if (names.size() == 3) return other_database(support::joined(names, "."));
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  const std::size_t count = catalog.find_operators(schema, names.back()).size();
  if (count == 1) return std::nullopt;
  if (count == 0) return msg::OperatorDoesNotExist(text);
  return msg::MoreThanOneOperatorNamed(text);
}

LiteralResult check_collation(const Catalog& catalog, const Names& names) {
  if (names.size() > 3) return too_many_names(names);
  if (names.size() == 3) return other_database(support::joined(names, "."));
  const std::string schema = names.size() == 2 ? names.front() : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) return missing_schema(schema);
  if (catalog.has_collation(schema, names.back())) return std::nullopt;
  return msg::CollationDoesNotExist(support::joined(names, "."));
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
  if (names.size() == 3) return other_database(support::joined(names, "."));
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
  return msg::TextSearchObjectDoesNotExist(kind, support::joined(names, "."));
}

/// parseNameAndArgTypes: what stands in front of the argument list, and that there is one.
LiteralResult check_argument_list(std::string_view text) {
  bool in_quotes = false;
  std::size_t open = 0;
  for (; open < text.size(); ++open) {
    if (text[open] == '"') in_quotes = !in_quotes;
    if (text[open] == '(' && !in_quotes) break;
  }
  if (open == text.size()) return msg::ExpectedLeftParenthesis();
  if (split_names(text.substr(0, open)).empty()) return invalid_name();
  const std::string_view rest = trim_spaces(text.substr(open + 1));
  if (rest.empty() || rest.back() != ')') return msg::ExpectedRightParenthesis();
  return std::nullopt;
}

/// parseTypeString, through the grammar of a cast.
LiteralResult check_type_name(const Catalog& catalog, std::string_view text) {
  if (trim_spaces(text).empty()) return msg::InvalidTypeName(text);
  const support::SourceFile file("type", "SELECT NULL::" + std::string(text));
  support::Diagnostics diagnostics;
  const auto statement =
      sql::parse_statement(file.text(), sql::OffsetMap(), file, diagnostics, catalog.server_version());
  if (!statement) {
    if (diagnostics.all().empty()) return std::nullopt;
    LiteralError refused;
    refused.code = diagnostics.all().front().code;
    refused.text = diagnostics.all().front().message;
    return refused;
  }
  const auto* select = std::get_if<sql::Select>(&statement->node);
  if (select == nullptr || select->targets.size() != 1 || select->targets.front().value == nullptr) return std::nullopt;
  const auto* cast = std::get_if<sql::Cast>(&select->targets.front().value->node);
  if (cast == nullptr || !select->from.empty() || select->where != nullptr) return std::nullopt;
  if (const auto& alias = select->targets.front().name) {
    return msg::SyntaxErrorAtOrNear(alias->text);
  }
  if (cast->type.set_of) return msg::InvalidTypeName(text);
  const sql::QualifiedName& name = cast->type.name;
  if (name.parts.size() > 3) return too_many_names(name.parts);
  if (name.parts.size() == 2 && !catalog.has_schema(name.parts.front())) return missing_schema(name.parts.front());
  if (name.parts.size() > 2 || cast->type.percent_type) return std::nullopt;
  if (catalog::find_type_by_name(catalog, cast->type) != catalog::kInvalidOid) return std::nullopt;
  return msg::TypeDoesNotExist(catalog::written_type_name(cast->type), support::kNoHint);
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
