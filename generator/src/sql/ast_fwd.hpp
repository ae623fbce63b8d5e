#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/span.hpp"

// The nodes by name, and how they are held: immutable once lowered, shared and never copied.

namespace pgscribe::sql {

using support::Span;

/// The tree is immutable once lowered, so subtrees are shared, never copied.
template <class T>
using Ref = std::shared_ptr<const T>;

struct Expr;
struct Select;
struct FromItem;
struct Statement;

using ExprRef = Ref<Expr>;
using ExprList = std::vector<ExprRef>;

/// An identifier as PostgreSQL folded it, and where it stands.
struct Name {
  std::string text;
  Span span;
  friend bool operator==(const Name&, const Name&) = default;
};

/// `a.b.c`: parts in source order; the last is the object's own name.
struct QualifiedName {
  std::vector<std::string> parts;
  Span span;

  [[nodiscard]] const std::string& last() const { return parts.back(); }
  [[nodiscard]] std::string joined() const;
  friend bool operator==(const QualifiedName&, const QualifiedName&) = default;
};

/// A type as written (raw TypeName). `int` arrives as pg_catalog.int4, as PostgreSQL's grammar makes it.
struct TypeName {
  QualifiedName name;
  ExprList modifiers;
  /// One entry a dimension, -1 where no bound was written. Empty: not an array.
  std::vector<int> array_bounds;
  bool set_of = false;
  /// `column%TYPE`.
  bool percent_type = false;
  Span span;
};

}  // namespace pgscribe::sql
