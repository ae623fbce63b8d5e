#include <algorithm>
#include <utility>

#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"
#include "catalog/type_name.hpp"

// XML functions with a syntax of their own (transformXmlExpr and transformXmlSerialize).

namespace pgscribe::analyze {

namespace {

struct XmlArgument {
  Oid type = catalog::kInvalidOid;  ///< kInvalidOid: any
  const char* construct = "";
};

/// What the `index`-th plain argument of an XML function is coerced to.
XmlArgument argument_of(sql::XmlOperation op, std::size_t index) {
  switch (op) {
    case sql::XmlOperation::concat: return {catalog::oid::xml, "XMLCONCAT"};
    case sql::XmlOperation::element: return {};
    case sql::XmlOperation::forest: return {catalog::oid::xml, "XMLFOREST"};
    case sql::XmlOperation::parse: return {index == 0 ? catalog::oid::text : catalog::oid::bool_, "XMLPARSE"};
    case sql::XmlOperation::pi: return {catalog::oid::text, "XMLPI"};
    case sql::XmlOperation::root:
      return {index == 0 ? catalog::oid::xml : index == 1 ? catalog::oid::text : catalog::oid::int4, "XMLROOT"};
    case sql::XmlOperation::document: return {catalog::oid::xml, "IS DOCUMENT"};
  }
  return {};
}

/// The name of an XMLATTRIBUTES or XMLFOREST member.
std::string member_name(ParseState& state, const sql::XmlCall& call,
                        const std::pair<std::string, sql::ExprRef>& member) {
  if (!member.first.empty()) return member.first;
  if (std::holds_alternative<sql::ColumnRef>(member.second->node)) return column_name_of(*member.second);
  fail(state, member.second->extent,
       call.op == sql::XmlOperation::element ? msg::UnnamedXmlAttribute() : msg::UnnamedXmlElement());
}

void transform_members(ParseState& state, const sql::XmlCall& call, XmlExpr& result) {
  std::vector<std::string> names;
  for (const auto& member : call.named_args) {
    result.named_args.push_back(transform_expr_recurse(state, *member.second));
    const std::string name = member_name(state, call, member);
    if (call.op == sql::XmlOperation::element && std::find(names.begin(), names.end(), name) != names.end()) {
      fail(state, member.second->extent, msg::XmlAttributeNameAppearsMoreThanOnce(name));
    }
    names.push_back(name);
  }
}

}  // namespace

BoundRef transform_xml(ParseState& state, const sql::XmlCall& call, Span span) {
  XmlExpr result;
  result.op = call.op;
  transform_members(state, call, result);
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    BoundRef arg = transform_expr_recurse(state, *call.args[i]);
    const XmlArgument wanted = argument_of(call.op, i);
    if (wanted.type == catalog::oid::bool_) {
      arg = coerce_to_boolean(state, std::move(arg), wanted.construct);
    } else if (wanted.type != catalog::kInvalidOid) {
      arg = coerce_to_specific_type(state, std::move(arg), wanted.type, wanted.construct);
    }
    result.args.push_back(std::move(arg));
  }
  const Oid type = call.op == sql::XmlOperation::document ? catalog::oid::bool_ : catalog::oid::xml;
  Span place = span;
  for (const BoundRef& arg : result.args) place = leftmost(place, arg->span);
  return make_bound(std::move(result), type, place);
}

BoundRef transform_xml_serialize(ParseState& state, const sql::XmlSerialize& serialize, Span span) {
  BoundRef arg =
      coerce_to_specific_type(state, transform_expr_recurse(state, *serialize.arg), catalog::oid::xml, "XMLSERIALIZE");
  const catalog::ResolvedType target = resolve_type_name(state, serialize.type);
  // SQL allows char and varchar; PostgreSQL any type that text is implicitly cast to.
  BoundRef text = make_bound(XmlSerializeExpr{std::move(arg)}, catalog::oid::text, span);
  BoundRef result =
      coerce_to_target_type(state, std::move(text), {target.type, target.type_modifier, CoercionContext::implicit});
  if (result != nullptr) return result;
  fail(state, span, msg::CannotCastXmlserializeResultTo(state.context.catalog.format_type(target.type)));
}

}  // namespace pgscribe::analyze
