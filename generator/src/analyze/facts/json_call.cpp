#include "analyze/facts/json_call.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "analyze/facts/messages.hpp"

namespace pgscribe::analyze {

namespace {

/// What the functions make whose names begin with json or jsonb, by the rest of the name.
struct Maker {
  std::string_view name;
  JsonShape shape;
  bool leaves_out_null = false;
};
constexpr Maker kMakers[] = {{"_agg", JsonShape::list},
                             {"_agg_strict", JsonShape::list, true},
                             {"_object_agg", JsonShape::map},
                             {"_object_agg_unique", JsonShape::map},
                             {"_object_agg_strict", JsonShape::map, true},
                             {"_object_agg_unique_strict", JsonShape::map, true},
                             {"_build_object", JsonShape::object},
                             {"_build_array", JsonShape::list},
                             {"_strip_nulls", JsonShape::none}};
constexpr std::string_view kConverters[] = {"to_json", "to_jsonb", "row_to_json", "array_to_json"};

std::optional<Maker> maker_of(const catalog::Function& function) {
  if (function.schema != "pg_catalog") return std::nullopt;
  std::string_view name = function.name;
  if (std::find(std::begin(kConverters), std::end(kConverters), name) != std::end(kConverters))
    return Maker{name, JsonShape::value};
  for (const std::string_view prefix : {"jsonb", "json"}) {
    if (!name.starts_with(prefix)) continue;
    name.remove_prefix(prefix.size());
    break;
  }
  if (name.size() == function.name.size()) return std::nullopt;
  const auto* found =
      std::find_if(std::begin(kMakers), std::end(kMakers), [&](const Maker& maker) { return maker.name == name; });
  if (found == std::end(kMakers)) return std::nullopt;
  return *found;
}

class CallReader {
 public:
  explicit CallReader(JsonProblem& problem) : problem_(problem) {}

  template <class Node>
  std::optional<JsonCall> operator()(const Node&) {
    return std::nullopt;
  }

  std::optional<JsonCall> operator()(const FunctionCallExpr& call) {
    const std::optional<Maker> maker = call.function == nullptr ? std::nullopt : maker_of(*call.function);
    if (!maker || call.variadic_array) return std::nullopt;
    if (maker->shape == JsonShape::object) return object(call.args, false);
    JsonCall result{maker->shape, {}, nullptr, {}, maker->leaves_out_null};
    // Behind what becomes JSON stands whether it shall be pretty, or nulls be left out of arrays.
    const bool takes_all = maker->shape == JsonShape::list;
    for (const BoundRef& arg : call.args) {
      if (takes_all || result.parts.empty()) result.parts.push_back({"", arg.get()});
    }
    return result;
  }

  std::optional<JsonCall> operator()(const AggregateExpr& call) {
    return aggregate(call.function, call.args, call.filter.get(), call.levels_up);
  }
  std::optional<JsonCall> operator()(const WindowExpr& call) {
    return aggregate(call.function, call.args, call.filter.get(), 0);
  }

  std::optional<JsonCall> operator()(const JsonConstructorExpr& json) {
    switch (json.kind) {
      case JsonConstructor::object: return object(json.args, json.absent_on_null);
      case JsonConstructor::array: {
        JsonCall result{JsonShape::list, {}, nullptr, {}, json.absent_on_null};
        for (const BoundRef& arg : json.args) result.parts.push_back({"", arg.get()});
        return result;
      }
      case JsonConstructor::object_aggregate:
      case JsonConstructor::array_aggregate:
        return std::visit(*this, static_cast<const BoundVariant&>(json.args.front()->node));
      case JsonConstructor::scalar: return JsonCall{JsonShape::value, {{"", json.args.front().get()}}, nullptr, {}};
      case JsonConstructor::parse:
      case JsonConstructor::serialize: break;
    }
    return std::nullopt;
  }

 private:
  static std::optional<JsonCall> aggregate(const catalog::Function* function, const BoundList& args,
                                           const BoundExpr* filter, int levels_up) {
    const std::optional<Maker> maker = function == nullptr ? std::nullopt : maker_of(*function);
    if (!maker || args.empty()) return std::nullopt;
    const BoundRef& value = maker->shape == JsonShape::map ? args.back() : args.front();
    return JsonCall{maker->shape, {{"", value.get()}}, filter, levels_up, maker->leaves_out_null};
  }

  std::optional<JsonCall> object(const BoundList& args, bool leaves_out_null) {
    JsonCall result{JsonShape::object, {}, nullptr, {}, leaves_out_null};
    for (std::size_t i = 0; i + 1 < args.size(); i += 2) {
      const auto* key = std::get_if<Constant>(&without_casts(*args[i]).node);
      if (key == nullptr || key->is_null) return fail(args[i]->span, msg::JsonKeyNotConstant());
      const bool is_repeated = std::any_of(result.parts.begin(), result.parts.end(),
                                           [&](const JsonPart& part) { return part.key == key->text; });
      if (is_repeated) return fail(args[i]->span, msg::JsonKeyRepeated(key->text));
      result.parts.push_back({key->text, args[i + 1].get()});
    }
    return result;
  }

  std::nullopt_t fail(Span span, support::Message message) {
    if (!problem_.message) problem_ = {span, std::move(message)};
    return std::nullopt;
  }

  JsonProblem& problem_;
};

}  // namespace

std::optional<JsonCall> json_call(const BoundExpr& expr, JsonProblem& problem) {
  return std::visit(CallReader(problem), static_cast<const BoundVariant&>(expr.node));
}

bool is_json_type(Oid type) { return type == catalog::oid::json || type == catalog::oid::jsonb; }

}  // namespace pgscribe::analyze
