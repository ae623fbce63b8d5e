#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast_ddl.hpp"

// `name = value` in CREATE AGGREGATE, OPERATOR and TYPE; the grammar takes most values for type names
// (defGetQualifiedName, defGetTypeName ...).

namespace pgscribe::catalog {

using DefinitionParameters = std::vector<sql::DefinitionParameter>;

/// Under any of the names; null when absent.
[[nodiscard]] const sql::DefinitionParameter* find_parameter(const DefinitionParameters& parameters,
                                                             std::initializer_list<std::string_view> names);
/// A function's, operator's or type's name; also a quoted one.
[[nodiscard]] std::optional<sql::QualifiedName> parameter_name(const sql::DefinitionParameter* parameter);
/// A type; empty for NONE.
[[nodiscard]] std::optional<sql::TypeName> parameter_type(const sql::DefinitionParameter* parameter);
[[nodiscard]] std::string parameter_text(const sql::DefinitionParameter* parameter);
/// A bare name means true.
[[nodiscard]] bool parameter_flag(const sql::DefinitionParameter* parameter);

}  // namespace pgscribe::catalog
