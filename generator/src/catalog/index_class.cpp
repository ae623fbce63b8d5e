#include "catalog/index_class.hpp"

#include <algorithm>
#include <string>

#include "catalog/data.hpp"
#include "catalog/messages.hpp"
#include "catalog/table_expression.hpp"

namespace pgscribe::catalog {

std::string method_name(const sql::Name& method) { return method.text.empty() ? "btree" : method.text; }

bool check_access_method(const DdlContext& context, const sql::Name& method, const IndexNeeds& needs, Span span) {
  const std::string name = method_name(method);
  const Span place = method.span.empty() ? span : method.span;
  const AccessMethod* found = context.catalog.find_access_method(name);
  if (found == nullptr) {
    return context.catalog.has_unknown_extension() || context.fail(place, msg::AccessMethodDoesNotExist(name));
  }
  const auto refuse = [&](const std::string& what) {
    return context.fail(place, msg::AccessMethodDoesNotSupport(name, what));
  };
  if (needs.is_unique && !found->can_unique) return refuse("unique indexes");
  if (needs.includes_columns && !found->can_include) return refuse("included columns");
  if (needs.key_count > 1 && !found->can_multi_column) return refuse("multicolumn indexes");
  return !needs.is_exclusion || found->can_exclude || refuse("exclusion constraints");
}

namespace {

support::Message missing_class(ClassUser user, const std::string& type, std::string_view method) {
  switch (user) {
    case ClassUser::index: return msg::NoDefaultOperatorClassForIndex(type, method);
    case ClassUser::partition_key: return msg::NoDefaultOperatorClassForPartitionKey(type, method);
    case ClassUser::range_type: break;
  }
  return msg::RangeSubtypeHasNoOperatorClass(type);
}

/// A stub may leave the operator classes of its types out.
bool is_of_stub_without_classes(const Catalog& catalog, Oid oid) {
  const Type* type = catalog.type(catalog.base_type(oid));
  if (type == nullptr || type->extension.empty()) return false;
  const auto& classes = data_of(catalog).operator_classes;
  return std::none_of(classes.begin(), classes.end(),
                      [&](const auto& entry) { return entry.second->extension == type->extension; });
}

FoundClass find_default_class(const DdlContext& context, const ClassNeed& need) {
  const Catalog& catalog = context.catalog;
  if (const OperatorClass* found = catalog.default_operator_class(need.type, need.method)) return {true, found};
  if (catalog.has_unknown_extension() || is_of_stub_without_classes(catalog, need.type)) return {true, nullptr};
  context.fail(need.span, missing_class(need.user, catalog.format_type(need.type), need.method));
  return {};
}

FoundClass find_written_class(const DdlContext& context, const ClassNeed& need) {
  const Catalog& catalog = context.catalog;
  if (!check_schema(context, *need.written)) return {};
  const WrittenName name = split_name(*need.written);
  const OperatorClass* found = catalog.find_operator_class(name.schema, name.name, need.method);
  if (found == nullptr) {
    if (catalog.has_unknown_extension() || is_of_stub_without_classes(catalog, need.type)) return {true, nullptr};
    context.fail(need.written->span, msg::OperatorClassDoesNotExist(need.written->joined(), need.method));
    return {};
  }
  const bool is_known = need.type != kInvalidOid && need.type != kErrorType;
  if (!is_known || catalog.is_binary_coercible(need.type, found->input)) return {true, found};
  context.fail(need.written->span,
               msg::OperatorClassDoesNotAcceptType(need.written->joined(), catalog.format_type(need.type)));
  return {};
}

}  // namespace

FoundClass find_class(const DdlContext& context, const ClassNeed& need) {
  if (context.catalog.find_access_method(need.method) == nullptr) return {true, nullptr};
  if (need.written) return find_written_class(context, need);
  if (need.type == kInvalidOid || need.type == kErrorType) return {true, nullptr};
  return find_default_class(context, need);
}

namespace {

Oid element_type(const DdlContext& context, const Relation& table, const sql::IndexElement& element) {
  if (table.is_poisoned) return kInvalidOid;
  if (element.column) {
    if (const Column* column = table.find_column(element.column->text)) return column->type;
    const SystemColumn* system = find_system_column(element.column->text);
    return system == nullptr ? kInvalidOid : system->type;
  }
  if (!element.expr) return kInvalidOid;
  const std::optional<QueryShape> shape =
      analyze_over(context, table, *element.expr, ExpressionPlace::index_expression);
  return shape ? shape->columns.front().type : kInvalidOid;
}

}  // namespace

std::optional<std::vector<Oid>> find_classes(const DdlContext& context, const Relation& table,
                                             const std::vector<sql::IndexElement>& elements, std::string_view method,
                                             ClassUser user) {
  const AccessMethod* access = context.catalog.find_access_method(method);
  std::vector<Oid> classes;
  for (const sql::IndexElement& element : elements) {
    const Span span = element.column ? element.column->span : element.expr ? element.expr->extent : Span{};
    const FoundClass found =
        find_class(context, {element.operator_class, element_type(context, table, element), method, user, span});
    if (!found.is_fine) return std::nullopt;
    if (found.operator_class != nullptr && !is_builtin(found.operator_class->oid))
      classes.push_back(found.operator_class->oid);
    if (element.is_ordered && access != nullptr && !access->can_order) {
      context.fail(span, msg::AccessMethodDoesNotSupport(method, "ASC/DESC options"));
      return std::nullopt;
    }
  }
  return classes;
}

int unusual_element(const Catalog& catalog, const std::vector<sql::IndexElement>& elements, std::string_view method) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto& written = elements[i].operator_class;
    const OperatorClass* found =
        written ? catalog.find_operator_class(split_name(*written).schema, written->last(), method) : nullptr;
    if (elements[i].is_reordered || (found != nullptr && !found->is_default)) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool has_other_equality(const Catalog& catalog, const std::vector<Oid>& classes) {
  return std::any_of(classes.begin(), classes.end(), [&](Oid oid) {
    const OperatorClass* found = catalog.operator_class(oid);
    return found != nullptr && !found->is_default && found->extension.empty();
  });
}

}  // namespace pgscribe::catalog
