#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lowering.hpp"

// Objects by name (DROP, COMMENT, RENAME, SET SCHEMA) and the types, casts and extensions that are created by name.

namespace pgscribe::sql {
namespace {

void add_part(ObjectName& object, NodeView item, Lowering& l) {
  if (item.is("TypeName")) {
    object.type = lower_type(l, item.body());
  } else {
    object.name.parts.emplace_back(item.string_value());
  }
}

/// `c ON DOMAIN d`: the list holds the domain first, and the domain has no location.
ObjectName lower_domain_constraint(Lowering& l, NodeView list) {
  ObjectName object;
  object.kind = ObjectKind::domain_constraint;
  const Name name = l.locate(last_string(list));
  object.name = {{name.text}, name.span};
  object.span = name.span;
  object.type = lower_type(l, (*list.begin()).body());
  return object;
}

/// DROP CAST (source AS target); everything else is a list of name parts, a type before them for constraints of domains
/// and for transforms.
ObjectName lower_list_object(Lowering& l, ObjectKind kind, NodeView list) {
  ObjectName object;
  object.kind = kind;
  if (kind == ObjectKind::cast) {
    std::vector<TypeName> types;
    for (const NodeView item : list) types.push_back(lower_type(l, item.body()));
    types.resize(2);
    object.span = cover(types[0].span, types[1].span);
    object.type = std::move(types[1]);
    object.args.push_back(std::move(types[0]));
    object.name.parts.emplace_back();
    object.name.span = object.span;
    return object;
  }
  if (kind == ObjectKind::domain_constraint && (*list.begin()).is("TypeName")) return lower_domain_constraint(l, list);
  // Where the list starts with something that is written after the object's name (the table of a trigger, the access
  // method of an operator class), the name is last.
  for (const NodeView item : list) add_part(object, item, l);
  if (object.name.parts.empty()) object.name.parts.emplace_back();
  const bool owner_first = kind == ObjectKind::trigger || kind == ObjectKind::rule || kind == ObjectKind::policy ||
                           kind == ObjectKind::constraint || kind == ObjectKind::operator_class ||
                           kind == ObjectKind::operator_family;
  const Name first = l.locate(owner_first ? object.name.last() : object.name.parts.front());
  object.name.span = first.span;
  if (!first.span.empty()) {
    const std::size_t start = l.cursor() - 1;
    object.name.span = l.tokens_span(start, l.tokens().past_dotted(start));
  }
  object.span = object.name.span;
  return object;
}

DefinitionParameter lower_definition_parameter(Lowering& l, NodeView n) {
  DefinitionParameter parameter;
  n.pass_over();
  parameter.name = n.text("defname");
  for (char& c : parameter.name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  l.seek(n.location());
  parameter.span = l.token(n.location());
  const NodeView arg = n["arg"];
  if (arg.is("TypeName")) {
    parameter.value = lower_type(l, arg.body());
  } else if (arg.is("String")) {
    parameter.value = std::string(arg.string_value());
  } else if (arg.is("Integer")) {
    parameter.value = static_cast<double>(arg.integer_value());
  } else if (arg.is("Float")) {
    parameter.value = std::string(arg.body().text("fval").empty() ? arg.body().text("str") : arg.body().text("fval"));
  } else if (arg.is("List")) {
    QualifiedName name;
    for (const NodeView part : arg.items()) name.parts.emplace_back(part.string_value());
    name.span = parameter.span;
    parameter.value = std::move(name);
  }
  return parameter;
}

std::vector<DefinitionParameter> lower_definition(Lowering& l, NodeView list) {
  std::vector<DefinitionParameter> result;
  for (const NodeView item : list) result.push_back(lower_definition_parameter(l, item.body()));
  return result;
}

DefinitionKind definition_kind(std::string_view kind) {
  if (kind == "OBJECT_AGGREGATE") return DefinitionKind::aggregate;
  if (kind == "OBJECT_OPERATOR") return DefinitionKind::operator_;
  if (kind == "OBJECT_TYPE") return DefinitionKind::type;
  if (kind == "OBJECT_COLLATION") return DefinitionKind::collation;
  return kind.rfind("OBJECT_TS", 0) == 0 ? DefinitionKind::text_search : DefinitionKind::other;
}

}  // namespace

QualifiedName lower_operator_name(Lowering& l, NodeView strings) {
  QualifiedName name;
  for (const NodeView part : strings) name.parts.emplace_back(part.string_value());
  if (name.parts.empty()) name.parts.emplace_back();
  const TokenIndex& tokens = l.tokens();
  for (std::size_t i = l.cursor(); i < tokens.size(); ++i) {
    if (tokens.kind(i) != TokenKind::operator_) continue;
    std::size_t first = i;
    while (first >= 2 && tokens.is(first - 1, ".")) first -= 2;
    name.span = l.tokens_span(first, i + 1);
    break;
  }
  return name;
}

ObjectKind object_kind(std::string_view type) {
  static const std::unordered_map<std::string_view, ObjectKind> kinds{
      {"OBJECT_ACCESS_METHOD", ObjectKind::access_method},
      {"OBJECT_AGGREGATE", ObjectKind::aggregate},
      {"OBJECT_ATTRIBUTE", ObjectKind::attribute},
      {"OBJECT_CAST", ObjectKind::cast},
      {"OBJECT_COLLATION", ObjectKind::collation},
      {"OBJECT_COLUMN", ObjectKind::column},
      {"OBJECT_CONVERSION", ObjectKind::conversion},
      {"OBJECT_DATABASE", ObjectKind::database},
      {"OBJECT_DEFAULT", ObjectKind::default_},
      {"OBJECT_DOMAIN", ObjectKind::domain},
      {"OBJECT_DOMCONSTRAINT", ObjectKind::domain_constraint},
      {"OBJECT_EVENT_TRIGGER", ObjectKind::event_trigger},
      {"OBJECT_EXTENSION", ObjectKind::extension},
      {"OBJECT_FDW", ObjectKind::foreign_data_wrapper},
      {"OBJECT_FOREIGN_SERVER", ObjectKind::foreign_server},
      {"OBJECT_FOREIGN_TABLE", ObjectKind::foreign_table},
      {"OBJECT_FUNCTION", ObjectKind::function},
      {"OBJECT_INDEX", ObjectKind::index},
      {"OBJECT_LANGUAGE", ObjectKind::language},
      {"OBJECT_LARGEOBJECT", ObjectKind::large_object},
      {"OBJECT_MATVIEW", ObjectKind::materialized_view},
      {"OBJECT_OPCLASS", ObjectKind::operator_class},
      {"OBJECT_OPERATOR", ObjectKind::operator_},
      {"OBJECT_OPFAMILY", ObjectKind::operator_family},
      {"OBJECT_POLICY", ObjectKind::policy},
      {"OBJECT_PROCEDURE", ObjectKind::procedure},
      {"OBJECT_PUBLICATION", ObjectKind::publication},
      {"OBJECT_ROLE", ObjectKind::role},
      {"OBJECT_ROUTINE", ObjectKind::routine},
      {"OBJECT_RULE", ObjectKind::rule},
      {"OBJECT_SCHEMA", ObjectKind::schema},
      {"OBJECT_SEQUENCE", ObjectKind::sequence},
      {"OBJECT_STATISTIC_EXT", ObjectKind::statistics},
      {"OBJECT_SUBSCRIPTION", ObjectKind::subscription},
      {"OBJECT_TABCONSTRAINT", ObjectKind::constraint},
      {"OBJECT_TABLE", ObjectKind::table},
      {"OBJECT_TABLESPACE", ObjectKind::tablespace},
      {"OBJECT_TRANSFORM", ObjectKind::transform},
      {"OBJECT_TRIGGER", ObjectKind::trigger},
      {"OBJECT_TSCONFIGURATION", ObjectKind::text_search},
      {"OBJECT_TSDICTIONARY", ObjectKind::text_search},
      {"OBJECT_TSPARSER", ObjectKind::text_search},
      {"OBJECT_TSTEMPLATE", ObjectKind::text_search},
      {"OBJECT_TYPE", ObjectKind::type},
      {"OBJECT_VIEW", ObjectKind::view},
  };
  const auto kind = kinds.find(type);
  return kind == kinds.end() ? ObjectKind::other : kind->second;
}

ObjectName lower_object_with_args(Lowering& l, ObjectKind kind, NodeView n) {
  ObjectName object;
  object.kind = kind;
  object.name = kind == ObjectKind::operator_ ? lower_operator_name(l, n["objname"]) : lower_name(l, n["objname"]);
  object.span = object.name.span;
  object.args_unspecified = n.flag("args_unspecified");
  for (const NodeView arg : n["objargs"]) object.args.push_back(lower_type(l, arg.body()));
  return object;
}

ObjectName lower_object(Lowering& l, ObjectKind kind, NodeView tagged) {
  if (tagged.is("ObjectWithArgs")) return lower_object_with_args(l, kind, tagged.body());
  if (tagged.is("List")) return lower_list_object(l, kind, tagged.items());
  ObjectName object;
  object.kind = kind;
  if (tagged.is("TypeName")) {
    object.type = lower_type(l, tagged.body());
    object.name = object.type->name;
  } else {
    tagged.pass_over();  // a large object has a number
    const Name name = l.locate(tagged.string_value());
    object.name = {{name.text}, name.span};
  }
  object.span = object.name.span;
  return object;
}

Drop lower_drop(Lowering& l, NodeView n) {
  Drop drop;
  const ObjectKind kind = object_kind(n.text("removeType"));
  drop.if_exists = n.flag("missing_ok");
  drop.cascade = n.text("behavior") == "DROP_CASCADE";
  drop.concurrently = n.flag("concurrent");
  for (const NodeView object : n["objects"]) drop.objects.push_back(lower_object(l, kind, object));
  return drop;
}

Comment lower_comment(Lowering& l, NodeView n) {
  Comment comment;
  comment.object = lower_object(l, object_kind(n.text("objtype")), n["object"]);
  // PostgreSQL takes an empty comment for none (CreateComments).
  if (const std::string_view text = n.text("comment"); !text.empty()) comment.text = std::string(text);
  return comment;
}

CreateEnum lower_create_enum(Lowering& l, NodeView n) {
  CreateEnum result;
  result.name = lower_name(l, n["typeName"]);
  for (const NodeView label : n["vals"]) {
    // labels are string constants: the next one belongs to the next label
    std::size_t i = l.cursor();
    while (i < l.tokens().size() && l.tokens().kind(i) != TokenKind::string) ++i;
    result.labels.push_back({std::string(label.string_value()), l.tokens_span(i, i + 1)});
  }
  return result;
}

CreateComposite lower_create_composite(Lowering& l, NodeView n) {
  CreateComposite result;
  result.name = lower_relation(l, n["typevar"]).name;
  for (const NodeView column : n["coldeflist"]) {
    result.attributes.push_back(lower_column_definition(l, column.body()));
  }
  return result;
}

CreateRange lower_create_range(Lowering& l, NodeView n) {
  return {lower_name(l, n["typeName"]), lower_definition(l, n["params"])};
}

CreateDomain lower_create_domain(Lowering& l, NodeView n) {
  CreateDomain domain;
  domain.name = lower_name(l, n["domainname"]);
  domain.type = lower_type(l, n["typeName"]);
  if (const NodeView collate = n["collClause"]) {
    l.seek(collate.location());
    domain.collation_span = l.token(collate.location());
    domain.collation = lower_name(l, collate["collname"]);
  }
  for (const NodeView constraint : n["constraints"])
    domain.constraints.push_back(lower_constraint(l, constraint.body()));
  return domain;
}

Define lower_define(Lowering& l, NodeView n) {
  Define define;
  define.kind = definition_kind(n.text("kind"));
  define.name =
      define.kind == DefinitionKind::operator_ ? lower_operator_name(l, n["defnames"]) : lower_name(l, n["defnames"]);
  define.old_style = n.flag("oldstyle");
  define.if_not_exists = n.flag("if_not_exists");
  define.replace = n.flag("replace");
  // Aggregates: the parameters and how many of them are direct. libpg_query writes -1 (a plain aggregate) and 0 (all
  // aggregated:
  // `(ORDER BY x)`) alike.
  const bool order_by_first = l.tokens().is(l.cursor(), "(") && l.tokens().is(l.cursor() + 1, "order");
  for (const NodeView item : n["args"]) {
    if (item.is("List")) define.aggregate_parameters = lower_parameters(l, item.items());
    if (item.is("Integer")) {
      const int count = item.integer_value();
      define.direct_argument_count = count > 0 || order_by_first ? count : -1;
    }
  }
  define.parameters = lower_definition(l, n["definition"]);
  return define;
}

CreateCast lower_create_cast(Lowering& l, NodeView n) {
  CreateCast cast;
  cast.source = lower_type(l, n["sourcetype"]);
  cast.target = lower_type(l, n["targettype"]);
  if (const NodeView function = n["func"]) cast.function = lower_object_with_args(l, ObjectKind::function, function);
  cast.inout = n.flag("inout");
  const std::string_view context = n.text("context");
  if (context == "COERCION_IMPLICIT") cast.context = CastContext::implicit;
  if (context == "COERCION_ASSIGNMENT") cast.context = CastContext::assignment;
  return cast;
}

CreateExtension lower_create_extension(Lowering& l, NodeView n) {
  CreateExtension extension;
  const Name name = l.locate(n.text("extname"));
  extension.name = name.text;
  extension.name_span = name.span;
  extension.if_not_exists = n.flag("if_not_exists");
  for (const NodeView item : n["options"]) {
    item.pass_over();
    if (item.body().text("defname") == "schema") extension.schema = std::string(item.body()["arg"].string_value());
  }
  return extension;
}

}  // namespace pgscribe::sql
