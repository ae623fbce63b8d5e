#include "catalog/builtins.hpp"

#include <algorithm>
#include <string>

#include "catalog/load_rows.hpp"

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

}  // namespace

Builtins builtins_of_minor(int minor) {
  Oid next = kFirstUnfixedOid;
  LoadContext context;
  context.allocate_oid = [&next] { return next++; };
  context.minor = minor;
  const BuiltinRows& rows = builtin_rows();
  LoadedObjects objects =
      load_rows({rows.types, rows.relations, rows.functions, rows.operators, rows.casts, rows.facts}, context);
  objects.types.push_back(error_type());
  std::unordered_map<std::uint64_t, Cast> casts;
  casts.reserve(objects.casts.size());
  for (Cast& cast : objects.casts) casts.emplace(std::uint64_t{cast.source} << 32U | cast.target, std::move(cast));
  std::vector<std::string_view> collations;
  collations.reserve(rows.collations.size());
  for (const std::string_view row : rows_of_minor(rows.collations, minor))
    collations.push_back(row.substr(row.find(' ') + 1));
  std::sort(collations.begin(), collations.end());
  return {ObjectTable<Type>(std::move(objects.types)),
          ObjectTable<Relation>(std::move(objects.relations)),
          ObjectTable<Function>(std::move(objects.functions)),
          ObjectTable<Operator>(std::move(objects.operators)),
          std::move(casts),
          std::move(collations)};
}

const Builtins& builtins() {
  static const Builtins kBuiltins = builtins_of_minor(newest_minor());
  return kBuiltins;
}

}  // namespace pgscribe::catalog
