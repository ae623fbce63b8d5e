#include <algorithm>

#include "random_query.hpp"

namespace property {

std::vector<Column> Scope::columns(Type type) const {
  std::vector<Column> found;
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer) {
    for (const Source& source : scope->sources) {
      for (const Column& column : source.columns) {
        if (column.type == type) found.push_back(column);
      }
    }
  }
  return found;
}

Scope Scope::for_subquery() const {
  Scope scope = *this;
  scope.aggregated = nullptr;
  scope.windows = false;
  scope.sources.erase(std::remove_if(scope.sources.begin(), scope.sources.end(),
                                     [](const Source& source) { return source.alias.empty(); }),
                      scope.sources.end());
  return scope;
}

std::string QueryWriter::parameter(Type type) {
  const std::string name =
      "$" + std::to_string(parameters_ > 0 && random_.chance(25) ? 1 + random_.below(parameters_) : ++parameters_);
  return name + "::" + sql_name(type);
}

std::string QueryWriter::leaf(Type type, const Scope& scope) {
  const std::vector<Column> columns = scope.columns(type);
  if (!columns.empty() && random_.chance(75)) return random_.pick(columns).sql;
  if (has_parameters_ && random_.chance(15)) return parameter(type);
  if (random_.chance(15)) return "NULL::" + sql_name(type);
  const std::string constant = random_constant(random_, type);
  return type == Type::integer || type == Type::boolean ? constant : constant + "::" + sql_name(type);
}

std::string QueryWriter::expression(Type type, const Scope& scope, int depth) {
  if (scope.aggregated != nullptr && random_.chance(45)) return aggregate(type, *scope.aggregated, depth - 1, "");
  if (scope.windows && random_.chance(30)) return window(type, scope, depth - 1);
  if (depth <= 0 || random_.chance(40)) return leaf(type, scope);
  if (random_.chance(25)) return conditional(type, scope, depth - 1);
  if (depth > 1 && random_.chance(12)) return subquery(type, scope, depth - 1);
  switch (type) {
    case Type::integer: return integer(scope, depth - 1);
    case Type::text: return text(scope, depth - 1);
    case Type::boolean: return boolean(scope, depth - 1);
    case Type::integers: return integers(scope, depth - 1);
    case Type::json: return json(scope, depth - 1);
  }
  return leaf(type, scope);
}

std::string QueryWriter::conditional(Type type, const Scope& scope, int depth) {
  const auto value = [&] { return expression(type, scope, depth); };
  switch (random_.below(8)) {
    case 6: {
      // What the condition says of a row's presence holds for its other columns.
      const auto test = [&] {
        return leaf(random_.pick(std::vector<Type>{Type::integer, Type::text}), scope) +
               random_.pick({" IS NOT NULL", " IS NULL", " = '1'"});
      };
      const std::string more = random_.chance(50) ? random_.pick({" OR ", " AND "}) + test() : "";
      return "CASE WHEN " + test() + more + " THEN " + leaf(type, scope) + " ELSE " + leaf(type, scope) + " END";
    }
    case 0: return "coalesce(" + value() + ", " + value() + ")";
    case 1: return "nullif(" + value() + ", " + value() + ")";
    case 2: {
      const std::string tested = leaf(type, scope);
      const std::string result = random_.chance(60) ? tested : value();
      const std::string test =
          random_.chance(70) ? tested + random_.pick({" IS NOT NULL", " IS NULL"}) : tested + " = " + tested;
      return "CASE WHEN " + test + " THEN " + result + " ELSE " + (random_.chance(50) ? tested : value()) + " END";
    }
    case 3: return "CASE WHEN " + boolean(scope, depth) + " THEN " + value() + " ELSE " + value() + " END";
    case 4:
      return "CASE WHEN " + boolean(scope, depth) + " THEN " + value() + " WHEN " + boolean(scope, depth) + " THEN " +
             value() + " END";
    case 5:
      return "CASE " + expression(Type::integer, scope, depth) + " WHEN " + expression(Type::integer, scope, depth) +
             " THEN " + value() + " ELSE " + value() + " END";
    default:
      return (type == Type::json ? "coalesce(" : random_.pick({"greatest(", "least("})) + value() + ", " + value() +
             ")";
  }
}

std::string QueryWriter::subquery(Type type, const Scope& scope, int depth) {
  const Scope plain = scope.for_subquery();
  const bool one_row = random_.chance(60);
  Query query = of_types({type}, depth > 1 ? 1 : 0, &plain);
  return "(SELECT " +
         (one_row ? random_.pick({"min", "max"}) + "(c1" +
                        (type == Type::integer || type == Type::text ? "" : "::text") + ")"
                  : std::string("c1")) +
         (one_row && type != Type::integer && type != Type::text ? "::" + sql_name(type) : "") + " FROM (" + query.sql +
         ") AS " + new_alias() + (one_row ? ")" : " LIMIT 1)");
}

std::string QueryWriter::integer(const Scope& scope, int depth) {
  const auto number = [&] { return expression(Type::integer, scope, depth); };
  switch (random_.below(12)) {
    case 0:
    case 1: return "(" + number() + random_.pick({" + ", " - ", " * "}) + number() + ")";
    case 2: return "abs(" + number() + ")";
    case 3: return "length(" + expression(Type::text, scope, depth) + ")";
    case 4: return "cardinality(" + expression(Type::integers, scope, depth) + ")";
    case 5: return "(" + expression(Type::integers, scope, depth) + ")[" + number() + "]";
    case 6: return "array_length(" + expression(Type::integers, scope, depth) + ", 1)";
    case 7: return "(" + expression(Type::boolean, scope, depth) + ")::integer";
    case 8: return "num_nulls(" + number() + ", " + expression(Type::text, scope, depth) + ")";
    case 9: return "array_position(" + expression(Type::integers, scope, depth) + ", " + number() + ")";
    case 10: return "ascii(" + expression(Type::text, scope, depth) + ")";
    default:
      return "strpos(" + expression(Type::text, scope, depth) + ", " + expression(Type::text, scope, depth) + ")";
  }
}

std::string QueryWriter::text(const Scope& scope, int depth) {
  const auto string = [&] { return expression(Type::text, scope, depth); };
  switch (random_.below(16)) {
    case 0: return "(" + string() + " || " + string() + ")";
    case 1: return random_.pick({"upper(", "lower(", "reverse(", "quote_literal(", "quote_nullable("}) + string() + ")";
    case 2: return "substr(" + string() + ", " + expression(Type::integer, scope, depth) + ")";
    case 3: return "(" + expression(Type::json, scope, depth) + " ->> 'k')";
    case 4:
      return "(" +
             expression(random_.pick(std::vector<Type>{Type::integer, Type::integers, Type::boolean}), scope, depth) +
             ")::text";
    case 5: return "concat(" + string() + ", " + expression(Type::integer, scope, depth) + ")";
    case 6: return "concat_ws(" + (random_.chance(50) ? std::string("','") : string()) + ", " + string() + ")";
    case 12:
      return "format(" + std::string(random_.chance(70) ? "'%s-%s'" : "NULL::text") + ", " + string() + ", " +
             string() + ")";
    case 13: return "pg_typeof(" + string() + ")::text";
    case 14:
      return "array_to_string(" + expression(Type::integers, scope, depth) + ", " + string() + ", " + string() + ")";
    case 7: return "split_part(" + string() + ", 'a', 1)";
    case 8: return "(regexp_match(" + string() + ", 'a'))[1]";
    case 9: return "array_to_string(" + expression(Type::integers, scope, depth) + ", ',')";
    case 10: return "jsonb_typeof(" + expression(Type::json, scope, depth) + ")";
    case 11: return "substring(" + string() + " FROM 'a|b')";
    default: return "(" + string() + " COLLATE \"C\")";
  }
}

std::string QueryWriter::integers(const Scope& scope, int depth) {
  const auto array = [&] { return expression(Type::integers, scope, depth); };
  const auto number = [&] { return expression(Type::integer, scope, depth); };
  switch (random_.below(12)) {
    case 0: return "ARRAY[" + number() + ", " + number() + "]";
    case 1: return "(" + array() + " || " + array() + ")";
    case 2: return "array_append(" + array() + ", " + number() + ")";
    case 3: return "(" + array() + ")[" + number() + ":" + number() + "]";
    case 4: return "array_remove(" + array() + ", " + number() + ")";
    case 5: return "array_positions(" + array() + ", " + number() + ")";
    case 6: return "array_replace(" + array() + ", " + number() + ", " + number() + ")";
    case 7: return "array_prepend(" + number() + ", " + array() + ")";
    case 8: return "array_remove(" + array() + ", NULL)";
    case 10: return "array_cat(" + array() + ", " + array() + ")";
    case 9: return depth <= 0 ? "'{1,NULL}'::integer[]" : "ARRAY(" + of_types({Type::integer}, 0, &scope).sql + ")";
    default: return "(" + array() + " || " + number() + ")";
  }
}

std::string QueryWriter::json(const Scope& scope, int depth) {
  const auto value = [&] { return expression(Type::json, scope, depth); };
  switch (random_.below(7)) {
    case 0: return "(" + value() + random_.pick({" -> 'k'", " -> 0", " #> '{k}'"}) + ")";
    case 1: return "(" + value() + " || " + value() + ")";
    case 2:
      return "to_jsonb(" +
             expression(random_.pick(std::vector<Type>{Type::integer, Type::text, Type::boolean}), scope, depth) + ")";
    case 3: return "jsonb_build_object('k', " + expression(Type::integer, scope, depth) + ")";
    case 4: return "jsonb_build_array(" + expression(Type::text, scope, depth) + ")";
    case 5: return "jsonb_path_query_first(" + value() + ", '$.k')";
    default: return "jsonb_strip_nulls(" + value() + ")";
  }
}

std::string QueryWriter::comparison(const Scope& scope, int depth) {
  const Type type =
      random_.pick(std::vector<Type>{Type::integer, Type::integer, Type::text, Type::boolean, Type::json});
  return "(" + expression(type, scope, depth) + random_.pick({" = ", " = ", " = ", " <> ", " < ", " >= "}) +
         expression(type, scope, depth) + ")";
}

std::string QueryWriter::boolean(const Scope& scope, int depth) {
  const auto condition = [&] { return expression(Type::boolean, scope, depth); };
  const auto any = [&] {
    return expression(
        random_.pick(std::vector<Type>{Type::integer, Type::text, Type::boolean, Type::integers, Type::json}), scope,
        depth);
  };
  const auto number = [&] { return expression(Type::integer, scope, depth); };
  const Scope plain = scope.for_subquery();
  const auto numbers = [&] { return of_types({Type::integer}, 0, &plain).sql; };
  switch (random_.below(21)) {
    case 0:
    case 1: return "(" + condition() + " AND " + condition() + ")";
    case 2: return "(" + condition() + " OR " + condition() + ")";
    case 3: return "(NOT " + condition() + ")";
    case 4:
    case 5: return "(" + any() + " IS NOT NULL)";
    case 6: return "(" + any() + " IS NULL)";
    case 7:
      return "(" + number() + random_.pick({" IS DISTINCT FROM ", " IS NOT DISTINCT FROM "}) +
             (random_.chance(60) ? random_.pick({"NULL", "1"}) : number()) + ")";
    case 8:
      return "(" + condition() +
             random_.pick(
                 {" IS TRUE", " IS NOT TRUE", " IS FALSE", " IS NOT FALSE", " IS UNKNOWN", " IS NOT UNKNOWN"}) +
             ")";
    case 9: return "(" + number() + random_.pick({" IN (", " NOT IN ("}) + number() + ", " + number() + "))";
    case 10:
      return depth <= 0 ? comparison(scope, 0)
                        : "(" + number() + random_.pick({" IN (", " NOT IN ("}) + numbers() + "))";
    case 11:
      return depth <= 0 ? comparison(scope, 0)
                        : "(" + number() + random_.pick({" = ANY (", " < ALL (", " >= ANY ("}) + numbers() + "))";
    case 12:
      return "(" + number() + random_.pick({" = ANY (", " <> ALL (", " < ALL ("}) +
             expression(Type::integers, scope, depth) + "))";
    case 13: return depth <= 0 ? comparison(scope, 0) : random_.pick({"EXISTS (", "NOT EXISTS ("}) + numbers() + ")";
    case 14:
      return "((" + number() + ", " + number() + ")" + random_.pick({" = ", " < ", " <> "}) + "(" + number() + ", " +
             number() + "))";
    case 15: return "(ROW(" + number() + ", " + any() + ")" + random_.pick({" IS NOT NULL", " IS NULL"}) + ")";
    case 16: return "coalesce(" + condition() + ", " + random_.pick({"false", "true"}) + ")";
    case 17:
      return "(" + expression(Type::text, scope, depth) + random_.pick({" LIKE 'a%'", " ~ 'a'", " NOT LIKE '%'"}) + ")";
    case 18:
      return "(" + number() + random_.pick({" BETWEEN ", " NOT BETWEEN ", " BETWEEN SYMMETRIC "}) + number() + " AND " +
             number() + ")";
    case 19:
      if (scope.aggregated == nullptr && !scope.sources.empty() && random_.chance(50)) {
        return "(" + random_.pick(scope.sources).alias + random_.pick({" IS NOT NULL", " IS NULL", ".* IS NOT NULL"}) +
               ")";
      }
      return "(" + expression(Type::json, scope, depth) + random_.pick({" ? 'k'", " @> '{}'", " @? '$.k'"}) + ")";
    default: return comparison(scope, depth);
  }
}

std::string QueryWriter::aggregate(Type type, const Scope& rows, int depth, const std::string& over) {
  const auto value = [&](Type of) { return expression(of, rows, depth > 1 ? 1 : depth); };
  std::string call;
  const std::string distinct = over.empty() && random_.chance(10) ? "DISTINCT " : "";
  switch (type) {
    case Type::integer: {
      const int kind = random_.below(7);
      if (kind == 0) call = "count(*)";
      if (kind == 1) call = "count(" + distinct + value(Type::integer) + ")";
      if (kind == 2) call = "sum(" + distinct + value(Type::integer) + ")";
      if (kind == 3 || kind == 4) call = random_.pick({"min(", "max("}) + value(Type::integer) + ")";
      if (kind == 5)
        call = over.empty() ? "percentile_disc(0.5) WITHIN GROUP (ORDER BY " + value(Type::integer) + ")"
                            : "bit_or(" + value(Type::integer) + ")";
      if (kind == 6) call = random_.pick({"avg(", "var_pop(", "stddev_samp("}) + value(Type::integer) + ")";
      break;
    }
    case Type::text:
      call = random_.chance(50) ? "string_agg(" + value(Type::text) + ", " + value(Type::text) + ")"
                                : "max(" + value(Type::text) + ")";
      break;
    case Type::boolean: call = random_.pick({"bool_and(", "bool_or(", "every("}) + value(Type::boolean) + ")"; break;
    case Type::integers: call = "array_agg(" + value(Type::integer) + ")"; break;
    case Type::json:
      call = random_.chance(70) ? "jsonb_agg(" + value(Type::integer) + ")"
                                : "jsonb_object_agg('k', " + value(Type::integer) + ")";
      break;
  }
  if (random_.chance(20)) call += " FILTER (WHERE " + boolean(rows, 0) + ")";
  const std::string cast = type == Type::integer ? "::integer" : "";
  return over.empty() ? "(" + call + ")" + cast : "(" + call + " OVER " + over + ")" + cast;
}

std::string QueryWriter::frame(const Scope& scope) {
  std::string text = "(";
  if (random_.chance(40)) text += "PARTITION BY " + leaf(Type::integer, scope) + " + 0 ";
  const bool ordered = random_.chance(70);
  if (ordered) text += "ORDER BY " + leaf(Type::integer, scope) + " + 0" + random_.pick({"", " DESC", " NULLS FIRST"});
  if (random_.chance(50)) {
    const std::string mode = ordered ? random_.pick({"ROWS", "RANGE", "GROUPS"}) : "ROWS";
    const std::string bounds = random_.pick(
        {"UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING", "UNBOUNDED PRECEDING AND CURRENT ROW",
         "1 PRECEDING AND 1 FOLLOWING", "1 PRECEDING AND CURRENT ROW", "CURRENT ROW AND UNBOUNDED FOLLOWING",
         "2 PRECEDING AND 1 PRECEDING", "1 FOLLOWING AND 2 FOLLOWING", "0 PRECEDING AND 0 FOLLOWING"});
    text += " " + mode + " BETWEEN " + bounds +
            random_.pick({"", "", "", " EXCLUDE CURRENT ROW", " EXCLUDE TIES", " EXCLUDE GROUP"});
  }
  return text + ")";
}

std::string QueryWriter::window(Type type, const Scope& scope, int depth) {
  Scope inside = scope;
  inside.windows = false;
  const std::string over = frame(inside);
  const auto value = [&] { return expression(type, inside, depth > 0 ? 1 : 0); };
  switch (random_.below(6)) {
    case 0: return random_.pick({"first_value(", "last_value("}) + value() + ") OVER " + over;
    case 1: return random_.pick({"lag(", "lead("}) + value() + ") OVER " + over;
    case 2: return random_.pick({"lag(", "lead("}) + value() + ", 1, " + value() + ") OVER " + over;
    case 3: return "nth_value(" + value() + ", 1) OVER " + over;
    case 4:
      if (type == Type::integer)
        return "(" + random_.pick({"row_number()", "rank()", "dense_rank()", "ntile(2)"}) + " OVER " + over +
               ")::integer";
      [[fallthrough]];
    default: return aggregate(type, inside, depth, over);
  }
}

}  // namespace property
