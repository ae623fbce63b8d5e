#include <algorithm>
#include <string>
#include <utility>

#include "catalog/builtin_rows.hpp"
#include "catalog/ddl.hpp"
#include "catalog/load_rows.hpp"
#include "catalog/messages.hpp"
#include "catalog/set_path.hpp"
#include "catalog/version_rows.hpp"
#include "sql/migration.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

// CREATE EXTENSION (extension.c, CreateExtension). The objects come from builtin/extension/*.inc.

namespace pgscribe::catalog {

namespace {

/// `word` rows: "requires cube", "schema pg_catalog".
std::vector<std::string_view> row_values(Rows rows, std::string_view word) {
  std::vector<std::string_view> values;
  for (const std::string_view row : rows) {
    if (row.size() > word.size() && row.substr(0, word.size()) == word && row[word.size()] == ' ')
      values.push_back(row.substr(word.size() + 1));
  }
  return values;
}

/// A symbolic type name outside the extension's own rows: built in, or of an extension that it requires.
Oid find_outside_type(const Catalog& catalog, std::string_view symbolic) {
  constexpr std::string_view kPrefix = "information_schema.";
  if (symbolic.substr(0, kPrefix.size()) == kPrefix) {
    const Type* type = catalog.find_type(kPrefix.substr(0, kPrefix.size() - 1), symbolic.substr(kPrefix.size()));
    return type == nullptr ? kInvalidOid : type->oid;
  }
  if (const Type* builtin = catalog.find_type("pg_catalog", symbolic)) return builtin->oid;
  for (const Oid oid : data_of(catalog).types.named(symbolic)) {
    if (!catalog.type(oid)->extension.empty()) return oid;
  }
  return kInvalidOid;
}

Oid find_outside_function(const Catalog& catalog, std::string_view name, const std::vector<Oid>& types) {
  for (const Function* function : catalog.find_functions("pg_catalog", name)) {
    if (function->input_types == types) return function->oid;
  }
  for (const Oid oid : data_of(catalog).functions.named(name)) {
    const Function* function = catalog.function(oid);
    if (!function->extension.empty() && function->input_types == types) return oid;
  }
  return kInvalidOid;
}

Oid find_outside_operator(const Catalog& catalog, std::string_view name, Oid left, Oid right) {
  for (const Operator* op : catalog.find_operators("pg_catalog", name)) {
    if (op->left == left && op->right == right) return op->oid;
  }
  return kInvalidOid;
}

/// The functions that a schema file of the user's has declared, for a tool that does not know the extension, stay his.
void leave_out_declared(const Catalog& catalog, LoadedObjects& objects) {
  std::erase_if(objects.functions, [&](const Function& function) {
    const std::vector<const Function*> own = catalog.find_functions(function.schema, function.name);
    return std::any_of(own.begin(), own.end(), [&](const Function* other) {
      return other->input_types == function.input_types && other->extension.empty() && !is_builtin(other->oid);
    });
  });
}

void install_rows(DdlContext& context, std::string_view extension, Rows rows, const std::string& schema) {
  LoadContext load;
  load.schema = schema;
  load.extension = extension;
  load.may_lack_functions = context.data.server_version != support::kDefaultServerVersion;
  load.allocate_oid = [&] { return context.data.allocate_oid(); };
  load.find_type = [&](std::string_view symbolic) { return find_outside_type(context.catalog, symbolic); };
  load.find_function = [&](std::string_view name, const std::vector<Oid>& types) {
    return find_outside_function(context.catalog, name, types);
  };
  load.find_operator = [&](std::string_view name, Oid left, Oid right) {
    return find_outside_operator(context.catalog, name, left, right);
  };
  load.find_operator_family = [&](std::string_view name, std::string_view method) {
    const OperatorFamily* family = context.catalog.find_operator_family("pg_catalog", name, method);
    return family == nullptr ? kInvalidOid : family->oid;
  };
  LoadedObjects objects = load_rows({rows}, load);
  leave_out_declared(context.catalog, objects);
  for (Type& type : objects.types) context.data.types.insert(std::move(type));
  for (Relation& relation : objects.relations) context.data.relations.insert(std::move(relation));
  for (Function& function : objects.functions) context.data.functions.insert(std::move(function));
  for (Operator& op : objects.operators) context.data.operators.insert(std::move(op));
  for (OperatorFamily& family : objects.operator_families) context.data.operator_families.insert(std::move(family));
  for (OperatorClass& added : objects.operator_classes) context.data.operator_classes.insert(std::move(added));
  for (AccessMethod& method : objects.access_methods) context.data.access_methods.insert(std::move(method));
  context.data.add_casts(objects.casts);
}

/// A schema file of the user's has declared the types of the extension, and with them what goes with these.
bool is_declared_by_hand(const Catalog& catalog, Rows extension_rows, const std::string& schema) {
  const std::vector<std::string_view> types = row_values(extension_rows, "type");
  return std::any_of(types.begin(), types.end(), [&](std::string_view row) {
    const Type* type = catalog.find_type(schema, row.substr(0, row.find(' ')));
    return type != nullptr && type->extension.empty();
  });
}

bool makes_text_search_objects(std::string_view extension) {
  return extension == "unaccent" || extension == "dict_int" || extension == "dict_xsyn";
}

/// Also what it requires: PostgreSQL asks for CASCADE there, but a migration that forgets it fails long before it comes
/// here.
void install(DdlContext& context, std::string_view extension, Rows extension_rows, const std::string& wanted_schema) {
  InstalledExtension installed{std::string(extension), {}, {}};
  for (const std::string_view required : row_values(extension_rows, "requires")) {
    installed.requires_.emplace_back(required);
    const auto rows = extension_rows_of(required, context.data.server_version);
    if (rows && !context.data.has_extension(required)) install(context, required, *rows, wanted_schema);
  }
  const std::vector<std::string_view> fixed = row_values(extension_rows, "schema");
  installed.schema = fixed.empty() ? wanted_schema : std::string(fixed.front());
  for (const std::string_view own : row_values(extension_rows, "own_schema")) {
    installed.own_schemas.emplace_back(own);
    if (!context.catalog.has_schema(own)) context.data.names.schemas.push_back({std::string(own), {}, false});
  }
  if (is_declared_by_hand(context.catalog, extension_rows, installed.schema))
    context.data.names.has_unknown_extension = true;  // what was not declared may be there
  else
    install_rows(context, extension, extension_rows, installed.schema);
  context.data.names.extensions.push_back(std::move(installed));
  if (makes_text_search_objects(extension)) context.data.names.own_text_search = true;
}

/// The objects that a stub made belong to the extension, as those of CREATE EXTENSION do.
void give_to_extension(Catalog::Data& data, Oid first, const std::string& extension) {
  const auto give = [&](auto& objects) {
    std::vector<Oid> made;
    for (const auto& [oid, object] : objects) {
      if (oid >= first) made.push_back(oid);
    }
    for (const Oid oid : made) objects.edit(oid).extension = extension;
  };
  give(data.types);
  give(data.relations);
  give(data.functions);
  give(data.operators);
  give(data.operator_families);
  give(data.operator_classes);
  give(data.family_members);
  give(data.access_methods);
}

/// Of what an extension without rows makes: its predicates answer and its casts convert, as those of contrib do.
void trust_predicates_and_casts(Catalog::Data& data, Oid first) {
  const auto trust = [&](Oid function) {
    if (function >= first) data.functions.edit(function).facts.not_null = NotNull::arguments;
  };
  for (const auto& [op_oid, op] : data.operators) {
    if (op_oid >= first && op->is_strict && op->result == oid::bool_) trust(op->function_oid);
  }
  for (const auto& [types, cast] : *data.names.casts) trust(cast.function);
}

/// Runs the stub's statements with the extension's schema first in the path.
void apply_stub(DdlContext& context, const std::vector<const support::SourceFile*>& files, const std::string& extension,
                const std::string& schema) {
  Catalog::Data& data = context.data;
  const std::vector<std::string> path = data.names.path_setting;
  const Oid first = data.next_oid;
  set_search_path(context.catalog, {schema});
  for (const support::SourceFile* file : files) {
    for (const sql::Statement& statement : sql::parse_migration(*file, context.diagnostics, data.server_version)) {
      DdlContext inner{context.catalog, data, *file, context.analyze_query, context.diagnostics, statement.span};
      apply_statement(inner, statement);
    }
  }
  set_search_path(context.catalog, path);
  give_to_extension(data, first, extension);
  trust_predicates_and_casts(data, first);
  data.names.extensions.push_back({extension, schema, {}});
}

void warn_unknown(const DdlContext& context, const sql::CreateExtension& statement) {
  std::vector<std::string> names;
  for (const std::string_view known : extensions_of(context.data.server_version)) names.emplace_back(known);
  const std::string nearest = support::nearest_name(statement.name, names);
  context.warn(statement.name_span,
               msg::ExtensionNotKnown(
                   statement.name, nearest.empty() ? msg::LetPgscribeStub(statement.name) : msg::DidYouMean(nearest)));
}

}  // namespace

void set_stubs(Catalog& catalog, StubFiles stubs) {
  data_of(catalog).stubs = std::make_shared<const StubFiles>(std::move(stubs));
}

void apply(DdlContext& context, const sql::CreateExtension& statement) {
  if (context.data.has_extension(statement.name)) {
    if (!statement.if_not_exists) context.fail(statement.name_span, msg::ExtensionAlreadyExists(statement.name));
    return;
  }
  const std::string schema = statement.schema ? *statement.schema : context.catalog.creation_schema();
  if (schema.empty()) {
    context.fail(statement.name_span, msg::NoSchemaSelected());
    return;
  }
  if (!context.catalog.has_schema(schema)) {
    context.fail(statement.name_span, msg::SchemaDoesNotExist(schema, support::kNoHint));
    return;
  }
  if (context.data.stubs != nullptr) {
    if (const auto stub = context.data.stubs->find(statement.name); stub != context.data.stubs->end())
      return apply_stub(context, stub->second, statement.name, schema);
  }
  if (const auto rows = extension_rows_of(statement.name, context.data.server_version)) {
    install(context, statement.name, *rows, schema);
    return;
  }
  warn_unknown(context, statement);
  context.data.names.own_text_search = true;
  context.data.names.has_unknown_extension = true;
  context.data.names.extensions.push_back({statement.name, schema, {}});
}

}  // namespace pgscribe::catalog
