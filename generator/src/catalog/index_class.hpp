#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/ddl_context.hpp"

// Which operator classes an index, a constraint or a partition key is built with (indexcmds.c: ResolveOpClass,
// ComputeIndexAttrs).

namespace pgscribe::catalog {

/// btree, unless another one is named.
[[nodiscard]] std::string method_name(const sql::Name& method);

/// What an index asks of its access method.
struct IndexNeeds {
  bool is_unique = false;
  bool is_exclusion = false;
  bool includes_columns = false;
  std::size_t key_count = 0;
};
/// Reports `access method "x" does not exist` [42704], `access method "x" does not support unique indexes` [0A000] ...
[[nodiscard]] bool check_access_method(const DdlContext& context, const sql::Name& method, const IndexNeeds& needs,
                                       Span span);

/// The kinds of objects that need an operator class, which word the missing one differently.
enum class ClassUser { index, partition_key, range_type };

struct ClassNeed {
  std::optional<sql::QualifiedName> written;
  Oid type = kInvalidOid;
  std::string_view method;
  ClassUser user = ClassUser::index;
  Span span;
};
/// The class that is written, or the type's default one; reports one that is missing [42704] or does not take the type
/// [42804]. Null without a report: nothing can be said, because of an extension that is not known.
struct FoundClass {
  bool is_fine = false;
  const OperatorClass* operator_class = nullptr;
};
[[nodiscard]] FoundClass find_class(const DdlContext& context, const ClassNeed& need);

/// The user's classes that the elements of an index of `table` use; nothing after a report.
[[nodiscard]] std::optional<std::vector<Oid>> find_classes(const DdlContext& context, const Relation& table,
                                                           const std::vector<sql::IndexElement>& elements,
                                                           std::string_view method, ClassUser user);

/// The number of the first element that is in another order, or by another operator class, than it would be by default;
/// 0: none.
[[nodiscard]] int unusual_element(const Catalog& catalog, const std::vector<sql::IndexElement>& elements,
                                  std::string_view method);
/// What is equal in an index with these classes may not be what `=` finds equal.
[[nodiscard]] bool has_other_equality(const Catalog& catalog, const std::vector<Oid>& classes);

}  // namespace pgscribe::catalog
