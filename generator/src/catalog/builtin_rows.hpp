#pragma once

#include <span>
#include <string_view>
#include <vector>

// The form of the rows that builtin/*.inc hold.

namespace pgscribe::catalog {

/// The text rows of builtin/*.inc, as dump_builtins.py wrote them (builtin/function_facts is kept by hand). A type is a
/// typname, with `information_schema.` in front where it lives there.
///
///   type NAME KIND CATEGORY [oid=N] [array[=N]] [base=TYPE] [element=TYPE] [subtype=TYPE] [range=TYPE]
///   [multirange=TYPE] [typmod=N] FLAG...
///        FLAGs: preferred true_array subscript collatable modifiers not_null. `array` says that there is an array
///        type "_NAME".
///   table|view|composite|... NAME [oid=N] [row_type=N] [array=N]   followed by the rows of its columns and keys:
///   column NAME TYPE [typmod=N] [not_null]
///   primary_key|unique_key NAME COLUMN...
///   function NAME([out|inout|variadic|table] TYPE [ARGUMENT-NAME], ...) [setof] RESULT|- [oid=N] [KIND] [direct=N]
///   [defaults=N] [strict] VOLATILITY operator NAME(LEFT, RIGHT) RESULT FUNCTION(TYPE, ...) [oid=N] [commutator=NAME]
///   [negator=NAME] [btree=STRATEGY]   (in any operator family; ",": in several)
///   access_method NAME [can_order] [can_unique] [can_multi_col] [can_include] [can_exclude] [clusterable]
///   opfamily NAME METHOD
///   opclass NAME METHOD TYPE [family=NAME] [default]   (a family of the same name, unless another one is named)
///   cast SOURCE TARGET CONTEXT binary|inout|FUNCTION(TYPE, ...) collation NAME
///   facts NAME(TYPE, ...) WORD...: see function_facts.hpp
///   extension NAME version=V, schema NAME (it insists on it), own_schema NAME (it makes it), requires NAME
///
/// Any row may end in `since=15.N`: databases that were made by an earlier minor release do not have it.
using Rows = std::span<const std::string_view>;

struct BuiltinRows {
  Rows types;
  Rows relations;
  Rows functions;
  Rows operators;
  Rows operator_classes;  ///< with the access methods and families
  Rows casts;
  Rows collations;
  Rows facts;
};
[[nodiscard]] const BuiltinRows& builtin_rows();

/// The newest minor release of PostgreSQL 15 that dump_builtins.py has seen; the rows describe it.
[[nodiscard]] int newest_minor() noexcept;
/// The rows that minor release `minor` has, without their marks.
[[nodiscard]] std::vector<std::string_view> rows_of_minor(Rows rows, int minor);

struct ExtensionRows {
  std::string_view name;
  Rows rows;
  Rows facts;
};
/// Null: not known.
[[nodiscard]] const ExtensionRows* find_extension_rows(std::string_view name);
/// Sorted by name.
[[nodiscard]] std::span<const ExtensionRows> known_extensions();

}  // namespace pgscribe::catalog
