#include "catalog/catalog.hpp"

#include <algorithm>
#include <iterator>

#include "catalog/data.hpp"

namespace pgscribe::catalog {

Catalog::Catalog() : data_(std::make_unique<Data>()) {}
Catalog::~Catalog() = default;
Catalog::Catalog(const Catalog& other) : data_(std::make_unique<Data>(*other.data_)) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(const Catalog& other) {
  if (this != &other) data_ = std::make_unique<Data>(*other.data_);
  return *this;
}
Catalog& Catalog::operator=(Catalog&&) noexcept = default;

// --- schemas

bool Catalog::has_schema(std::string_view name) const {
  return name == "pg_temp" || data_->find_schema(name) != nullptr;
}

int Catalog::server_version() const { return data_->server_version; }

const std::vector<std::string>& Catalog::search_path() const { return data_->names.path; }

std::string Catalog::creation_schema() const {
  for (const std::string& schema : data_->names.path_setting) {
    if (has_schema(schema)) return schema;
  }
  return {};
}

std::vector<std::string> Catalog::schema_names() const {
  std::vector<std::string> names;
  for (const Schema& schema : data_->names.schemas) {
    if (schema.name != "pg_catalog" && schema.name != "information_schema" && schema.name != "pg_toast")
      names.push_back(schema.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// --- look-up by OID

const Type* Catalog::type(Oid oid) const {
  return is_builtin(oid) ? data_->builtins().types.find(oid) : data_->types.find(oid);
}
const Relation* Catalog::relation(Oid oid) const {
  return is_builtin(oid) ? data_->builtins().relations.find(oid) : data_->relations.find(oid);
}
const Function* Catalog::function(Oid oid) const {
  return is_builtin(oid) ? data_->builtins().functions.find(oid) : data_->functions.find(oid);
}
const Operator* Catalog::operator_(Oid oid) const {
  return is_builtin(oid) ? data_->builtins().operators.find(oid) : data_->operators.find(oid);
}

const FunctionFacts& Catalog::facts(const Operator& op) const {
  static const FunctionFacts kNone;
  const Function* behind = function(op.function_oid);
  return behind == nullptr ? kNone : behind->facts;
}

// --- look-up by name

namespace {

template <class T>
const T* find_in_schema(const ObjectTable<T>& builtin, const ObjectSet<T>& user, std::string_view schema,
                        std::string_view name) {
  for (const T* object : builtin.named(name)) {
    if (object->schema == schema) return object;
  }
  for (const Oid oid : user.named(name)) {
    const T* object = user.find(oid);
    if (object->schema == schema) return object;
  }
  return nullptr;
}

template <class T>
const T* find_along_path(const ObjectTable<T>& builtin, const ObjectSet<T>& user, const std::vector<std::string>& path,
                         std::string_view schema, std::string_view name) {
  if (!schema.empty()) return find_in_schema(builtin, user, schema, name);
  if (builtin.named(name).empty() && user.named(name).empty()) return nullptr;
  for (const std::string& candidate : path) {
    if (const T* object = find_in_schema(builtin, user, candidate, name)) return object;
  }
  return nullptr;
}

bool same_input(const Function& a, const Function& b) { return a.input_types == b.input_types; }
bool same_input(const Operator& a, const Operator& b) { return a.left == b.left && a.right == b.right; }

/// FuncnameGetCandidates / OpernameGetCandidates: pg_temp is never searched for them.
template <class T>
std::vector<const T*> find_candidates(const ObjectTable<T>& builtin, const ObjectSet<T>& user,
                                      const std::vector<std::string>& path, std::string_view schema,
                                      std::string_view name) {
  std::vector<const T*> all(builtin.named(name).begin(), builtin.named(name).end());
  for (const Oid oid : user.named(name)) all.push_back(user.find(oid));
  if (!schema.empty()) {
    std::erase_if(all, [&](const T* object) { return object->schema != schema; });
    return all;
  }
  std::vector<const T*> visible;
  for (const std::string& candidate : path) {
    if (candidate == "pg_temp") continue;
    const std::size_t earlier = visible.size();
    for (const T* object : all) {
      if (object->schema != candidate) continue;
      const bool hidden = std::any_of(visible.begin(), visible.begin() + static_cast<std::ptrdiff_t>(earlier),
                                      [&](const T* other) { return same_input(*object, *other); });
      if (!hidden) visible.push_back(object);
    }
  }
  return visible;
}

}  // namespace

const Type* Catalog::find_type(std::string_view schema, std::string_view name) const {
  return find_along_path(data_->builtins().types, data_->types, data_->names.path, schema, name);
}

const Relation* Catalog::find_relation(std::string_view schema, std::string_view name) const {
  return find_along_path(data_->builtins().relations, data_->relations, data_->names.path, schema, name);
}

std::vector<const Function*> Catalog::find_functions(std::string_view schema, std::string_view name) const {
  return find_candidates(data_->builtins().functions, data_->functions, data_->names.path, schema, name);
}

std::vector<const Operator*> Catalog::find_operators(std::string_view schema, std::string_view name) const {
  return find_candidates(data_->builtins().operators, data_->operators, data_->names.path, schema, name);
}

namespace {

/// "en_US", "de_DE.utf8", "ca_ES@valencia": collations that initdb makes of the C library's locales, so that they
/// depend on the machine.
bool is_locale_name(std::string_view name) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::size_t i = 0;
  while (i < name.size() && is_lower(name[i])) ++i;
  if (i < 2 || i > 3 || i == name.size() || name[i] != '_') return false;
  if (name.size() < i + 3 || !is_upper(name[i + 1]) || !is_upper(name[i + 2])) return false;
  return name.size() == i + 3 || name[i + 3] == '.' || name[i + 3] == '@';
}

}  // namespace

bool Catalog::has_own_text_search() const { return data_->names.own_text_search; }

bool Catalog::has_collation(std::string_view schema, std::string_view name) const {
  const std::vector<std::string>& path = data_->names.path;
  const auto is_searched = [&](std::string_view candidate) {
    return schema.empty() ? std::find(path.begin(), path.end(), candidate) != path.end() : schema == candidate;
  };
  if (is_searched("pg_catalog")) {
    const std::vector<std::string_view>& builtin = data_->builtins().collations;
    if (std::binary_search(builtin.begin(), builtin.end(), name) || is_locale_name(name) || name == "C.UTF-8" ||
        name == "C.utf8")
      return true;
  }
  const std::vector<Collation>& user = data_->names.collations;
  return std::any_of(user.begin(), user.end(),
                     [&](const Collation& c) { return c.name == name && is_searched(c.schema); });
}

const Cast* Catalog::find_cast(Oid source, Oid target) const {
  const auto found = data_->names.casts->find({source, target});
  return found != data_->names.casts->end() ? &found->second : data_->builtins().find_cast(source, target);
}

// --- enumeration

std::vector<const Type*> Catalog::user_types() const {
  std::vector<const Type*> types;
  for (const auto& [oid, type] : data_->types) {
    if (!type->extension.empty() || !type->is_defined || type->is_true_array || type->kind == TypeKind::multirange)
      continue;
    if (type->kind == TypeKind::composite && relation(type->relation)->kind != RelationKind::composite) continue;
    types.push_back(type.get());
  }
  return types;
}

std::vector<const Relation*> Catalog::user_relations() const {
  std::vector<const Relation*> relations;
  for (const auto& [oid, relation] : data_->relations) {
    if (!relation->extension.empty() || relation->kind == RelationKind::index ||
        relation->kind == RelationKind::composite)
      continue;
    relations.push_back(relation.get());
  }
  return relations;
}

std::vector<const Function*> Catalog::user_functions() const {
  std::vector<const Function*> functions;
  for (const auto& [oid, function] : data_->functions) {
    if (function->extension.empty()) functions.push_back(function.get());
  }
  return functions;
}

ExtensionObjects Catalog::objects_of_extension(std::string_view extension) const {
  const auto members = [&](const auto& objects) {
    std::vector<const std::remove_reference_t<decltype(*objects.begin()->second)>*> found;
    for (const auto& [oid, object] : objects) {
      if (object->extension == extension) found.push_back(object.get());
    }
    return found;
  };
  return {members(data_->types),     members(data_->functions),      members(data_->operators),
          members(data_->relations), members(data_->access_methods), members(data_->operator_classes)};
}

std::string Catalog::schema_comment(std::string_view schema) const {
  const Schema* found = data_->find_schema(schema);
  return found == nullptr ? std::string() : found->comment;
}

}  // namespace pgscribe::catalog
