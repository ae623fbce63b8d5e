#include "catalog/builtin_rows.hpp"

namespace pgscribe::catalog {

namespace {

constexpr std::string_view kTypes[] = {
#include "catalog/builtin/pg_type.inc"
};
constexpr std::string_view kRelations[] = {
#include "catalog/builtin/relations.inc"
};
constexpr std::string_view kFunctions[] = {
#include "catalog/builtin/pg_proc.inc"
};
constexpr std::string_view kOperators[] = {
#include "catalog/builtin/pg_operator.inc"
};
constexpr std::string_view kCasts[] = {
#include "catalog/builtin/pg_cast.inc"
};
constexpr std::string_view kCollations[] = {
#include "catalog/builtin/collations.inc"
};

}  // namespace

const BuiltinRows& builtin_rows() {
  static constexpr BuiltinRows kRows{kTypes, kRelations, kFunctions, kOperators, kCasts, kCollations};
  return kRows;
}

}  // namespace pgscribe::catalog
