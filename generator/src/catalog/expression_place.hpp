#pragma once

// Where an expression stands that a statement of the schema gives, which decides what may be in it.

namespace pgscribe::catalog {

enum class ExpressionPlace {
  query,  ///< not of the schema: all of a query
  check_constraint,
  column_default,
  column_generation,
  function_default,
  index_expression,
  index_predicate,
  partition_key,
  policy,
  trigger_when,
  type_conversion  ///< USING of ALTER COLUMN TYPE
};

}  // namespace pgscribe::catalog
