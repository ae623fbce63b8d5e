#include "catalog/builtins.hpp"

#include <algorithm>
#include <string>

#include "catalog/load_rows.hpp"
#include "catalog/version_rows.hpp"

namespace pgscribe::catalog {

template <class T>
ObjectTable<T>::ObjectTable(std::vector<T> objects) : objects_(std::move(objects)), by_oid_(kFirstUserOid, kNone) {
  by_name_.reserve(objects_.size());
  for (std::size_t i = 0; i < objects_.size(); ++i) {
    by_oid_[objects_[i].oid] = static_cast<std::uint16_t>(i);
    by_name_.push_back(&objects_[i]);
  }
  std::sort(by_name_.begin(), by_name_.end(), [](const T* a, const T* b) {
    const int order = a->name.compare(b->name);
    return order != 0 ? order < 0 : a->oid < b->oid;
  });
}

template <class T>
std::span<const T* const> ObjectTable<T>::named(std::string_view name) const {
  const auto first = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                      [](const T* a, std::string_view b) { return a->name < b; });
  auto last = first;
  while (last != by_name_.end() && (*last)->name == name) ++last;
  return {first, last};
}

template class ObjectTable<Type>;
template class ObjectTable<Relation>;
template class ObjectTable<Function>;
template class ObjectTable<Operator>;
template class ObjectTable<OperatorFamily>;
template class ObjectTable<OperatorClass>;

namespace {

// FirstGenbkiObjectId: where PostgreSQL, too, numbers the objects whose OIDs its sources leave open.
constexpr Oid kFirstUnfixedOid = 10000;

/// Stands in for the type of an expression that has been reported.
Type error_type() {
  Type type;
  type.oid = kErrorType;
  type.schema = "pg_catalog";
  type.name = "(error)";
  type.kind = TypeKind::pseudo;
  type.category = 'X';
  return type;
}

Builtins builtins_of(int server_version, int minor) {
  const std::vector<std::string_view> rows = builtin_rows_of(server_version);
  Oid next = kFirstUnfixedOid;
  LoadContext context;
  context.allocate_oid = [&next] { return next++; };
  context.minor = minor;
  context.may_lack_functions = server_version != support::kDefaultServerVersion;
  LoadedObjects objects = load_rows({rows}, context);
  objects.types.push_back(error_type());
  std::unordered_map<std::uint64_t, Cast> casts;
  casts.reserve(objects.casts.size());
  for (Cast& cast : objects.casts) casts.emplace(std::uint64_t{cast.source} << 32U | cast.target, std::move(cast));
  constexpr std::string_view kCollation = "collation ";
  std::vector<std::string_view> collations;
  for (const std::string_view row : rows_of_minor(rows, minor)) {
    if (row.substr(0, kCollation.size()) == kCollation) collations.push_back(row.substr(kCollation.size()));
  }
  std::sort(collations.begin(), collations.end());
  return {ObjectTable<Type>(std::move(objects.types)),
          ObjectTable<Relation>(std::move(objects.relations)),
          ObjectTable<Function>(std::move(objects.functions)),
          ObjectTable<Operator>(std::move(objects.operators)),
          ObjectTable<OperatorFamily>(std::move(objects.operator_families)),
          ObjectTable<OperatorClass>(std::move(objects.operator_classes)),
          std::move(objects.access_methods),
          std::move(casts),
          std::move(collations)};
}

template <int server_version>
const Builtins& builtins_once() {
  static const Builtins kBuiltins = builtins_of(server_version, newest_minor());
  return kBuiltins;
}

}  // namespace

Builtins builtins_of_minor(int minor) { return builtins_of(support::kDefaultServerVersion, minor); }

const Builtins& builtins(int server_version) {
  switch (server_version) {
    case 14: return builtins_once<14>();
    case 16: return builtins_once<16>();
    case 17: return builtins_once<17>();
    case 18: return builtins_once<18>();
    default: return builtins_once<support::kDefaultServerVersion>();
  }
}

}  // namespace pgscribe::catalog
