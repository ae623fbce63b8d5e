#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pgscribe::catalog {

struct Function;

/// When a function's result is certain not to be NULL.
enum class NotNull : unsigned char {
  unknown,
  arguments,     ///< when none of its deciding arguments is; of an aggregate: over at least one row
  one_argument,  ///< when one of its arguments is not
  rows,          ///< an aggregate over at least one row, whatever its arguments are
  frame,         ///< a window function over a frame with a row, when its arguments are not NULL in any row
  partition,     ///< a window function, when its arguments are not NULL in any row
  always,        ///< whatever its arguments are; of an aggregate: over no rows, too
};

/// Whether NULL is in an array that a function makes, where `FunctionFacts::values_of` does not decide.
enum class MadeElements : unsigned char {
  unknown,
  not_null,
  nullable,
  as_first,  ///< where NULL is in the first argument, an array
};

/// What is known of a built-in or contrib function beyond pg_proc: what it makes of NULL, whose values it hands on and
/// whether ROLLBACK would undo something. Of functions of the user nothing is. `strict` says little of it:
/// '{}'::jsonb -> 'x' is strict and NULL. The rows of builtin/function_facts say it in these words:
///
///   facts NAME(TYPE, ...) WORD...
///     not_null           NotNull::arguments; not_null=N: the first N arguments decide; not_null=one|rows|frame|
///                        partition|always: the others
///     null_list          of not_null=N and VARIADIC "any": VARIADIC NULL counts for no arguments
///     not_null_of=A,B    NotNull::arguments when the first argument is one of these constants
///     null_for=infinity  what gives NULL is an infinite timestamp
///     columns=NAME,...   output columns that are never NULL
///     elements=not_null|nullable|as_first
///     unless=N           of elements=not_null: argument N, when it is given and not NULL, puts NULL into the array
///     values_of=N,...    the result is a value of these arguments, or an array of them or of their elements
///     without=N          NULL for this argument takes the NULLs out of the array
///     element_of=N       each result is an element of this argument
///     writes             it changes something that ROLLBACK undoes
///
/// Arguments are counted from 1.
struct FunctionFacts {
  NotNull not_null = NotNull::unknown;
  std::uint8_t deciding_arguments = 0;  ///< 0: all
  bool takes_null_list = false;
  bool is_null_for_infinity = false;
  bool writes = false;
  MadeElements elements = MadeElements::unknown;
  std::uint8_t null_string = 0;  ///< `unless`
  std::uint8_t removed = 0;      ///< `without`
  std::uint8_t element_of = 0;
  std::uint8_t values_of = 0;                   ///< bit N - 1: argument N
  std::uint32_t columns = 0;                    ///< bit N - 1: output column N
  std::vector<std::string_view> not_null_of{};  ///< they live as long as the program

  /// Not NULL when no argument is?
  [[nodiscard]] bool answers_values() const {
    return not_null == NotNull::arguments || not_null == NotNull::one_argument || not_null == NotNull::always;
  }
  [[nodiscard]] bool hands_on(std::size_t argument) const { return (values_of >> argument & 1U) != 0; }
  [[nodiscard]] bool is_column_not_null(std::size_t column) const {
    return column < 32 && (columns >> column & 1U) != 0;
  }
};

/// One word of a row; false when there is no such word, or no such column.
[[nodiscard]] bool add_fact(Function& function, std::string_view word, std::string_view value);

}  // namespace pgscribe::catalog
