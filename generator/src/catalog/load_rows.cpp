#include "catalog/load_rows.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <unordered_map>

namespace pgscribe::catalog {

namespace {

/// Walks the words of one row.
class RowReader {
 public:
  explicit RowReader(std::string_view row) : row_(row), rest_(row) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  std::string_view word() { return until(' '); }
  std::string_view until(char separator) {
    const std::size_t end = rest_.find(separator);
    const std::string_view text = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    return text;
  }
  void skip_space() {
    if (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[noreturn]] void fail(std::string_view what) const {
    throw std::logic_error("catalog row \"" + std::string(row_) + "\": " + std::string(what));
  }

 private:
  std::string_view row_;
  std::string_view rest_;
};

/// `key=value`, or a bare flag.
struct Attribute {
  std::string_view key;
  std::string_view value;
};
Attribute next_attribute(RowReader& row) {
  const std::string_view word = row.word();
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) return {word, {}};
  return {word.substr(0, equals), word.substr(equals + 1)};
}
int to_int(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}
/// "1", "1,5"
BtreeStrategies to_strategies(std::string_view text) {
  BtreeStrategies strategies;
  for (const char c : text) {
    if (c != ',') strategies.add(c - '0');
  }
  return strategies;
}
Oid to_oid(std::string_view text) { return static_cast<Oid>(to_int(text)); }

struct SplitName {
  std::string_view schema;
  std::string_view name;
};

class Loader {
 public:
  explicit Loader(const LoadContext& context) : context_(context) {}

  LoadedObjects load(const std::vector<Rows>& lists) {
    reserve(lists);
    for_each(lists, "own_schema", [&](RowReader& row) { own_schemas_.push_back(row.word()); });
    for_each(lists, "type", [&](RowReader& row) { declare_type(row); });
    for (const Rows& rows : lists) declare_relations(rows);
    for_each(lists, "type", [&](RowReader& row) { define_type(row); });
    set_multirange_subtypes();
    for (const Rows& rows : lists) define_columns(rows);
    for_each(lists, "function", [&](RowReader& row) { add_function(row); });
    for_each(lists, "operator", [&](RowReader& row) { add_operator(row); });
    link_operators();
    for_each(lists, "access_method", [&](RowReader& row) { add_access_method(row); });
    for_each(lists, "opfamily", [&](RowReader& row) { add_operator_family(row); });
    for_each(lists, "opclass", [&](RowReader& row) { add_operator_class(row); });
    for_each(lists, "cast", [&](RowReader& row) { add_cast(row); });
    for_each(lists, "facts", [&](RowReader& row) { add_facts(row); });
    return std::move(objects_);
  }

 private:
  void reserve(const std::vector<Rows>& lists) {
    std::size_t types = 0, functions = 0, operators = 0;
    for (const Rows& rows : lists) {
      for (const std::string_view row : rows) {
        if (row[0] == 't' || row[0] == 'v') types += 2;
        if (row.starts_with("fu")) ++functions;
        if (row[0] == 'o') ++operators;
      }
    }
    objects_.types.reserve(types);
    objects_.relations.reserve(types / 2);
    objects_.functions.reserve(functions);
    objects_.operators.reserve(operators);
    functions_by_name_.reserve(functions);
    operators_by_name_.reserve(operators);
  }
  template <class F>
  void for_each(const std::vector<Rows>& lists, std::string_view kind, F f) {
    for (const Rows& rows : lists) {
      for (const std::string_view text : rows) {
        RowReader row(text);
        if (row.word() == kind) f(row);
      }
    }
  }

  /// "information_schema.x", or a schema of the extension's own, to its parts; else the context's schema.
  [[nodiscard]] SplitName split_name(std::string_view symbolic, std::string_view default_schema) const {
    const std::size_t dot = symbolic.find('.');
    const std::string_view prefix = symbolic.substr(0, dot);
    const bool is_schema = dot != std::string_view::npos && dot != 0 &&
                           (prefix == "information_schema" ||
                            std::find(own_schemas_.begin(), own_schemas_.end(), prefix) != own_schemas_.end());
    return is_schema ? SplitName{prefix, symbolic.substr(dot + 1)} : SplitName{default_schema, symbolic};
  }

  Oid oid_or_new(std::string_view text) { return text.empty() ? context_.allocate_oid() : to_oid(text); }

  // --- types: declared first, as rows refer to each other in any order
  void declare_type(RowReader& row) {
    const std::string_view symbolic = row.word();
    Type type;
    const SplitName name = split_name(symbolic, context_.schema);
    type.schema = name.schema;
    type.name = name.name;
    type.extension = context_.extension;
    type.kind = type_kind(row.word());
    type.category = row.word().front();
    bool has_array = false;
    while (!row.at_end()) {
      const Attribute attribute = next_attribute(row);
      if (attribute.key == "oid") type.oid = to_oid(attribute.value);
      if (attribute.key == "array") {
        has_array = true;
        type.array = attribute.value.empty() ? kInvalidOid : to_oid(attribute.value);
      }
    }
    if (type.oid == kInvalidOid) type.oid = context_.allocate_oid();
    if (has_array && type.array == kInvalidOid) type.array = context_.allocate_oid();
    keep_type(symbolic, std::move(type));
  }
  void keep_type(std::string_view symbolic, Type type) {
    type_oids_[symbolic] = {type.oid, type.array};
    type_index_[symbolic] = objects_.types.size();
    objects_.types.push_back(std::move(type));
  }
  static TypeKind type_kind(std::string_view word) {
    if (word == "domain") return TypeKind::domain;
    if (word == "enum") return TypeKind::enum_;
    if (word == "pseudo") return TypeKind::pseudo;
    if (word == "range") return TypeKind::range;
    if (word == "multirange") return TypeKind::multirange;
    return TypeKind::base;
  }

  void define_type(RowReader& row) {
    const std::string_view symbolic = row.word();
    row.word();
    row.word();
    Type& type = objects_.types[type_index_.at(symbolic)];
    while (!row.at_end()) set_type_attribute(type, next_attribute(row), row);
    if (type.array != kInvalidOid) add_array_type(type_index_.at(symbolic));
  }
  void set_type_attribute(Type& type, const Attribute& a, const RowReader& row) {
    if (a.key == "base") type.base = type_oid(a.value, row);
    if (a.key == "element") type.element = type_oid(a.value, row);
    if (a.key == "subtype") type.subtype = type_oid(a.value, row);
    if (a.key == "range") type.range = type_oid(a.value, row);
    if (a.key == "multirange") type.multirange = type_oid(a.value, row);
    if (a.key == "typmod") type.base_modifier = to_int(a.value);
    if (a.key == "preferred") type.preferred = true;
    if (a.key == "true_array") type.is_true_array = true;
    if (a.key == "subscript") type.is_subscriptable = true;
    if (a.key == "collatable") type.is_collatable = true;
    if (a.key == "modifiers") type.has_typmod_in = true;
    if (a.key == "not_null") type.not_null = true;
  }
  void set_multirange_subtypes() {
    std::unordered_map<Oid, Oid> subtypes;
    for (const Type& type : objects_.types) {
      if (type.kind == TypeKind::range) subtypes[type.oid] = type.subtype;
    }
    for (Type& type : objects_.types) {
      if (type.kind == TypeKind::multirange) type.subtype = subtypes[type.range];
    }
  }
  /// genbki.pl's rule for array types. pg_type.dat itself says that record[] is a pseudo-type; cstring[] is not.
  void add_array_type(std::size_t element_index) {
    const Type& element = objects_.types[element_index];
    Type array;
    array.oid = element.array;
    array.schema = element.schema;
    array.name = "_" + element.name;
    array.extension = element.extension;
    const bool is_pseudo = element.name == "record";
    array.kind = is_pseudo ? TypeKind::pseudo : TypeKind::base;
    array.category = is_pseudo ? 'P' : 'A';
    array.element = element.oid;
    array.is_true_array = array.is_subscriptable = true;
    array.is_collatable = element.is_collatable;
    array.has_typmod_in = element.has_typmod_in;
    objects_.types.push_back(std::move(array));
  }

  Oid type_oid(std::string_view symbolic, const RowReader& row) {
    const Oid oid = find_type(symbolic);
    if (oid == kInvalidOid) row.fail("unknown type " + std::string(symbolic));
    return oid;
  }
  Oid find_type(std::string_view symbolic) {
    if (const auto found = type_oids_.find(symbolic); found != type_oids_.end()) return found->second.type;
    const auto [schema, name] = split_name(symbolic, {});
    if (name.substr(0, 1) == "_") {
      const std::string element =
          (schema.empty() ? std::string() : std::string(schema) + ".") + std::string(name.substr(1));
      const auto found = type_oids_.find(element);
      if (found != type_oids_.end() && found->second.array != kInvalidOid) return found->second.array;
    }
    return context_.find_type ? context_.find_type(symbolic) : kInvalidOid;
  }

  // --- relations
  static std::optional<RelationKind> relation_kind(std::string_view word) {
    if (word == "table") return RelationKind::table;
    if (word == "view") return RelationKind::view;
    if (word == "composite") return RelationKind::composite;
    if (word == "materialized_view") return RelationKind::materialized_view;
    if (word == "foreign_table") return RelationKind::foreign_table;
    return std::nullopt;
  }
  void declare_relations(const Rows& rows) {
    for (const std::string_view text : rows) {
      RowReader row(text);
      if (const std::optional<RelationKind> kind = relation_kind(row.word())) declare_relation(*kind, row);
    }
  }
  void declare_relation(RelationKind kind, RowReader& row) {
    const std::string_view symbolic = row.word();
    std::string_view oid, row_type, array;
    while (!row.at_end()) {
      const Attribute attribute = next_attribute(row);
      (attribute.key == "oid" ? oid : attribute.key == "row_type" ? row_type : array) = attribute.value;
    }
    Relation relation;
    const SplitName name = split_name(symbolic, context_.schema);
    relation.schema = name.schema;
    relation.name = name.name;
    relation.extension = context_.extension;
    relation.kind = kind;
    relation.oid = oid_or_new(oid);
    relation.row_type = oid_or_new(row_type);
    Type type;
    type.oid = relation.row_type;
    type.schema = relation.schema;
    type.name = relation.name;
    type.extension = context_.extension;
    type.kind = TypeKind::composite;
    type.category = 'C';
    type.relation = relation.oid;
    type.array = oid_or_new(array);
    keep_type(symbolic, std::move(type));
    add_array_type(objects_.types.size() - 1);
    objects_.relations.push_back(std::move(relation));
  }
  void define_columns(const Rows& rows) {
    for (const std::string_view text : rows) {
      RowReader row(text);
      const std::string_view kind = row.word();
      if (relation_kind(kind)) {
        ++relation_;
      } else if (kind == "column") {
        add_column(row);
      } else if (kind == "primary_key" || kind == "unique_key") {
        add_key(row, kind == "primary_key");
      }
    }
  }
  void add_column(RowReader& row) {
    Relation& relation = objects_.relations[relation_ - 1];
    Column column;
    column.name = row.word();
    column.type = type_oid(row.word(), row);
    while (!row.at_end()) {
      const Attribute attribute = next_attribute(row);
      if (attribute.key == "typmod") column.type_modifier = to_int(attribute.value);
      if (attribute.key == "not_null") column.not_null = true;
    }
    if (relation.kind == RelationKind::composite) {
      objects_.types[type_index_by_oid(relation.row_type)].attributes.push_back(
          {column.name, column.type, column.type_modifier, false});
    }
    relation.columns.push_back(std::move(column));
  }
  std::size_t type_index_by_oid(Oid oid) const {
    std::size_t index = 0;
    while (objects_.types[index].oid != oid) ++index;
    return index;
  }
  void add_key(RowReader& row, bool is_primary) {
    Relation& relation = objects_.relations[relation_ - 1];
    UniqueKey key;
    key.name = row.word();
    key.is_primary = key.is_constraint = is_primary;
    while (!row.at_end()) key.columns.push_back(relation.attribute_number(row.word()));
    relation.unique_keys.push_back(std::move(key));
  }

  // --- functions
  void add_function(RowReader& row) {
    Function function;
    const SplitName name = split_name(row.until('('), context_.schema);
    function.schema = name.schema;
    function.name = name.name;
    function.extension = context_.extension;
    RowReader arguments(row.until(')'));
    row.skip_space();
    while (!arguments.at_end()) {
      add_argument(function, arguments.until(','));
      arguments.skip_space();
    }
    if (!has_names_or_modes(function)) function.arguments.clear();
    std::string_view result = row.word();
    if (result == "setof") {
      function.returns_set = true;
      result = row.word();
    }
    function.result = result == "-" ? kInvalidOid : type_oid(result, row);
    while (!row.at_end()) set_function_attribute(function, next_attribute(row));
    if (function.oid == kInvalidOid) function.oid = context_.allocate_oid();
    functions_by_name_.emplace(std::string_view(name.name), objects_.functions.size());
    objects_.functions.push_back(std::move(function));
  }
  void add_argument(Function& function, std::string_view text) {
    RowReader words(text);
    FunctionArgument argument;
    std::string_view word = words.word();
    if (const std::optional<ArgumentMode> mode = argument_mode(word)) {
      argument.mode = *mode;
      word = words.word();
    }
    argument.type = type_oid(word, words);
    argument.name = words.rest();
    if (argument.mode == ArgumentMode::variadic) function.variadic = variadic_element(argument.type, word, words);
    if (is_input(argument.mode)) function.input_types.push_back(argument.type);
    function.arguments.push_back(std::move(argument));
  }
  static std::optional<ArgumentMode> argument_mode(std::string_view word) {
    if (word == "out") return ArgumentMode::out;
    if (word == "inout") return ArgumentMode::inout;
    if (word == "variadic") return ArgumentMode::variadic;
    if (word == "table") return ArgumentMode::table;
    return std::nullopt;
  }
  /// ProcedureCreate: the element type of the array, "any" for "any", the matching element pseudo-type for polymorphic
  /// arrays.
  Oid variadic_element(Oid type, std::string_view symbolic, const RowReader& row) {
    if (type == oid::any) return oid::any;
    if (type == oid::anyarray) return oid::anyelement;
    if (type == oid::anycompatiblearray) return oid::anycompatible;
    return type_oid(symbolic.substr(1), row);
  }
  static bool has_names_or_modes(const Function& function) {
    for (const FunctionArgument& argument : function.arguments) {
      if (!argument.name.empty() || argument.mode != ArgumentMode::in) return true;
    }
    return false;
  }
  static void set_function_attribute(Function& function, const Attribute& a) {
    if (a.key == "oid") function.oid = to_oid(a.value);
    if (a.key == "direct") function.direct_argument_count = to_int(a.value);
    if (a.key == "defaults") function.default_count = to_int(a.value);
    if (a.key == "strict") function.is_strict = true;
    if (a.key == "immutable" || a.key == "stable" || a.key == "volatile") function.volatility = a.key.front();
    if (a.key == "window") function.kind = FunctionKind::window;
    if (a.key == "procedure") function.kind = FunctionKind::procedure;
    const AggregateKind aggregate = a.key == "aggregate"          ? AggregateKind::normal
                                    : a.key == "ordered_set"      ? AggregateKind::ordered_set
                                    : a.key == "hypothetical_set" ? AggregateKind::hypothetical_set
                                                                  : AggregateKind::none;
    if (aggregate != AggregateKind::none) {
      function.kind = FunctionKind::aggregate;
      function.aggregate_kind = aggregate;
    }
  }

  /// "name(type, type)". Null: none of these rows.
  Function* find_own_function(std::string_view name, const std::vector<Oid>& types) {
    const auto [first, last] = functions_by_name_.equal_range(split_name(name, {}).name);
    for (auto entry = first; entry != last; ++entry) {
      Function& function = objects_.functions[entry->second];
      if (function.input_types == types) return &function;
    }
    return nullptr;
  }
  std::vector<Oid> signature_types(RowReader& row) {
    RowReader arguments(row.until(')'));
    row.skip_space();
    std::vector<Oid> types;
    while (!arguments.at_end()) {
      types.push_back(type_oid(arguments.until(','), row));
      arguments.skip_space();
    }
    return types;
  }
  struct NamedFunction {
    Oid oid = kInvalidOid;
    bool is_strict = true;
    bool returns_set = false;
    std::string schema;
  };
  NamedFunction find_function(RowReader& row) {
    const std::string_view name = row.until('(');
    const std::vector<Oid> types = signature_types(row);
    if (const Function* own = find_own_function(name, types))
      return {own->oid, own->is_strict, own->returns_set, own->schema};
    const Oid outside = context_.find_function ? context_.find_function(name, types) : kInvalidOid;
    if (outside == kInvalidOid) row.fail("unknown function " + std::string(name));
    return {outside, true, false, "pg_catalog"};
  }
  void add_facts(RowReader& row) {
    const std::string_view name = row.until('(');
    Function* function = find_own_function(name, signature_types(row));
    if (function == nullptr && context_.may_lack_functions) return;
    if (function == nullptr) row.fail("unknown function " + std::string(name));
    while (!row.at_end()) {
      const Attribute fact = next_attribute(row);
      if (!add_fact(*function, fact.key, fact.value)) row.fail("unknown fact " + std::string(fact.key));
    }
  }

  // --- operators
  void add_operator(RowReader& row) {
    Operator op;
    const std::string_view name = row.until('(');
    op.name = name;
    op.schema = context_.schema;
    op.extension = context_.extension;
    RowReader operands(row.until(')'));
    row.skip_space();
    op.right = type_oid(operands.until(','), row);
    operands.skip_space();
    if (!operands.at_end()) {
      op.left = op.right;
      op.right = type_oid(operands.rest(), row);
    }
    op.result = type_oid(row.word(), row);
    const std::string_view function_name = row.rest().substr(0, row.rest().find('('));
    const NamedFunction function = find_function(row);
    op.function = function.schema + "." + std::string(function_name);
    op.function_oid = function.oid;
    op.is_strict = function.is_strict;
    op.returns_set = function.returns_set;
    Links links;
    while (!row.at_end()) {
      const Attribute a = next_attribute(row);
      if (a.key == "oid") op.oid = to_oid(a.value);
      if (a.key == "commutator") links.commutator = a.value;
      if (a.key == "negator") links.negator = a.value;
      if (a.key == "btree") op.btree = to_strategies(a.value);
    }
    if (op.oid == kInvalidOid) op.oid = context_.allocate_oid();
    links_.push_back(links);
    objects_.operators.push_back(std::move(op));
    operators_by_name_.emplace(name, objects_.operators.size() - 1);
  }
  void link_operators() {
    for (std::size_t i = 0; i < objects_.operators.size(); ++i) {
      Operator& op = objects_.operators[i];
      if (!links_[i].commutator.empty()) op.commutator = find_operator(links_[i].commutator, op.right, op.left);
      if (!links_[i].negator.empty()) op.negator = find_operator(links_[i].negator, op.left, op.right);
    }
  }
  Oid find_operator(std::string_view name, Oid left, Oid right) {
    const auto [first, last] = operators_by_name_.equal_range(name);
    for (auto entry = first; entry != last; ++entry) {
      const Operator& op = objects_.operators[entry->second];
      if (op.left == left && op.right == right) return op.oid;
    }
    return context_.find_operator ? context_.find_operator(name, left, right) : kInvalidOid;
  }

  // --- access methods, operator families and classes
  void add_access_method(RowReader& row) {
    AccessMethod method;
    method.oid = context_.allocate_oid();
    method.name = row.word();
    method.extension = context_.extension;
    while (!row.at_end()) {
      const std::string_view property = row.word();
      if (property == "can_order") method.can_order = true;
      if (property == "can_unique") method.can_unique = true;
      if (property == "can_multi_col") method.can_multi_column = true;
      if (property == "can_include") method.can_include = true;
      if (property == "can_exclude") method.can_exclude = true;
      if (property == "clusterable") method.can_cluster = true;
    }
    objects_.access_methods.push_back(std::move(method));
  }
  void add_operator_family(RowReader& row) {
    OperatorFamily family;
    family.oid = context_.allocate_oid();
    family.schema = context_.schema;
    family.extension = context_.extension;
    family.name = row.word();
    family.method = row.word();
    objects_.operator_families.push_back(std::move(family));
  }
  void add_operator_class(RowReader& row) {
    OperatorClass operator_class;
    operator_class.oid = context_.allocate_oid();
    operator_class.schema = context_.schema;
    operator_class.extension = context_.extension;
    operator_class.name = row.word();
    operator_class.method = row.word();
    operator_class.input = type_oid(row.word(), row);
    std::string_view family = operator_class.name;
    while (!row.at_end()) {
      const Attribute a = next_attribute(row);
      if (a.key == "family") family = a.value;
      if (a.key == "default") operator_class.is_default = true;
    }
    operator_class.family = find_operator_family(family, operator_class.method);
    if (operator_class.family == kInvalidOid) row.fail("unknown operator family " + std::string(family));
    objects_.operator_classes.push_back(std::move(operator_class));
  }
  Oid find_operator_family(std::string_view name, std::string_view method) {
    for (const OperatorFamily& family : objects_.operator_families) {
      if (family.name == name && family.method == method) return family.oid;
    }
    return context_.find_operator_family ? context_.find_operator_family(name, method) : kInvalidOid;
  }

  void add_cast(RowReader& row) {
    Cast cast;
    cast.extension = context_.extension;
    cast.source = type_oid(row.word(), row);
    cast.target = type_oid(row.word(), row);
    const std::string_view context = row.word();
    cast.context = context == "implicit"     ? CastContext::implicit
                   : context == "assignment" ? CastContext::assignment
                                             : CastContext::explicit_;
    if (row.rest() == "binary") {
      cast.method = CastMethod::binary;
    } else if (row.rest() == "inout") {
      cast.method = CastMethod::in_out;
    } else {
      cast.function = find_function(row).oid;
    }
    objects_.casts.push_back(std::move(cast));
  }

  struct TypeOids {
    Oid type = kInvalidOid;
    Oid array = kInvalidOid;
  };
  struct Links {
    std::string_view commutator;
    std::string_view negator;
  };

  const LoadContext& context_;
  LoadedObjects objects_;
  std::vector<std::string_view> own_schemas_;
  std::unordered_map<std::string_view, TypeOids> type_oids_;  // keys point into the rows
  std::unordered_map<std::string_view, std::size_t> type_index_;
  std::unordered_multimap<std::string_view, std::size_t> functions_by_name_;
  std::unordered_multimap<std::string_view, std::size_t> operators_by_name_;
  std::vector<Links> links_;
  std::size_t relation_ = 0;  // 1-based index of the relation whose columns are read
};

}  // namespace

LoadedObjects load_rows(const std::vector<Rows>& lists, const LoadContext& context) {
  std::vector<std::vector<std::string_view>> kept;
  kept.reserve(lists.size());
  for (const Rows& rows : lists) kept.push_back(rows_of_minor(rows, context.minor));
  return Loader(context).load({kept.begin(), kept.end()});
}

}  // namespace pgscribe::catalog
