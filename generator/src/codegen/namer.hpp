#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"

namespace pgscribe::codegen {

/// Every C++ name that comes from a name in SQL or in an annotation. Depends on nothing but the configuration, so names
/// are stable. Whether two names collide is for NameScope.
class Namer {
 public:
  explicit Namer(const config::CppOptions& options) : options_(options) {}

  /// A struct member, from a column, attribute or parameter. `$n` and names without a usable character give "".
  [[nodiscard]] std::string member(std::string_view column) const;
  /// A method, from a query's name.
  [[nodiscard]] std::string method(std::string_view query) const;
  /// The method that returns its errors, from the name of the one that throws them: "try_get_movie".
  [[nodiscard]] std::string trying_method(const std::string& method) const;
  /// A parameter of a method.
  [[nodiscard]] std::string positional(std::string_view parameter) const;
  /// The stem of the types of a query: "GetMovie" of GetMovieRow.
  [[nodiscard]] std::string query_stem(std::string_view query) const;
  /// A table's or view's struct: singular, with the schema in front outside of the default one.
  [[nodiscard]] std::string table_type(std::string_view schema, std::string_view table) const;
  /// An enum's, composite's or strong domain's type.
  [[nodiscard]] std::string type(std::string_view schema, std::string_view name) const;
  /// Enumerators in the order of `labels`, all different. A label without a usable character, or whose name an earlier
  /// one has, becomes `value_<index>`.
  [[nodiscard]] std::vector<std::string> enumerators(std::string_view schema, std::string_view type,
                                                     const std::vector<std::string>& labels) const;
  /// The struct of a member that is a struct itself, or a list of them: "OrdersOf" and "lines" -> "OrdersOfLine".
  [[nodiscard]] static std::string nested_type(const std::string& holder, std::string_view member, bool is_list);
  /// The class of the queries of a file, from its path: "queries/movies.sql" -> "MoviesQuerier". "" when the file's
  /// name has neither letter nor digit.
  [[nodiscard]] static std::string querier_class(std::string_view path);
  /// Its name without folder and ".sql", for generated files: "movies".
  [[nodiscard]] static std::string file_stem(std::string_view path);

  /// Members and methods may not be called like a type that their declarations use, so they may not be called like any
  /// type.
  void reserve_type(std::string name) { types_.insert(std::move(name)); }

 private:
  [[nodiscard]] std::string in_style(std::string_view name) const;
  [[nodiscard]] std::string not_a_type(std::string name) const;
  [[nodiscard]] const std::string* renamed(const std::string& key) const;
  [[nodiscard]] std::string schema_prefixed(std::string_view schema, std::string_view name) const;

  const config::CppOptions& options_;
  std::set<std::string> types_;
};

}  // namespace pgscribe::codegen
