#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "random.hpp"
#include "server.hpp"

namespace property {

using Arguments = std::vector<std::string>;  ///< SQL expressions, one an argument

/// How a function is called besides its arguments.
struct CallForm {
  int rows = 2;               ///< an aggregate's or a window function's
  std::vector<bool> nulls{};  ///< by argument: NULL stands in its place
  bool null_list = false;     ///< VARIADIC NULL for the list of a function over VARIADIC "any"
  std::string columns{};      ///< not empty: what is selected of the function in FROM
};

/// How the calls of one function ended.
struct Outcome {
  int values = 0;         ///< rows whose result is not NULL
  int nulls = 0;          ///< rows whose result is NULL
  int null_elements = 0;  ///< rows whose result is an array with NULL in it
  std::string null_call;
  std::string null_element_call;
};

/// Calls functions with arguments of all sorts, none of them NULL unless the form says so.
class FactCalls {
 public:
  FactCalls(Server& server, const pgscribe::catalog::Catalog& catalog, int calls)
      : server_(server), catalog_(catalog), calls_(calls), random_(7) {}

  [[nodiscard]] std::vector<Arguments> arguments_of(const pgscribe::catalog::Function& function);
  Outcome call(const pgscribe::catalog::Function& function, const std::vector<Arguments>& choices,
               const CallForm& form = {});
  [[nodiscard]] int count() const { return count_; }

  /// "abs(int4)"
  [[nodiscard]] std::string signature(const pgscribe::catalog::Function& function) const;
  [[nodiscard]] std::string sql(const pgscribe::catalog::Function& function, const Arguments& arguments,
                                const CallForm& form) const;

 private:
  [[nodiscard]] std::vector<Arguments> cast_to_types(const pgscribe::catalog::Function& function,
                                                     std::vector<Arguments> choices) const;

  Server& server_;
  const pgscribe::catalog::Catalog& catalog_;
  int calls_;
  int count_ = 0;
  Random random_;
};

}  // namespace property
