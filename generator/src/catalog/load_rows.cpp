#include "catalog/load_rows.hpp"

#include <utility>

#include "catalog/function_rows.hpp"
#include "catalog/operator_rows.hpp"
#include "catalog/relation_rows.hpp"
#include "catalog/row_reader.hpp"
#include "catalog/type_rows.hpp"

namespace pgscribe::catalog {

namespace {

class Loader {
 public:
  explicit Loader(const LoadContext& context)
      : context_(context),
        types_(context, objects_),
        relations_(context, objects_, types_),
        functions_(context, objects_, types_),
        operators_(context, objects_, types_, functions_) {}

  LoadedObjects load(const std::vector<Rows>& lists) {
    reserve(lists);
    for_each(lists, "own_schema", [&](RowReader& row) { types_.add_schema(row); });
    for_each(lists, "type", [&](RowReader& row) { types_.declare(row); });
    for (const Rows& rows : lists) relations_.declare(rows);
    for_each(lists, "type", [&](RowReader& row) { types_.define(row); });
    types_.set_multirange_subtypes();
    for (const Rows& rows : lists) relations_.define_columns(rows);
    for_each(lists, "function", [&](RowReader& row) { functions_.add(row); });
    for_each(lists, "operator", [&](RowReader& row) { operators_.add(row); });
    operators_.link();
    for_each(lists, "access_method", [&](RowReader& row) { operators_.add_access_method(row); });
    for_each(lists, "opfamily", [&](RowReader& row) { operators_.add_family(row); });
    for_each(lists, "opclass", [&](RowReader& row) { operators_.add_class(row); });
    for_each(lists, "cast", [&](RowReader& row) { add_cast(row); });
    for_each(lists, "facts", [&](RowReader& row) { functions_.add_facts(row); });
    return std::move(objects_);
  }

 private:
  void reserve(const std::vector<Rows>& lists) {
    std::size_t types = 0, functions = 0, operators = 0;
    for (const Rows& rows : lists) {
      for (const std::string_view row : rows) {
        if (row[0] == 't' || row[0] == 'v') types += 2;
        if (row.starts_with("fu")) ++functions;
        if (row[0] == 'o') ++operators;
      }
    }
    objects_.types.reserve(types);
    objects_.relations.reserve(types / 2);
    objects_.functions.reserve(functions);
    objects_.operators.reserve(operators);
    functions_.reserve(functions);
    operators_.reserve(operators);
  }
  template <class F>
  void for_each(const std::vector<Rows>& lists, std::string_view kind, F f) {
    for (const Rows& rows : lists) {
      for (const std::string_view text : rows) {
        RowReader row(text);
        if (row.word() == kind) f(row);
      }
    }
  }

  void add_cast(RowReader& row) {
    Cast cast;
    cast.extension = context_.extension;
    cast.source = types_.oid(row.word(), row);
    cast.target = types_.oid(row.word(), row);
    const std::string_view context = row.word();
    cast.context = context == "implicit"     ? CastContext::implicit
                   : context == "assignment" ? CastContext::assignment
                                             : CastContext::explicit_;
    if (row.rest() == "binary") {
      cast.method = CastMethod::binary;
    } else if (row.rest() == "inout") {
      cast.method = CastMethod::in_out;
    } else {
      cast.function = functions_.find(row).oid;
    }
    objects_.casts.push_back(std::move(cast));
  }

  const LoadContext& context_;
  LoadedObjects objects_;
  TypeRows types_;
  RelationRows relations_;
  FunctionRows functions_;
  OperatorRows operators_;
};

}  // namespace

LoadedObjects load_rows(const std::vector<Rows>& lists, const LoadContext& context) {
  std::vector<std::vector<std::string_view>> kept;
  kept.reserve(lists.size());
  for (const Rows& rows : lists) kept.push_back(rows_of_minor(rows, context.minor));
  return Loader(context).load({kept.begin(), kept.end()});
}

}  // namespace pgscribe::catalog
