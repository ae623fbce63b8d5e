#pragma once

#include <map>
#include <string>
#include <vector>

#include "server.hpp"

namespace pgscribe::differential {

/// What statements can be made of: the server's own catalog. Names are quoted where they need it; types are their OIDs.
struct Vocabulary {
  using Oid = unsigned;
  static constexpr Oid kNone = 0;

  struct Type {
    Oid oid = kNone;
    std::string name;     ///< as format_type writes it
    Oid element = kNone;  ///< of a true array
    Oid array = kNone;
  };
  struct Function {
    std::string name;
    std::vector<Oid> arguments;
    std::vector<std::string> argument_names;  ///< as many as arguments; may be empty
    Oid result = kNone;
    char kind = 'f';
    char aggregate_kind = 'n';
    std::size_t direct_arguments = 0;
    bool variadic = false;
    bool returns_set = false;
    bool is_user = false;
  };
  struct Operator {
    std::string name;
    Oid left = kNone;  ///< kNone: prefix
    Oid right = kNone;
    Oid result = kNone;
  };
  struct Relation {
    std::string name;
    bool is_table = false;
    std::vector<std::pair<std::string, Oid>> columns;
  };

  int server_version = 0;   ///< of the language: its first number
  std::vector<Type> types;  ///< no pseudo types
  std::vector<Oid> pseudo_types;
  std::vector<Function> functions;       ///< and aggregates and window functions
  std::vector<Function> user_functions;  ///< those of the schema
  std::vector<Function> common_functions;
  std::vector<Operator> operators;
  std::vector<Relation> relations;  ///< of the schema
  std::map<Oid, std::vector<std::size_t>> functions_giving;
  std::map<Oid, std::vector<std::size_t>> operators_giving;
  std::map<Oid, std::vector<Oid>> castable_to;  ///< by target
  std::map<Oid, std::size_t> type_index;

  [[nodiscard]] const Type* type(Oid oid) const;
  [[nodiscard]] const Relation& relation(const std::string& name) const;
};

[[nodiscard]] Vocabulary read_vocabulary(Server& server);

}  // namespace pgscribe::differential
