#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/function.hpp"
#include "catalog/operator_class.hpp"
#include "catalog/relation.hpp"
#include "catalog/type.hpp"

// All that is known of the database at one moment, by OID and by name.

namespace pgscribe::catalog {

/// What CREATE EXTENSION made, in order of creation; array types and constructors of ranges with it.
struct ExtensionObjects {
  std::vector<const Type*> types;
  std::vector<const Function*> functions;
  std::vector<const Operator*> operators;
  std::vector<const Relation*> relations;
  std::vector<const AccessMethod*> access_methods;
  std::vector<const OperatorClass*> operator_classes;
};

/// Everything the analysis knows of a database: the built-in objects of PostgreSQL plus what DDL made of them. A value:
/// copies are independent (built-in tables are shared). Objects are addressed by OID; pointers stay valid until the
/// catalog is changed.
class Catalog {
 public:
  Catalog();  ///< built-in objects, schema public, search_path "$user", public
  ~Catalog();
  Catalog(const Catalog&);
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(const Catalog&);
  Catalog& operator=(Catalog&&) noexcept;

  /// The release of PostgreSQL that it is a database of.
  [[nodiscard]] int server_version() const;

  // --- schemas
  [[nodiscard]] bool has_schema(std::string_view name) const;
  /// The effective path: pg_catalog first unless named, missing schemas left out (fetch_search_path with implicit
  /// ones).
  [[nodiscard]] const std::vector<std::string>& search_path() const;
  /// Where unqualified CREATE puts objects; empty when the path names no existing schema.
  [[nodiscard]] std::string creation_schema() const;
  [[nodiscard]] std::vector<std::string> schema_names()
      const;  ///< sorted, without pg_catalog, information_schema, pg_toast

  // --- look-up by OID; null when absent
  [[nodiscard]] const Type* type(Oid oid) const;
  [[nodiscard]] const Relation* relation(Oid oid) const;
  [[nodiscard]] const Function* function(Oid oid) const;
  [[nodiscard]] const Operator* operator_(Oid oid) const;
  [[nodiscard]] const OperatorClass* operator_class(Oid oid) const;
  [[nodiscard]] const OperatorFamily* operator_family(Oid oid) const;

  // --- look-up by name. An empty schema means: along the search path, first match.
  [[nodiscard]] const Type* find_type(std::string_view schema, std::string_view name) const;
  [[nodiscard]] const Relation* find_relation(std::string_view schema, std::string_view name) const;
  /// All candidates (FuncnameGetCandidates before arity filtering): in search-path order; a function hidden by one with
  /// the same input types in an earlier schema is left out.
  [[nodiscard]] std::vector<const Function*> find_functions(std::string_view schema, std::string_view name) const;
  [[nodiscard]] std::vector<const Operator*> find_operators(std::string_view schema, std::string_view name) const;
  /// There may be text search configurations and dictionaries that are not built in.
  [[nodiscard]] bool has_own_text_search() const;
  [[nodiscard]] bool has_collation(std::string_view schema, std::string_view name) const;
  [[nodiscard]] const Cast* find_cast(Oid source, Oid target) const;
  [[nodiscard]] const AccessMethod* find_access_method(std::string_view name) const;
  [[nodiscard]] const OperatorClass* find_operator_class(std::string_view schema, std::string_view name,
                                                         std::string_view method) const;
  [[nodiscard]] const OperatorFamily* find_operator_family(std::string_view schema, std::string_view name,
                                                           std::string_view method) const;
  /// There may be access methods and operator classes of an extension that is not known.
  [[nodiscard]] bool has_unknown_extension() const;

  // --- derived facts
  [[nodiscard]] Oid base_type(Oid type) const;                    ///< getBaseType: through domains
  [[nodiscard]] Oid array_type(Oid element) const;                ///< get_array_type; 0 when none
  [[nodiscard]] Oid element_type(Oid array) const;                ///< get_element_type: only of true arrays
  [[nodiscard]] Oid base_element_type(Oid array) const;           ///< get_base_element_type: through domains
  [[nodiscard]] const Type* range_of_subtype(Oid subtype) const;  ///< the first range over it, or null
  /// Attributes of a composite type or a relation's row type, dropped ones left out; domains over composites are looked
  /// through.
  [[nodiscard]] std::vector<CompositeAttribute> attributes(Oid composite) const;
  /// typeOrDomainTypeRelid: a composite type, a table's row type, or a domain over one; an array of such.
  [[nodiscard]] bool is_complex(Oid type) const;
  [[nodiscard]] bool is_complex_array(Oid type) const;
  /// IsBinaryCoercible
  [[nodiscard]] bool is_binary_coercible(Oid source, Oid target) const;
  /// GetDefaultOpClass; null when there is none.
  [[nodiscard]] const OperatorClass* default_operator_class(Oid type, std::string_view method) const;
  /// What the operator does in btree operator families, whichever they are.
  [[nodiscard]] BtreeStrategies btree_strategies(const Operator& op) const;
  /// Has a default ordering / equality operator (lookup_type_cache TYPECACHE_LT_OPR / EQ_OPR): arrays by element,
  /// ranges by subtype, records by column, domains by base.
  [[nodiscard]] bool is_orderable(Oid type) const;
  [[nodiscard]] bool has_equality(Oid type) const;
  /// What is known of the function behind an operator.
  [[nodiscard]] const FunctionFacts& facts(const Operator& op) const;

  /// "integer", "character varying(10)", "my_schema.my_enum[]": format_type_with_typemod; qualified and quoted as
  /// PostgreSQL does when not visible.
  [[nodiscard]] std::string format_type(Oid type, int type_modifier = -1) const;
  /// True if `ancestor` is `child` or one of its inheritance ancestors (typeInheritsFrom on row types).
  [[nodiscard]] bool inherits_from(Oid child_row_type, Oid ancestor_row_type) const;

  // --- enumeration of user objects, in order of creation (for models)
  [[nodiscard]] std::vector<const Type*> user_types() const;  ///< enums, composites, domains, ranges, base types
  [[nodiscard]] std::vector<const Relation*> user_relations() const;
  [[nodiscard]] std::vector<const Function*> user_functions() const;
  [[nodiscard]] ExtensionObjects objects_of_extension(std::string_view extension) const;
  [[nodiscard]] std::string schema_comment(std::string_view schema) const;

  struct Data;  ///< the mutable side: data.hpp, which is this folder's only

 private:
  friend Data& data_of(Catalog& catalog) { return *catalog.data_; }
  friend const Data& data_of(const Catalog& catalog) { return *catalog.data_; }

  std::unique_ptr<Data> data_;
};

}  // namespace pgscribe::catalog
