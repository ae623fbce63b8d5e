#include "run/types.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "codecs/wire.hpp"
#include "pgscribe/error.hpp"
#include "run/script.hpp"
#include "session/quoting.hpp"

namespace pgscribe::detail {

namespace {

constexpr std::uint32_t kTexts = 1009;  // text[] in pg_type.dat

// The server has no domains in the description of a result, at its top.
const Codec& result_codec(const Codec& codec) noexcept {
  const Codec* type = &type_codec(codec);
  while (type->kind == CodecKind::alias) type = &type_codec(*type->element);
  return *type;
}

// The codecs with a name of which nothing is known yet, what they are made of behind them.
void collect(const KnownTypes& known, const Codec& codec, std::vector<const Codec*>& missing) {
  const Codec& type = type_codec(codec);
  if (is_named(type)) {
    if (known.find(type) != nullptr || std::find(missing.begin(), missing.end(), &type) != missing.end()) return;
    missing.push_back(&type);
  }
  if (type.kind != CodecKind::scalar && type.element != nullptr) collect(known, *type.element, missing);
  for (const Column& field : type.fields) collect(known, *field.codec, missing);
}

void collect_columns(const KnownTypes& known, std::span<const Column> columns, std::vector<const Codec*>& missing) {
  for (const Column& column : columns) {
    if (column.embedded)
      collect_columns(known, column.codec->fields, missing);
    else
      collect(known, result_codec(*column.codec), missing);
  }
}

struct Attribute {
  std::string name;
  std::string type_name;
  std::uint32_t type = 0;
};

/// A type as the database has it.
struct ServerType {
  KnownTypes::Oids oids;
  std::uint32_t over = 0;  // base type of a domain, subtype of a range, range of a multirange
  std::vector<Attribute> attributes;
};

// Names are unique in a schema and in an extension's.
std::string types_query(const std::vector<const Codec*>& codecs, int server_version) {
  // Older servers have no multiranges.
  const bool multiranges = server_version >= 140'000;
  std::string sql = "SELECT w.i, t.oid, t.typarray, coalesce(nullif(t.typbasetype, 0), r.rngsubtype, ";
  sql += multiranges ? "m.rngtypid, " : "";
  sql +=
      "0), a.attname, a.atttypid, pg_catalog.format_type(a.atttypid, a.atttypmod) "
      "FROM (VALUES ";
  for (std::size_t i = 0; i < codecs.size(); ++i) {
    sql += (i == 0 ? "(" : ", (") + std::to_string(i) + ", " + quote_literal(codecs[i]->schema) + ", " +
           quote_literal(codecs[i]->extension) + ", " + quote_literal(codecs[i]->type) + ")";
  }
  sql +=
      ") AS w(i, schema, extension, name) "
      "JOIN pg_catalog.pg_type t ON t.typname OPERATOR(pg_catalog.=) w.name "
      "LEFT JOIN pg_catalog.pg_range r ON r.rngtypid OPERATOR(pg_catalog.=) t.oid ";
  if (multiranges) sql += "LEFT JOIN pg_catalog.pg_range m ON m.rngmultitypid OPERATOR(pg_catalog.=) t.oid ";
  sql +=
      "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) t.typrelid "
      "AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped "
      "WHERE CASE WHEN w.extension OPERATOR(pg_catalog.=) '' THEN "
      "t.typnamespace OPERATOR(pg_catalog.=) CASE WHEN w.schema OPERATOR(pg_catalog.=) 'pg_temp' "
      "THEN pg_catalog.pg_my_temp_schema() ELSE (SELECT n.oid FROM pg_catalog.pg_namespace n "
      "WHERE n.nspname OPERATOR(pg_catalog.=) w.schema) END "
      "ELSE EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e "
      "ON e.oid OPERATOR(pg_catalog.=) d.refobjid "
      "WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass "
      "AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass "
      "AND d.objid OPERATOR(pg_catalog.=) t.oid AND d.deptype OPERATOR(pg_catalog.=) 'e' "
      "AND e.extname OPERATOR(pg_catalog.=) w.extension) END "
      "ORDER BY w.i, a.attnum";
  return sql;
}

std::uint32_t oid_at(const PGresult* result, int row, int column) {
  return static_cast<std::uint32_t>(std::strtoul(PQgetvalue(result, row, column), nullptr, 10));
}

std::vector<ServerType> read_types(const Result& answer, std::size_t count, Session& session, const char* name) {
  session.require_rows(answer, 7, name);
  const PGresult* result = answer.get();
  std::vector<ServerType> types(count);
  for (int row = 0; row < PQntuples(result); ++row) {
    const std::uint32_t number = oid_at(result, row, 0);
    if (number >= count) session.lose_step(name);
    ServerType& type = types[number];
    type.oids = {oid_at(result, row, 1), oid_at(result, row, 2)};
    type.over = oid_at(result, row, 3);
    if (PQgetisnull(result, row, 4) == 0)
      type.attributes.push_back({PQgetvalue(result, row, 4), PQgetvalue(result, row, 6), oid_at(result, row, 5)});
  }
  return types;
}

// The OID that the type has as a part of another, 0 when the codec says nothing of it.
std::uint32_t part_oid(const KnownTypes& types, const Codec& codec) noexcept {
  if (const std::uint32_t oid = type_oid(codec); oid != 0) return oid;
  const Codec& type = type_codec(codec);
  const bool is_array = type.kind == CodecKind::array;
  const KnownTypes::Oids* oids = types.find(is_array ? element_codec(type) : type);
  if (oids == nullptr) return 0;
  return is_array ? oids->array : oids->type;
}

bool is_part(const KnownTypes& types, const Codec& codec, std::uint32_t oid) noexcept {
  if (const std::uint32_t expected = part_oid(types, codec); expected != 0) return is_same_builtin(expected, oid);
  const Codec& type = type_codec(codec);
  return !is_named(type.kind == CodecKind::array ? element_codec(type) : type);
}

std::string attribute_list(std::span<const Column> fields) {
  std::string list;
  for (const Column& field : fields)
    list += (list.empty() ? "" : ", ") + std::string{field.name} + ' ' + type_name(*field.codec);
  return '(' + list + ')';
}

std::string attribute_list(const std::vector<Attribute>& attributes) {
  std::string list;
  for (const Attribute& attribute : attributes)
    list += (list.empty() ? "" : ", ") + attribute.name + ' ' + attribute.type_name;
  return '(' + list + ')';
}

[[noreturn]] void unexpected(std::string message) { throw UnexpectedType(ErrorFields{.message = std::move(message)}); }

void compare(const KnownTypes& types, const Codec& codec, const ServerType& type) {
  if (codec.kind == CodecKind::composite) {
    const bool same = std::equal(codec.fields.begin(), codec.fields.end(), type.attributes.begin(),
                                 type.attributes.end(), [&](const Column& field, const Attribute& attribute) {
                                   return field.name == attribute.name && is_part(types, *field.codec, attribute.type);
                                 });
    if (!same) {
      unexpected("composite type " + type_name(codec) + " is " + attribute_list(type.attributes) + ", not " +
                 attribute_list(codec.fields) + " as at generation");
    }
  } else if (codec.kind != CodecKind::scalar && codec.element != nullptr &&
             !is_part(types, *codec.element, type.over)) {
    unexpected("type " + type_name(codec) + " is not over " + type_name(*codec.element) + " as at generation");
  }
}

std::uint32_t array_oid(const KnownTypes& types, const Codec& codec) noexcept {
  const Codec& type = type_codec(codec);
  if (type.array_oid != 0) return type.array_oid;
  const KnownTypes::Oids* oids = types.find(type);
  return oids == nullptr ? 0 : oids->array;
}

// 0: the server says what it takes the parameter for.
std::uint32_t declared_oid(const KnownTypes& types, const Parameter& parameter) noexcept {
  if (parameter.row_form == RowForm::texts) return kTexts;
  if (parameter.untyped) return 0;
  return parameter.row_form == RowForm::array ? array_oid(types, *parameter.codec) : part_oid(types, *parameter.codec);
}

}  // namespace

TypesQuestion types_question(const Session& session, std::span<const Column> columns,
                             std::span<const Parameter> parameters) {
  TypesQuestion question;
  collect_columns(session.types(), columns, question.missing);
  for (const Parameter& parameter : parameters) {
    if (!parameter.untyped) collect(session.types(), *parameter.codec, question.missing);
  }
  if (!question.missing.empty()) question.sql = types_query(question.missing, PQserverVersion(session.handle()));
  return question;
}

void learn_types(Session& session, const TypesQuestion& question, const Result& answer, const char* name) {
  const std::vector<const Codec*>& missing = question.missing;
  const std::vector<ServerType> types = read_types(answer, missing.size(), session, name);
  KnownTypes known = session.types();
  // Types stand in front of what they are made of.
  for (std::size_t i = missing.size(); i-- > 0;) {
    if (types[i].oids.type == 0) unexpected("there is no type " + type_name(*missing[i]) + " in this database");
    known.add(*missing[i], types[i].oids);
  }
  for (std::size_t i = 0; i < missing.size(); ++i) compare(known, *missing[i], types[i]);
  session.types() = std::move(known);
}

void resolve_types(Session& session, std::span<const Column> columns, std::span<const Parameter> parameters,
                   Deadline deadline, const char* name) {
  const TypesQuestion question = types_question(session, columns, parameters);
  if (question.missing.empty()) return;
  send_begin(session);
  learn_types(session, question, session.run_script(question.sql, deadline, name), name);
}

bool accepts_result(const KnownTypes& types, const Codec& codec, std::uint32_t oid) noexcept {
  const Codec& type = result_codec(codec);
  const bool is_array = type.kind == CodecKind::array;
  const Codec& inner = is_array ? element_codec(type) : type;
  // A row that the statement itself wrote out.
  if (inner.kind == CodecKind::composite && oid == (is_array ? kRecords : kRecord)) return true;
  return is_part(types, type, oid);
}

void require_type(KnownTypes& types, const char* column, const Codec& codec, std::uint32_t oid) {
  if (accepts_result(types, codec, oid)) return;
  types.clear();
  throw UnexpectedType(ErrorFields{
      .message = std::string{"column \""} + column + "\" is not of type " + type_name(codec), .column = column});
}

void declare(const KnownTypes& types, std::span<const Parameter> parameters, std::vector<unsigned>& oids) {
  oids.clear();
  for (const Parameter& parameter : parameters) oids.push_back(declared_oid(types, parameter));
}

}  // namespace pgscribe::detail
