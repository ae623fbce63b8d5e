#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/apply_ddl.hpp"
#include "catalog/builtins.hpp"
#include "catalog/catalog.hpp"
#include "catalog/object_set.hpp"

// What a catalog consists of: its objects in tables, and the indexes over them.

namespace pgscribe::catalog {

struct Schema {
  std::string name;
  std::string comment;
  bool is_initial = false;  ///< `public` of a fresh database: CREATE SCHEMA public, as in dumps, is taken for it
};

struct Collation {
  std::string schema;
  std::string name;
};

struct InstalledExtension {
  std::string name;
  std::string schema;
  std::vector<std::string> requires_;
  std::vector<std::string> own_schemas{};  ///< that it made
};

/// What a function or procedure runs.
struct RoutineBody {
  std::string language;
  std::string text;
};

using CastMap = std::map<std::pair<Oid, Oid>, Cast>;  ///< by source and target

/// What DDL made. Built-in objects are never changed; they live in Builtins.
struct Catalog::Data {
  ObjectSet<Type> types;
  ObjectSet<Relation> relations;
  ObjectSet<Function> functions;
  ObjectSet<Operator> operators;
  ObjectSet<AccessMethod> access_methods;
  ObjectSet<OperatorFamily> operator_families;
  ObjectSet<OperatorClass> operator_classes;
  ObjectSet<FamilyMember> family_members;

  /// The small rest, copied whole by mark().
  struct Names {
    std::vector<Schema> schemas;
    std::vector<InstalledExtension> extensions;
    std::vector<Collation> collations;
    bool has_unknown_extension = false;     ///< one of which nothing is known was created
    bool own_text_search = false;           ///< text search configurations or dictionaries besides the built-in ones
    std::shared_ptr<const CastMap> casts;   ///< copied on change
    std::vector<std::string> path_setting;  ///< search_path as set: "$user", public
    std::optional<std::vector<std::string>> path_before_local;  ///< what SET LOCAL search_path replaced
    std::vector<std::string> path_at_file_start;                ///< the setting when the schema file began
    std::string path_file{};                                    ///< the schema file that set it; empty: none did
    std::vector<std::string> path;                              ///< see Catalog::search_path()
    bool has_temporary = false;  ///< a temporary object was created: pg_temp is searched first
  };
  int server_version = support::kDefaultServerVersion;
  Names names;
  Oid next_oid = kFirstUserOid;
  std::shared_ptr<const StubFiles> stubs;  ///< null: none
  /// The bodies of the user's functions and procedures, by OID; of those that a roll-back takes, too.
  std::map<Oid, std::shared_ptr<const RoutineBody>> bodies;
  bool has_unseen = false;  ///< something that may have changed the schema was not seen

  Data();

  /// Those of that version, which are made when the first one is looked up: a catalog that is only assigned to costs
  /// nothing.
  [[nodiscard]] const Builtins& builtins() const { return catalog::builtins(server_version); }
  [[nodiscard]] Oid allocate_oid() { return next_oid++; }
  [[nodiscard]] Schema* find_schema(std::string_view name);
  [[nodiscard]] const Schema* find_schema(std::string_view name) const;
  [[nodiscard]] bool has_extension(std::string_view name) const;
  /// Recomputes `names.path`; to be called after schemas, path_setting or the first temporary object changed.
  void update_path();
  void set_cast(const Cast& cast);
  void add_casts(const std::vector<Cast>& casts);
  void erase_cast(Oid source, Oid target);

  /// The state to return to when the statement fails.
  void mark();
  void roll_back();

 private:
  struct Mark {
    Names names;
    Oid next_oid = kFirstUserOid;
  };
  Mark mark_;
};

}  // namespace pgscribe::catalog
