#include "fact_calls.hpp"

#include <map>

#include "argument_values.hpp"

namespace property {

namespace {

using pgscribe::catalog::AggregateKind;
using pgscribe::catalog::Function;
using pgscribe::catalog::FunctionKind;
using pgscribe::catalog::TypeKind;
namespace oid = pgscribe::catalog::oid;

/// Arguments for functions that random ones never fit, or that end, block or pause the server or the session.
const std::map<std::string, std::vector<Arguments>>& examples() {
  static const std::vector<Arguments> kDates{{"'year'", "'2020-02-29'"}, {"'day'", "'2020-02-29'"}};
  static const std::vector<Arguments> kTimes{{"'hour'", "'12:34:56'"}, {"'second'", "'00:00'"}};
  static const std::map<std::string, std::vector<Arguments>> arguments{
      {"current_setting(text)", {{"'work_mem'"}}},
      {"date_part(text, time)", kTimes},
      {"date_part(text, timetz)", kTimes},
      {"extract(text, time)", kTimes},
      {"extract(text, timetz)", kTimes},
      {"date_part(text, date)", {{"'day'", "'infinity'"}, {"'year'", "'infinity'"}, {"'year'", "'2020-02-29'"}}},
      {"date_part(text, timestamp)", {{"'day'", "'infinity'"}, {"'year'", "'-infinity'"}}},
      {"date_part(text, timestamptz)", {{"'day'", "'infinity'"}, {"'year'", "'-infinity'"}}},
      {"extract(text, date)", {{"'day'", "'infinity'"}, {"'year'", "'infinity'"}, {"'year'", "'2020-02-29'"}}},
      {"extract(text, timestamp)", {{"'day'", "'infinity'"}, {"'year'", "'-infinity'"}}},
      {"extract(text, timestamptz)", {{"'day'", "'infinity'"}, {"'year'", "'-infinity'"}}},
      {"decode(text, text)", {{"'00ff'", "'hex'"}, {"''", "'base64'"}, {"'a'", "'escape'"}}},
      {"encode(bytea, text)", {{"''", "'hex'"}, {"'a'", "'base64'"}}},
      {"daterange(date, date, text)",
       {{"'2020-01-01'", "'2020-01-01'", "'[)'"}, {"'-infinity'", "'infinity'", "'[]'"}}},
      {"int4range(int4, int4, text)", {{"1", "1", "'[)'"}, {"1", "3", "'[]'"}}},
      {"int8range(int8, int8, text)", {{"1", "1", "'[)'"}, {"1", "3", "'[]'"}}},
      {"numrange(numeric, numeric, text)", {{"1", "1", "'[)'"}, {"'-infinity'", "'infinity'", "'()'"}}},
      {"tsrange(timestamp, timestamp, text)",
       {{"'2020-01-01'", "'2020-01-01'", "'[)'"}, {"'-infinity'", "'infinity'", "'()'"}}},
      {"tstzrange(timestamptz, timestamptz, text)", {{"'2020-01-01'", "'2020-01-01'", "'[)'"}}},
      {"datemultirange(_daterange)", {{"'{}'"}, {"'{empty,\"[2020-01-01,)\"}'"}}},
      {"int4multirange(_int4range)", {{"'{}'"}, {"'{empty,\"[1,3)\"}'"}}},
      {"int8multirange(_int8range)", {{"'{}'"}, {"'{empty,\"[1,3)\"}'"}}},
      {"nummultirange(_numrange)", {{"'{}'"}, {"'{empty,\"[1,3)\"}'"}}},
      {"tsmultirange(_tsrange)", {{"'{}'"}, {"'{empty,\"[2020-01-01,)\"}'"}}},
      {"tstzmultirange(_tstzrange)", {{"'{}'"}, {"'{empty,\"[2020-01-01,)\"}'"}}},
      {"make_timestamptz(int4, int4, int4, int4, int4, float8, text)",
       {{"2020", "2", "29", "23", "59", "60", "'UTC'"}}},
      {"make_timestamp(int4, int4, int4, int4, int4, float8)", {{"2020", "2", "29", "23", "59", "60"}}},
      {"ts_headline(json, tsquery, text)", {{"'{\"a\": \"b\"}'", "'b'", "'MaxWords=5, MinWords=1'"}}},
      {"xpath(text, xml, _text)", {{"'/x:a'", "'<a xmlns=\"u\"/>'", "'{{x,u}}'"}}},
      {"xpath_exists(text, xml, _text)", {{"'/x:a'", "'<a xmlns=\"u\"/>'", "'{{x,u}}'"}}},
      {"make_timestamptz(int4, int4, int4, int4, int4, float8)", {{"2020", "2", "29", "23", "59", "60"}}},
      {"regexp_instr(text, text, int4, int4, int4, text)", {{"'a'", "'b'", "1", "1", "0", "'i'"}}},
      {"regexp_split_to_table(text, text, text)", {{"''", "','", "'i'"}, {"'a,b'", "','", "'i'"}}},
      {"make_interval(int4, int4, int4, int4, int4, int4, float8)", {{"0", "0", "0", "0", "0", "0", "0"}}},
      {"regexp_instr(text, text, int4, int4, int4, text, int4)", {{"'a'", "'b'", "1", "1", "0", "'i'", "0"}}},
      {"regexp_replace(text, text, text, int4, int4, text)", {{"'a'", "'b'", "''", "1", "1", "'i'"}}},
      {"regexp_match(text, text)", {{"'a'", "'(a)|(b)'"}}},
      {"regexp_match(text, text, text)", {{"'a'", "'(a)|(b)'", "'i'"}}},
      {"regexp_matches(text, text)", {{"'a'", "'(a)|(b)'"}, {"'a'", "'a'"}}},
      {"regexp_matches(text, text, text)", {{"'ab'", "'(a)|(b)'", "'g'"}}},
      {"regexp_match(citext, citext)", {{"'a'", "'(a)|(b)'"}}},
      {"regexp_match(citext, citext, text)", {{"'a'", "'(a)|(b)'", "'i'"}}},
      {"regexp_matches(citext, citext)", {{"'a'", "'(a)|(b)'"}}},
      {"regexp_matches(citext, citext, text)", {{"'ab'", "'(a)|(b)'", "'g'"}}},
      {"regexp_split_to_array(citext, citext, text)", {{"'a,b'", "','", "'i'"}}},
      {"set_config(text, text, bool)", {{"'work_mem'", "'4MB'", "true"}}},
      {"string_to_array(text, text, text)", {{"'a,b'", "','", "'a'"}, {"'a,b'", "','", "'x'"}}},
      {"normalize(text, text)", {{"'a'", "'NFC'"}, {"''", "'nfkd'"}}},
      {"to_ascii(text, int4)", {{"'a'", "8"}}},
      {"to_ascii(text, name)", {{"'a'", "'LATIN1'"}}},
      {"ts_rank(_float4, tsvector, tsquery)", {{"'{0,0,0,0}'", "''", "''"}, {"'{1,1,1,1}'", "'a:1'", "'a'"}}},
      {"ts_rank(_float4, tsvector, tsquery, int4)", {{"'{1,1,1,1}'", "'a:1'", "'a'", "1"}}},
      {"ts_rank_cd(_float4, tsvector, tsquery)", {{"'{0,0,0,0}'", "''", "''"}, {"'{1,1,1,1}'", "'a:1'", "'a'"}}},
      {"ts_rank_cd(_float4, tsvector, tsquery, int4)", {{"'{1,1,1,1}'", "'a:1'", "'a'", "1"}}},
      {"json_build_object(any)", {{"'a'", "1"}}},
      {"jsonb_build_object(any)", {{"'a'", "1"}}},
      {"array_fill(anyelement, _int4)", {{"1", "'{2}'"}, {"1", "'{0}'"}, {"1", "'{2,2}'"}}},
      {"array_fill(anyelement, _int4, _int4)", {{"1", "'{2}'", "'{5}'"}, {"1", "'{}'", "'{}'"}}},
      {"percentile_cont(_float8, float8)", {{"'{0,1}'", "1"}, {"'{0,NULL}'", "1"}}},
      {"percentile_cont(_float8, interval)", {{"'{0,1}'", "'1 day'"}, {"'{0,NULL}'", "'1 day'"}}},
      {"percentile_disc(_float8, anyelement)", {{"'{0,1}'", "1"}, {"'{0,NULL}'", "1"}}},
      {"percentile_cont(float8, float8)", {{"0.5", "1"}}},
      {"percentile_cont(float8, interval)", {{"0.5", "'1 day'"}}},
      {"percentile_disc(float8, anyelement)", {{"0.5", "1"}}},
      {"ntile(int4)", {{"1"}, {"5"}}},
      {"lag(anyelement, int4)", {{"3", "0"}, {"3", "1"}}},
      {"lead(anyelement, int4)", {{"3", "0"}, {"3", "1"}}},
      {"lag(anycompatible, int4, anycompatible)", {{"3", "1", "7"}, {"3", "-1", "7"}}},
      {"lead(anycompatible, int4, anycompatible)", {{"3", "1", "7"}, {"3", "-1", "7"}}},
      {"nth_value(anyelement, int4)", {{"3", "1"}, {"3", "5"}}},
      {"array_replace(anycompatiblearray, anycompatible, anycompatible)", {{"'{1,2}'::int4[]", "1", "3"}}},
      {"array_remove(anycompatiblearray, anycompatible)", {{"'{1,2}'::int4[]", "1"}, {"'{1,NULL}'::int4[]", "1"}}},
      {"trim_array(anyarray, int4)", {{"'{1,2}'::int4[]", "1"}, {"'{NULL,2}'::int4[]", "1"}, {"'{}'::int4[]", "0"}}},
      {"pg_notify(text, text)", {{"'channel'", "'x'"}}},
      {"pg_logical_emit_message(bool, text, text)", {{"true", "'a'", "'b'"}}},
      {"pg_logical_emit_message(bool, text, bytea)", {{"true", "'a'", "'b'"}}},
      {"lo_creat(int4)", {{"0"}}},
      {"lo_create(oid)", {{"0"}}},
      {"lo_from_bytea(oid, bytea)", {{"0", "'a'"}}},
      {"lo_import(text)", {{"'PG_VERSION'"}}},
      {"lo_import(text, oid)", {{"'PG_VERSION'", "0"}}},
      {"lo_put(oid, int8, bytea)", {{"4711", "0", "'a'"}}},
      {"lo_truncate(int4, int4)", {{"lo_open(4711, 131072)", "0"}}},
      {"lo_truncate64(int4, int8)", {{"lo_open(4711, 131072)", "0"}}},
      {"lo_unlink(oid)", {{"4711"}}},
      {"lowrite(int4, bytea)", {{"lo_open(4711, 131072)", "'a'"}}},
      {"pg_sleep(float8)", {{"0"}}},
      {"pg_sleep_for(interval)", {{"'0'"}}},
      {"pg_sleep_until(timestamptz)", {{"'2000-01-01'"}}},
      {"pg_cancel_backend(int4)", {{"0"}}},
      {"pg_terminate_backend(int4, int8)", {{"0", "0"}}},
      {"pg_advisory_lock(int8)", {{"1"}}},
  };
  return arguments;
}

std::string null_in_place_of(const std::string& expression) { return "(CASE WHEN false THEN " + expression + " END)"; }

std::string joined(const Arguments& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

}  // namespace

std::vector<Arguments> FactCalls::arguments_of(const Function& function) {
  if (const auto found = examples().find(signature(function)); found != examples().end())
    return cast_to_types(function, found->second);
  std::vector<std::vector<std::string>> choices;
  double combinations = 1;
  for (const auto type : function.input_types) {
    choices.push_back(argument_values(catalog_, type));
    combinations *= static_cast<double>(choices.back().size());
  }
  const bool all = combinations <= calls_;
  const int count = all ? static_cast<int>(combinations) : calls_;
  std::vector<Arguments> result;
  for (int i = 0; i < count; ++i) {
    Arguments arguments;
    int rest = i;
    for (const auto& values : choices) {
      const auto size = static_cast<int>(values.size());
      arguments.push_back(all ? values[static_cast<std::size_t>(rest % size)] : random_.pick(values));
      rest /= size;
    }
    result.push_back(std::move(arguments));
  }
  return result;
}

/// Literals of the types that the function takes, so that none of its namesakes is called.
std::vector<Arguments> FactCalls::cast_to_types(const Function& function, std::vector<Arguments> choices) const {
  for (Arguments& arguments : choices) {
    for (std::size_t i = 0; i < arguments.size() && i < function.input_types.size(); ++i) {
      const bool is_any = catalog_.type(function.input_types[i])->kind == TypeKind::pseudo;
      if (!is_any) arguments[i] += "::" + type_spelling(catalog_, function.input_types[i]);
    }
  }
  return choices;
}

std::string FactCalls::signature(const Function& function) const {
  std::string types;
  for (const auto type : function.input_types) types += (types.empty() ? "" : ", ") + catalog_.type(type)->name;
  return function.name + "(" + types + ")";
}

std::string FactCalls::sql(const Function& function, const Arguments& arguments, const CallForm& form) const {
  Arguments items;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    // Of VARIADIC "any" a plain argument is one of the list.
    const bool is_list = i + 1 == function.input_types.size() && function.variadic != 0;
    if (is_list && form.null_list) {
      items.emplace_back("VARIADIC NULL::text[]");
      break;
    }
    const std::string item = i < form.nulls.size() && form.nulls[i] ? null_in_place_of(arguments[i]) : arguments[i];
    items.push_back((is_list && function.variadic != oid::any ? "VARIADIC " : "") + item);
  }
  const std::string name = function.schema + ".\"" + function.name + "\"";
  const std::string rows = " FROM generate_series(1, " + std::to_string(form.rows) + ") AS row";
  if (function.kind == FunctionKind::window)
    return "SELECT " + name + "(" + joined(items) + ") OVER (ORDER BY row)" + rows;
  if (function.kind != FunctionKind::aggregate) {
    const std::string call = name + "(" + joined(items) + ")";
    return form.columns.empty() ? "SELECT " + call : "SELECT " + form.columns + " FROM " + call;
  }
  if (function.aggregate_kind == AggregateKind::normal) {
    const std::string list = function.input_types.empty() ? "*" : joined(items);
    return "SELECT " + name + "(" + list + ")" + rows;
  }
  const auto direct = items.begin() + function.direct_argument_count;
  return "SELECT " + name + "(" + joined({items.begin(), direct}) + ") WITHIN GROUP (ORDER BY " +
         joined({direct, items.end()}) + ")" + rows;
}

Outcome FactCalls::call(const Function& function, const std::vector<Arguments>& choices, const CallForm& form) {
  Outcome outcome;
  for (const Arguments& arguments : choices) {
    ++count_;
    const std::string text = sql(function, arguments, form);
    const Answer answer = server_.query(text, {});
    for (const Values& row : answer.rows) {
      for (const auto& value : row) {
        ++(value ? outcome.values : outcome.nulls);
        if (!value) outcome.null_call = text;
        if (!has_null_element(value)) continue;
        ++outcome.null_elements;
        outcome.null_element_call = text;
      }
    }
  }
  return outcome;
}

}  // namespace property
