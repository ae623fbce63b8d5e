#include "codegen/member_rows.hpp"

#include <utility>

#include "codegen/cpp_text.hpp"

namespace pgscribe::codegen {

namespace {

std::string member_row(const std::string& macro, const std::string& struct_name, const std::string& name,
                       const Field& field, const std::string& rest) {
  return macro + "(" + struct_name + ", " + field.name + ", " + string_literal(name) + ", " + field.type.codec + rest +
         ")";
}

std::string column_row(const std::string& struct_name, const Field& field) {
  if (!field.is_embed) return member_row("PGSCRIBE_COLUMN", struct_name, field.sql_name, field, "");
  std::string marker;
  if (field.nullable) marker = field.marker < 0 ? ", pgscribe::kAllColumns" : ", " + std::to_string(field.marker);
  return member_row(field.is_repeated ? "PGSCRIBE_ELEMENTS" : "PGSCRIBE_EMBED", struct_name, field.sql_name, field,
                    marker);
}

}  // namespace

RowTable column_table(std::string name, const std::string& struct_name, const std::vector<Field>& fields) {
  RowTable table;
  table.name = std::move(name);
  for (const Field& field : fields) table.rows.push_back(column_row(struct_name, field));
  return table;
}

std::string member_parameter(const std::string& struct_name, const std::string& name, const Field& field) {
  return member_row("PGSCRIBE_PARAMETER", struct_name, name, field, "") + (field.type.is_inferred ? ".inferred()" : "");
}

void RowNeeds::add_members(const std::vector<Field>& fields) {
  offsets = offsets || !fields.empty();
  for (const Field& field : fields) add_codec(field);
}

}  // namespace pgscribe::codegen
