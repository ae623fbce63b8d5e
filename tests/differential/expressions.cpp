#include "expressions.hpp"

#include <algorithm>

#include "literals.hpp"

namespace pgscribe::differential {

namespace {

constexpr Vocabulary::Oid kBool = 16, kInt4 = 23, kText = 25, kAny = 2276, kAnyArray = 2277, kAnyElement = 2283,
                          kAnyNonArray = 2776, kAnyEnum = 3500, kAnyRange = 3831, kAnyMultirange = 4537,
                          kAnyCompatible = 5077, kAnyCompatibleArray = 5078, kAnyCompatibleNonArray = 5079,
                          kAnyCompatibleRange = 5080, kAnyCompatibleMultirange = 4538;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string parenthesized(const std::string& text) { return "(" + text + ")"; }

bool is_untyped(const std::string& expr) {
  return expr == "NULL" || (expr.front() == '$' && expr.size() < 4) || (expr.front() == '\'' && expr.back() == '\'');
}

bool is_polymorphic(Vocabulary::Oid type) {
  switch (type) {
    case kAny:
    case kAnyArray:
    case kAnyElement:
    case kAnyNonArray:
    case kAnyEnum:
    case kAnyRange:
    case kAnyMultirange:
    case kAnyCompatible:
    case kAnyCompatibleArray:
    case kAnyCompatibleNonArray:
    case kAnyCompatibleRange:
    case kAnyCompatibleMultirange: return true;
    default: return false;
  }
}

/// What most polymorphic calls are about.
const std::vector<Vocabulary::Oid> kElements = {kInt4, kText, 1700, 20, 701, 1043, 1082, 16, 1184, 2950};

}  // namespace

void Expressions::reset() {
  columns_.clear();
  parameters_ = 0;
  careful_ = random_.percent(85);
}

std::string Expressions::parameter() {
  if (parameters_ > 0 && random_.percent(careful_ ? 5 : 100) && random_.percent(35))
    return "$" + std::to_string(random_.below(static_cast<std::size_t>(parameters_)) + 1);
  return "$" + std::to_string(++parameters_);
}

std::string Expressions::atom() {
  if (careful_ && random_.percent(92)) return leaf(column_type());
  const std::size_t r = random_.below(100);
  if (r < 45 && !columns_.empty()) return random_.pick(columns_).text;
  if (r < 65) return typed_constant(random_);
  if (r < 82) return any_literal(random_);
  return parameter();
}

Vocabulary::Oid Expressions::column_type() {
  return columns_.empty() ? random_.pick(vocabulary_.types).oid : random_.pick(columns_).type;
}

std::string Expressions::leaf(Oid type) {
  const Vocabulary::Type* found = vocabulary_.type(type);
  if (found == nullptr) return atom();
  std::vector<const VisibleColumn*> fitting;
  for (const VisibleColumn& column : columns_) {
    if (column.type == type) fitting.push_back(&column);
  }
  const std::size_t r = random_.below(100);
  if (r < 50 && !fitting.empty()) return random_.pick(fitting)->text;
  if (r < 62) return parameter();
  if (r < 80) return literal_for(random_, found->name, careful_);
  if (r < 84) return "NULL";
  if (r < 96) return (random_.percent(50) ? "NULL" : literal_for(random_, found->name, careful_)) + "::" + found->name;
  return careful_ ? "NULL" : atom();
}

/// Callable in any expression: neither an aggregate nor of pseudo types that no value has.
bool Expressions::is_careful_choice(const Vocabulary::Function& function) const {
  if (function.kind != 'f' || function.returns_set) return false;
  return std::all_of(function.arguments.begin(), function.arguments.end(),
                     [&](Oid type) { return vocabulary_.type(type) != nullptr || is_polymorphic(type); });
}

std::string Expressions::of_type(Oid type, int depth) {
  if (const auto sources = vocabulary_.castable_to.find(type);
      random_.percent(careful_ ? 3 : 10) && sources != vocabulary_.castable_to.end())
    type = random_.pick(sources->second);
  if (depth <= 0) return leaf(type);
  const std::size_t r = random_.below(100);
  if (r < 30) {
    const auto operators = vocabulary_.operators_giving.find(type);
    if (operators != vocabulary_.operators_giving.end())
      return parenthesized(operator_expression(vocabulary_.operators[random_.pick(operators->second)], depth));
  } else if (r < 60) {
    const auto functions = vocabulary_.functions_giving.find(type);
    if (functions != vocabulary_.functions_giving.end()) {
      const Vocabulary::Function& function = vocabulary_.functions[random_.pick(functions->second)];
      if (!careful_ || is_careful_choice(function)) return call(function, depth);
    }
  } else if (r < 75) {
    const std::string first = of_type(type, depth - 1);
    const std::string second = of_type(type, depth - 1);
    switch (random_.below(4)) {
      case 0: return "CASE WHEN " + condition(depth - 1) + " THEN " + first + " ELSE " + second + " END";
      case 1: return "coalesce(" + first + ", " + second + ")";
      case 2: return "nullif(" + first + ", " + second + ")";
      default: return random_.pick({"greatest(", "least("}) + first + ", " + second + ")";
    }
  } else if (r < 80) {
    return parenthesized(careful_ ? of_type(type, depth - 1) : any(depth - 1)) +
           "::" + (vocabulary_.type(type) != nullptr ? vocabulary_.type(type)->name : "text");
  } else if (r < 85) {
    if (const Vocabulary::Type* found = vocabulary_.type(type); found != nullptr && found->array != Vocabulary::kNone) {
      return parenthesized(of_type(found->array, depth - 1)) + "[" + of_type(kInt4, depth - 1) + "]";
    }
  } else if (r < 88) {
    return "(SELECT " + of_type(type, depth - 1) + " FROM stock z)";
  }
  return leaf(type);
}

std::string Expressions::condition(int depth) {
  return careful_ || random_.percent(85) ? of_type(kBool, depth) : any(depth);
}

std::string Expressions::any(int depth) {
  if (depth <= 0) return atom();
  if (careful_ && random_.percent(55)) return of_type(column_type(), depth);
  const std::size_t r = random_.below(100);
  if (r < 22) return parenthesized(operator_expression(random_.pick(vocabulary_.operators), depth));
  if (r < 45) return any_call(depth);
  if (r < 53) return cast(depth);
  if (r < 90) return construct(depth);
  if (r < 95) return subquery(depth);
  return of_type(column_type(), depth);
}

std::string Expressions::polymorphic_argument(Oid type, int depth) {
  if (careful_ && random_.percent(95)) {
    const Vocabulary::Type* element = vocabulary_.type(element_);
    if (element != nullptr) {
      if (type == kAnyArray || type == kAnyCompatibleArray) return of_type(element->array, depth);
      if (type == kAny || type == kAnyElement || type == kAnyNonArray || type == kAnyCompatible ||
          type == kAnyCompatibleNonArray)
        return of_type(element_, depth);
    }
  }
  switch (type) {
    case kAnyArray:
    case kAnyCompatibleArray: {
      const Vocabulary::Type& element = random_.pick(vocabulary_.types);
      if (random_.percent(25) && element.array != Vocabulary::kNone) return of_type(element.array, 0);
      return random_.percent(50) ? of_type(random_.pick(std::vector<Oid>{1007, 1009, 1016, 1231, 1182, 3807}), depth)
                                 : atom();
    }
    case kAnyRange:
    case kAnyCompatibleRange:
      return random_.percent(75) ? of_type(random_.pick(std::vector<Oid>{3904, 3906, 3912, 3926}), depth) : atom();
    case kAnyMultirange:
    case kAnyCompatibleMultirange:
      return random_.percent(75) ? of_type(random_.pick(std::vector<Oid>{4451, 4532, 4535}), depth) : atom();
    case kAnyEnum:
      return random_.percent(60) ? random_.pick({"'red'::color", "'ok'::mood", "'blue'::dcolor", "NULL::color"})
                                 : atom();
    default: return random_.percent(40) ? of_type(random_.pick(kElements), depth) : any(depth);
  }
}

std::string Expressions::argument(Oid type, int depth) {
  if (is_polymorphic(type)) return polymorphic_argument(type, depth);
  return careful_ || random_.percent(85) ? of_type(type, depth) : any(depth);
}

std::string Expressions::typed(Oid type) const {
  const Vocabulary::Type* found = vocabulary_.type(type);
  return found != nullptr ? "::" + found->name : "";
}

std::string Expressions::operator_expression(const Vocabulary::Operator& op, int depth) {
  const std::string name = random_.percent(3) ? "OPERATOR(pg_catalog." + op.name + ")" : op.name;
  std::string right = argument(op.right, depth - 1);
  if (careful_ && is_untyped(right)) right += typed(op.right);
  if (op.left == Vocabulary::kNone) return name + " " + right;
  return argument(op.left, depth - 1) + " " + name + " " + right;
}

std::string Expressions::any_call(int depth) {
  for (int i = 0; i < 20; ++i) {
    const std::size_t r = random_.below(100);
    const Vocabulary::Function& function = random_.pick(r < 45   ? vocabulary_.functions
                                                        : r < 65 ? vocabulary_.user_functions
                                                                 : vocabulary_.common_functions);
    if (!careful_ || random_.percent(10) || is_careful_choice(function)) return call(function, depth);
  }
  return leaf(column_type());
}

std::string Expressions::over() {
  return random_.pick({" OVER ()", " OVER (ORDER BY 1)", " OVER (PARTITION BY 1)", " OVER w", " OVER (w)"});
}

std::string Expressions::aggregate(int depth) {
  for (int i = 0; i < 60; ++i) {
    const Vocabulary::Function& function =
        random_.pick(random_.percent(60) ? vocabulary_.common_functions : vocabulary_.functions);
    if (function.kind == 'a') return call(function, depth);
  }
  return "count(*)";
}

std::string Expressions::ordered_set(const Vocabulary::Function& function, int depth) {
  std::vector<std::string> direct;
  std::vector<std::string> sorted;
  for (std::size_t i = 0; i < function.arguments.size(); ++i)
    (i < function.direct_arguments ? direct : sorted).push_back(argument(function.arguments[i], depth - 1));
  if (function.aggregate_kind == 'h' && random_.percent(80)) {
    direct = alike(random_.below(2) + 1, 0);
    sorted = direct;
    for (std::string& expr : sorted) expr = random_.percent(50) ? atom() : expr;
  }
  if (random_.percent(5)) direct.push_back(atom());
  if (random_.percent(5)) sorted.push_back(atom());
  if (sorted.empty()) sorted.push_back(atom());
  return function.name + "(" + joined(direct) + ") WITHIN GROUP (ORDER BY " + joined(sorted) + ")";
}

std::string Expressions::named_arguments(const Vocabulary::Function& function, int depth) {
  std::vector<std::string> parts;
  bool named = random_.percent(50);
  for (std::size_t i = 0; i < function.arguments.size(); ++i) {
    named = named || random_.percent(30);
    const std::string name =
        random_.percent(95) && !function.argument_names[i].empty() ? function.argument_names[i] : "a";
    if (random_.percent(85))
      parts.push_back((named ? name + random_.pick({" => ", " => ", " := "}) : "") +
                      argument(function.arguments[i], depth - 1));
  }
  if (named && random_.percent(30)) std::reverse(parts.begin(), parts.end());
  return joined(parts);
}

std::string Expressions::arguments(const Vocabulary::Function& function, int depth) {
  const Oid element = random_.pick(kElements);
  element_ = element;
  const bool has_names = !function.argument_names.empty() && !function.argument_names.front().empty();
  if (has_names && random_.percent(function.is_user ? 50 : 8)) return named_arguments(function, depth);
  std::vector<std::string> parts;
  for (const Oid type : function.arguments) {
    element_ = element;
    parts.push_back(argument(type, depth - 1));
  }
  if (function.variadic && !parts.empty()) {
    const std::string last = parts.back();
    parts.pop_back();
    if (random_.percent(20)) {
      parts.push_back("VARIADIC " + (random_.percent(50) ? last : polymorphic_argument(kAnyArray, 0)));
    } else {
      for (std::size_t i = random_.below(4); i > 0; --i) {
        if (const Vocabulary::Type* array = vocabulary_.type(function.arguments.back()); careful_ && array != nullptr)
          parts.push_back(of_type(array->element, 0));
        else
          parts.push_back(careful_ ? of_type(element, 0) : atom());
      }
    }
  }
  if (random_.percent(careful_ ? 1 : 4) && !parts.empty()) parts.pop_back();
  if (random_.percent(careful_ ? 1 : 3)) parts.push_back(atom());
  return joined(parts);
}

std::string Expressions::call_suffix(const Vocabulary::Function& function, int depth) {
  const std::size_t r = random_.below(100);
  if (function.kind == 'w') return r < 92 ? over() : "";
  if (function.kind == 'a') {
    if (r < 15) return " FILTER (WHERE " + condition(depth - 1) + ")";
    return r < 30 ? over() : "";
  }
  return r < 1 ? over() : "";
}

std::string Expressions::call(const Vocabulary::Function& function, int depth) {
  if (function.kind == 'a' && function.aggregate_kind != 'n' && random_.percent(92))
    return ordered_set(function, depth);
  std::string inside = arguments(function, depth);
  if (function.kind == 'a') {
    if (inside.empty() && random_.percent(90))
      inside = "*";
    else if (!inside.empty() && random_.percent(15))
      inside = random_.pick({"DISTINCT ", "ALL "}) + inside;
    if (!inside.empty() && inside != "*" && random_.percent(12))
      inside += " ORDER BY " + (random_.percent(50) ? inside.substr(inside.starts_with("DISTINCT ") ? 9 : 0) : atom());
  }
  const std::string schema = random_.percent(4) ? random_.pick({"pg_catalog.", "pg_catalog.", "public."}) : "";
  return schema + function.name + "(" + inside + ")" + call_suffix(function, depth);
}

std::string Expressions::table_function(int depth) {
  for (int i = 0; i < 60; ++i) {
    const Vocabulary::Function& function = random_.pick(random_.percent(50)   ? vocabulary_.functions
                                                        : random_.percent(50) ? vocabulary_.common_functions
                                                                              : vocabulary_.user_functions);
    if (function.returns_set || random_.percent(4)) return function.name + "(" + arguments(function, depth) + ")";
  }
  return "generate_series(1, 2)";
}

std::string Expressions::type_name() {
  if (random_.percent(8))
    return random_.pick({"varchar(5)", "numeric(5, 2)", "char(3)", "timestamp(2)", "interval day", "float(10)",
                         "dec(4)", "timestamptz(1)"});
  if (!careful_ && random_.percent(8)) {
    return random_.pick({"varchar(5)",
                         "numeric(5, 2)",
                         "char(3)",
                         "bit(3)",
                         "timestamp(2)",
                         "interval day",
                         "interval hour to minute",
                         "time(0)",
                         "varchar(3)[]",
                         "numeric(3)[]",
                         "float(10)",
                         "float(30)",
                         "dec(4)",
                         "bit varying(4)",
                         "timestamptz(1)",
                         "interval(3)",
                         "nosuch",
                         "integer(3)",
                         "varchar(0)",
                         "numeric(2, 5)",
                         "numeric(2000)",
                         "text[][]",
                         "integer ARRAY[3]",
                         "item.id%TYPE",
                         "setof integer",
                         "pg_catalog.int4",
                         "public.color",
                         "nosuch.x",
                         "timestamp(9)",
                         "float(0)",
                         "json(1)",
                         "int4range(1)",
                         "unknown",
                         "anyelement",
                         "record",
                         "void",
                         "cstring",
                         "parent",
                         "regclass"});
  }
  if (random_.percent(60)) {
    const Vocabulary::Type* type = vocabulary_.type(column_type());
    if (type != nullptr) return type->name;
  }
  return random_.pick(vocabulary_.types).name;
}

std::string Expressions::cast(int depth) {
  if (careful_ && random_.percent(85)) {
    const Vocabulary::Type* type = vocabulary_.type(column_type());
    const auto sources = type != nullptr ? vocabulary_.castable_to.find(type->oid) : vocabulary_.castable_to.end();
    if (sources != vocabulary_.castable_to.end())
      return "CAST(" + of_type(random_.pick(sources->second), depth - 1) + " AS " + type->name + ")";
  }
  const std::string value = random_.percent(60) ? any(depth - 1) : of_type(column_type(), depth - 1);
  const std::string type = type_name();
  if (random_.percent(50)) return "CAST(" + value + " AS " + type + ")";
  return parenthesized(value) + "::" + type;
}

std::vector<std::string> Expressions::alike(std::size_t count, int depth) {
  const Oid type = column_type();
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < count; ++i)
    parts.push_back(random_.percent(careful_ ? 97 : 75) ? of_type(type, depth) : any(depth));
  return parts;
}

std::string Expressions::construct(int depth) {
  switch (random_.below(vocabulary_.server_version >= 16 ? 6 : 5)) {
    case 0: return choice(depth);
    case 1: return comparison(depth);
    case 2: return access(depth);
    case 3: return sql_syntax(depth);
    case 5: return sql_json(depth);
    default: {
      if (careful_ && random_.percent(85))
        return parenthesized(condition(depth - 1)) + random_.pick({" IS NULL", " IS NOT TRUE", " AND true", " OR $1"});
      const std::string inner = any(depth - 1);
      switch (random_.below(6)) {
        case 0: return "NOT " + parenthesized(inner);
        case 1: return parenthesized(inner + random_.pick({" AND ", " OR "}) + condition(depth - 1));
        case 2:
          return parenthesized(inner) +
                 random_.pick({" IS NULL", " IS NOT NULL", " IS TRUE", " IS NOT TRUE", " IS UNKNOWN", " IS FALSE",
                               " ISNULL", " IS NOT UNKNOWN", " IS DOCUMENT"});
        case 3:
          return parenthesized(inner) + " COLLATE " +
                 random_.pick({"\"C\"", "\"C\"", "\"POSIX\"", "\"nosuch\"", "pg_catalog.\"default\""});
        case 4: return random_.pick({"-", "+", "@", "~", "|/", "!!", "@-@", "@#@", "#"}) + " " + parenthesized(inner);
        default:
          return parenthesized(inner + " " +
                               random_.pick({"+", "-", "*", "||", "=", "<", "->", "->>", "%", "/", "~~", ">", "@>",
                                             "&&", "===", "^", "<>"}) +
                               " " + any(depth - 1));
      }
    }
  }
}

std::string Expressions::choice(int depth) {
  const std::vector<std::string> parts = alike(random_.below(3) + 1, depth - 1);
  switch (random_.below(7)) {
    case 0: return "coalesce(" + joined(parts) + ")";
    case 1: return random_.pick({"greatest(", "least("}) + joined(parts) + ")";
    case 2: {
      std::string text = "CASE";
      for (const std::string& part : parts) text += " WHEN " + condition(depth - 1) + " THEN " + part;
      return text + (random_.percent(60) ? " ELSE " + any(depth - 1) : "") + " END";
    }
    case 3: {
      std::string text = "CASE " + any(depth - 1);
      for (const std::string& part : parts) text += " WHEN " + part + " THEN " + atom();
      return text + (random_.percent(60) ? " ELSE " + any(depth - 1) : "") + " END";
    }
    case 4: return "ARRAY[" + (random_.percent(95) ? joined(parts) : "") + "]";
    case 5: return "nullif(" + parts.front() + ", " + parts.back() + ")";
    default:
      return random_.percent(80) ? "ROW(" + joined(parts) + ")"
                                 : "ARRAY[[" + joined(parts) + "], [" + joined(alike(parts.size(), 0)) + "]]";
  }
}

std::string Expressions::comparison(int depth) {
  const std::vector<std::string> parts = alike(4, depth - 1);
  const std::string first = parenthesized(parts[0]);
  switch (random_.below(10)) {
    case 0: return first + random_.pick({" IN (", " NOT IN ("}) + parts[1] + ", " + parts[2] + ")";
    case 1: return "(" + parts[0] + ", " + parts[1] + ") IN ((" + parts[2] + ", " + parts[3] + "), (1, 2))";
    case 2:
      return first + random_.pick({" BETWEEN ", " NOT BETWEEN ", " BETWEEN SYMMETRIC "}) + parenthesized(parts[1]) +
             " AND " + parenthesized(parts[2]);
    case 3:
      return first + " " + random_.pick({"=", "<", "<>", "~~", "@>", "||", ">="}) + random_.pick({" ANY (", " ALL ("}) +
             (random_.percent(60)   ? polymorphic_argument(kAnyArray, depth - 1)
              : random_.percent(50) ? "ARRAY[" + parts[1] + ", " + parts[2] + "]"
                                    : parts[1]) +
             ")";
    case 4: return first + random_.pick({" IS DISTINCT FROM ", " IS NOT DISTINCT FROM "}) + parenthesized(parts[1]);
    case 5:
      return "(" + parts[0] + ", " + parts[1] + ") " + random_.pick({"=", "<", "<>", ">=", "~~", "<="}) + " (" +
             parts[2] + ", " + parts[3] + (random_.percent(5) ? ", 1)" : ")");
    case 6:
      return first +
             random_.pick({" LIKE ", " NOT LIKE ", " ILIKE ", " SIMILAR TO ", " ~ ", " ~* ", " NOT SIMILAR TO "}) +
             parenthesized(any(depth - 1));
    case 7:
      return first + " " + random_.pick({"= ANY", "IN", "NOT IN", "< ALL", "=", "<> ANY"}) + " (SELECT " +
             random_.pick({"z.k", "z.v", "z.w", "z.at", "z.tags", "z.e", "z.r", "NULL", "'x'", "z", "*"}) +
             " FROM stock z)";
    case 8:
      return "ROW(" + parts[0] + ", " + parts[1] + ")" +
             random_.pick({" IS NULL", " IS DISTINCT FROM ROW(1, 2)", " = (SELECT k, v FROM stock)",
                           " IN (SELECT k, v FROM stock)", " < ANY (SELECT k, w FROM stock)"});
    default: return "EXISTS (SELECT " + parts[0] + " FROM stock z WHERE " + condition(depth - 1) + ")";
  }
}

std::string Expressions::access(int depth) {
  switch (random_.below(4)) {
    case 0: {
      const std::string base = random_.percent(70) ? polymorphic_argument(kAnyArray, depth - 1)
                               : random_.percent(50)
                                   ? random_.pick({"'{}'::jsonb", "'(1,2)'::point", "'a'::name", "'1 2'::int2vector"})
                                   : any(depth - 1);
      return parenthesized(base) + "[" + any(depth - 1) + "]" + (random_.percent(15) ? "[" + atom() + "]" : "");
    }
    case 1:
      return parenthesized(polymorphic_argument(kAnyArray, depth - 1)) + "[" + (random_.percent(80) ? atom() : "") +
             ":" + (random_.percent(80) ? atom() : "") + "]";
    case 2:
      return parenthesized(random_.pick({"make_pair(1)", "outs(1)", "poly_out(2)", "'(1,x)'::pair", "NULL::nested",
                                         "NULL::item", "ROW(1, 2)", "set_of_stock(1)", "any_record(1)", "NULL::dpair",
                                         "(NULL::nested).p", "1"})) +
             "." +
             random_.pick({"a", "b", "p", "n", "f1", "y", "z", "id", "first", "of_pair", "of_item", "lower", "text",
                           "*", "nosuch"});
    default:
      return parenthesized(atom()) + "." +
             random_.pick({"a", "b", "p", "id", "upper", "length", "text", "of_item", "abs", "tags"});
  }
}

std::string Expressions::sql_syntax(int depth) {
  if (careful_ && random_.percent(85)) {
    const std::string text = of_type(kText, depth - 1);
    const std::string stamp = parenthesized(of_type(random_.pick(std::vector<Oid>{1114, 1184}), depth - 1));
    return random_.pick({stamp + " AT TIME ZONE " + parenthesized(text), "extract(epoch FROM " + stamp + ")",
                         "substring(" + text + " FROM " + parenthesized(of_type(kInt4, 0)) + ")",
                         "trim(both 'x' FROM " + text + ")", "position('a' IN " + parenthesized(text) + ")",
                         parenthesized(text) + " LIKE " + of_type(kText, 0), "xmlelement(NAME a, " + text + ")",
                         "overlay(" + text + " PLACING 'x' FROM 2)", parenthesized(text) + " SIMILAR TO 'x'",
                         "(" + stamp + ", interval '1 day') OVERLAPS (" + stamp + ", interval '1 day')"});
  }
  const std::string a = any(depth - 1);
  const std::string b = parenthesized(atom());
  switch (random_.below(18)) {
    case 0:
      return parenthesized(random_.percent(60) ? of_type(random_.pick(std::vector<Oid>{1114, 1184, 1083, 1266}), 0)
                                               : a) +
             " AT TIME ZONE " + b;
    case 1:
      return "extract(" + random_.pick({"year", "epoch", "day", "timezone", "'dow'", "foo"}) + " FROM " +
             (random_.percent(60) ? of_type(random_.pick(std::vector<Oid>{1114, 1184, 1083, 1266, 1186, 1082}), 0)
                                  : a) +
             ")";
    case 2: return "(" + a + ", " + atom() + ") OVERLAPS (" + atom() + ", " + atom() + ")";
    case 3: return "substring(" + a + " FROM " + b + " FOR " + atom() + ")";
    case 4: return "substring(" + a + " FROM " + b + ")";
    case 5: return "substring(" + a + " SIMILAR " + b + " ESCAPE " + atom() + ")";
    case 6: return "overlay(" + a + " PLACING " + b + " FROM " + atom() + ")";
    case 7: return "position(" + b + " IN " + parenthesized(a) + ")";
    case 8: return "trim(" + random_.pick({"", "both ", "leading ", "trailing "}) + b + " FROM " + a + ")";
    case 9: return "normalize(" + a + random_.pick({"", ", NFC"}) + ")";
    case 10: return parenthesized(a) + random_.pick({" IS NORMALIZED", " IS NFD NORMALIZED", " IS NOT NORMALIZED"});
    case 11: return "xmlelement(NAME a, " + a + ")";
    case 12: return "xmlforest(" + a + " AS x, " + atom() + ")";
    case 13:
      return random_.pick({"xmlserialize(content ", "xmlserialize(document "}) + a + " AS " +
             random_.pick({"text", "varchar", "integer"}) + ")";
    case 14:
      return random_.pick({"xmlparse(document ", "xmlparse(content ", "xmlconcat(", "xmlexists('//a' PASSING "}) + a +
             ")";
    case 15: return "grouping(" + a + ")";
    case 16: return "collation for (" + a + ")";
    default:
      return random_.pick({"current_timestamp(2)", "current_schema", "session_user", "localtimestamp(1)",
                           "current_catalog", "current_role", "current_time"});
  }
}

std::string Expressions::subquery(int depth) {
  const std::string inner = careful_ ? of_type(column_type(), depth - 1) : any(depth - 1);
  switch (random_.below(5)) {
    case 0: return "ARRAY(SELECT " + inner + " FROM stock z)";
    case 1: return "(SELECT " + inner + ")";
    case 2: return "(SELECT " + inner + " FROM stock z WHERE z.k = " + atom() + " LIMIT 1)";
    case 3: return "(VALUES (" + inner + "), (" + atom() + "))";
    default: return "(SELECT " + aggregate(depth - 1) + " FROM stock z)";
  }
}

}  // namespace pgscribe::differential
