#pragma once

#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "codegen/field.hpp"
#include "codegen/model_registry.hpp"
#include "codegen/namer.hpp"
#include "support/diagnostics.hpp"

// What one row of a result is in C++: nothing, a value, a model, a struct of its own.

namespace pgscribe::codegen {

/// What one row of a result is in C++.
struct ResultShape {
  enum class Kind { none, scalar, model, row };
  Kind kind = Kind::none;
  std::string type;              ///< "std::int64_t", "Movie", "ListMoviesRow"
  std::vector<Field> fields;     ///< one of a scalar
  const Model* model = nullptr;  ///< of a model
  bool is_shared = false;        ///< row: named by `@row`, may have other users
};

/// The ways to sort of a query.
struct OrderEnum {
  std::string type;  ///< "SearchUsersSort"
  std::string member;
  std::string reverse;                   ///< the member that turns it around; empty: none
  std::vector<std::string> labels;       ///< as annotated
  std::vector<std::string> enumerators;  ///< C++
};

/// Where a page of a query begins or ends: the values of a row that it is sorted by.
struct CursorShape {
  std::string type;                      ///< "SearchUsersCursor"
  std::string row_type;                  ///< what it is made of
  bool row_is_own = false;               ///< the row's struct is declared with it
  std::vector<Field> fields;             ///< the way to sort, and the values
  std::vector<std::string> assignments;  ///< what makes one of `row`, whole lines
  std::string same_order;                ///< "{cursor}.sort == params.sort"; empty: there is one way only
  std::string after;
  std::string before;  ///< members of the parameters; empty: none
};

/// How parameters are passed.
struct ParameterShape {
  enum class Kind { none, positional, record };
  Kind kind = Kind::none;
  std::string type;            ///< of a record: "ListMoviesParams"
  std::vector<Field> fields;   ///< by number
  std::vector<Field> members;  ///< what callers give: the fields, or groups of them and what picks a variant
  static constexpr int kNoGroup = -1;
  std::vector<OrderEnum> orders;
  bool has_lists = false;      ///< of keys, each one member
  std::vector<int> groups;     ///< by field: the index of the member that it is inside of
  std::vector<Field> singles;  ///< of a bulk statement: what callers give once for all rows, whose values are `members`
};

struct QueryShape {
  /// Do callers give a range of parameters?
  [[nodiscard]] bool takes_range() const { return takes_many(query->command) || query->bulk.has_value(); }

  const analyze::AnalyzedQuery* query = nullptr;
  std::string method;
  std::string trying_method;  ///< the one that returns errors; empty: there is none
  std::string stem;           ///< "ListMovies"
  ResultShape result;
  ParameterShape parameters;
  std::vector<CursorShape> cursor;  ///< one, or none
};

/// The structs that a result has inside of it and that are no models: of embeds and of nested records, in any depth.
[[nodiscard]] std::vector<std::string> nested_struct_names(const Namer& namer, const analyze::AnalyzedQuery& query);

/// Shapes of the queries of one configuration entry. Reports values without a C++ type and members that collide.
class ShapeBuilder {
 public:
  ShapeBuilder(ModelRegistry& models, const Namer& namer, const config::CppOptions& options,
               support::Diagnostics& diagnostics)
      : models_(models), namer_(namer), options_(options), diagnostics_(diagnostics) {}

  [[nodiscard]] QueryShape shape(const analyze::AnalyzedQuery& query);

 private:
  void shape_result(QueryShape& shape);
  void shape_parameters(QueryShape& shape);
  void shape_members(QueryShape& shape);
  void check_last_id(const QueryShape& shape);
  /// `holder`: what the names of structs inside of it start with.
  [[nodiscard]] Field column_field(const analyze::AnalyzedQuery& query, const analyze::ResultColumn& column,
                                   const std::string& holder);
  /// A record whose fields the statement says, or an array of them.
  [[nodiscard]] Field record_field(const analyze::AnalyzedQuery& query, const analyze::ResultColumn& column,
                                   const std::string& holder);
  void check_record(const analyze::AnalyzedQuery& query, const analyze::ResultColumn& column);
  [[nodiscard]] Field embed_field(const QueryShape& shape, const analyze::ResultItem& item);
  /// Of `@group by`: what stands behind the first item becomes one member, a list.
  void gather_elements(const QueryShape& shape, std::vector<Field>& fields);
  /// The fields of an embed that is no table or view.
  [[nodiscard]] std::vector<Field> embedded_fields(const analyze::AnalyzedQuery& query, const analyze::ResultItem& item,
                                                   const std::string& holder);
  /// The field's type: the model, or else a struct of these fields.
  void use_struct(Field& field, const Model* model, std::string name, std::vector<Field> fields);
  [[nodiscard]] const Model* matching_model(const std::vector<const analyze::ResultColumn*>& columns,
                                            const std::vector<Field>& fields);
  void name_fields(const analyze::AnalyzedQuery& query, std::vector<Field>& fields, std::string_view what);
  void report(const analyze::AnalyzedQuery& query, support::Span span, support::Message message);

  ModelRegistry& models_;
  const Namer& namer_;
  const config::CppOptions& options_;
  support::Diagnostics& diagnostics_;
};

/// "" when structs of these fields are the same C++ struct, else the first difference: `column 2 "year" is std::int32_t
/// ...`.
[[nodiscard]] std::string first_difference(const std::vector<Field>& fields, const std::vector<Field>& others,
                                           const std::string& other_name);

}  // namespace pgscribe::codegen
