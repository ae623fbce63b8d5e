#include "catalog/relation_word.hpp"

namespace pgscribe::catalog {

std::string_view singular(RelationKind kind) {
  if (kind == RelationKind::index) return "index";
  std::string_view word = plural(kind);
  word.remove_suffix(1);
  return word;
}

}  // namespace pgscribe::catalog
