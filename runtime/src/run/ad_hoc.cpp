#include "pgscribe/ad_hoc.hpp"

#include "session/c_string.hpp"

// Statements that are in no file.

namespace pgscribe::detail {

AdHocStatement::AdHocStatement(std::string_view sql, std::span<const Column> columns,
                               std::span<const Parameter> parameters)
    : sql_(sql) {
  statement_.name = "ad hoc";
  statement_.sql = c_string(sql_, "the SQL");
  statement_.columns = columns;
  statement_.parameters = parameters;
  statement_.writes = true;  // it may, and nobody has looked
  statement_.once = true;
}

}  // namespace pgscribe::detail
