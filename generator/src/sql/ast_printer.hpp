#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "sql/ast.hpp"
#include "support/source_file.hpp"

// The machinery of ast_dump: every node has a `put` that names its members once.

namespace pgscribe::sql {

class Printer {
 public:
  explicit Printer(const support::SourceFile* file) : file_(file) {}
  void text(std::string_view s) { out_ += s; }
  void source(Span span);
  void quoted(std::string_view s);
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  const support::SourceFile* file_;
  std::string out_;
};

inline bool is_default(bool value) { return !value; }
inline bool is_default(int value) { return value == 0; }
inline bool is_default(char value) { return value == '\0'; }
inline bool is_default(const std::string& value) { return value.empty(); }
inline bool is_default(const Name& name) { return name.text.empty(); }
inline bool is_default(const QualifiedName& name) {
  return name.parts.empty() || (name.parts.size() == 1 && name.last().empty());
}
inline bool is_default(const TypeName& type) { return type.name.parts.empty(); }
template <class T>
bool is_default(const std::vector<T>& list) {
  return list.empty();
}
template <class T>
bool is_default(const std::optional<T>& value) {
  return !value;
}
template <class T>
bool is_default(const std::shared_ptr<T>& value) {
  return !value;
}
template <class T>
requires std::is_enum_v<T>
bool is_default(T value) { return value == T{}; }
template <class T>
requires std::is_class_v<T>
bool is_default(const T&) { return false; }

void put(Printer& p, bool value);
void put(Printer& p, int value);
void put(Printer& p, char value);
void put(Printer& p, double value);
void put(Printer& p, const std::string& value);
void put(Printer& p, const Name& name);
void put(Printer& p, const QualifiedName& name);
void put(Printer& p, const TypeName& type);

template <class T>
requires std::is_enum_v<T>
void put(Printer& p, T value) { p.text(std::to_string(static_cast<int>(value))); }
template <class T>
void put(Printer& p, const std::shared_ptr<T>& value);
template <class T>
void put(Printer& p, const std::optional<T>& value);
template <class T>
void put(Printer& p, const std::vector<T>& list);
template <class... Ts>
void put(Printer& p, const std::variant<Ts...>& value);
inline void put(Printer&, std::monostate) {}

void put(Printer& p, const Expr& expr);
void put(Printer& p, const Select& select);
void put(Printer& p, const FromItem& item);
void put(Printer& p, const Statement& statement);
void put(Printer& p, const Unsupported& n);
void put(Printer& p, const SortItem& n);
void put(Printer& p, const WindowDefinition& n);
void put(Printer& p, const Alias& n);
void put(Printer& p, const Target& n);
void put(Printer& p, const RelationRef& n);
void put(Printer& p, const IntoClause& n);
void put(Printer& p, const FieldStep& n);
void put(Printer& p, const StarStep& n);
void put(Printer& p, const SubscriptStep& n);
void put(Printer& p, const SliceStep& n);
void put(Printer& p, const Insert& n);
void put(Printer& p, const Update& n);
void put(Printer& p, const Delete& n);
void put(Printer& p, const Merge& n);

// ast_dump_json.cpp
void put(Printer& p, const JsonObject& n);
void put(Printer& p, const JsonArray& n);
void put(Printer& p, const JsonArrayQuery& n);
void put(Printer& p, const JsonAggregate& n);
void put(Printer& p, const JsonParse& n);
void put(Printer& p, const JsonScalar& n);
void put(Printer& p, const JsonSerialize& n);
void put(Printer& p, const JsonTest& n);
void put(Printer& p, const JsonQueryCall& n);
void put(Printer& p, const JsonTableFrom& n);

template <class T>
void put(Printer& p, const std::shared_ptr<T>& value) {
  if (value) put(p, *value);
}
template <class T>
void put(Printer& p, const std::optional<T>& value) {
  if (value) put(p, *value);
}
template <class T>
void put(Printer& p, const std::vector<T>& list) {
  p.text("[");
  bool first = true;
  for (const T& item : list) {
    if (!first) p.text(", ");
    first = false;
    if constexpr (requires { static_cast<bool>(item); }) {
      if (!static_cast<bool>(item)) p.text("-");
    }
    put(p, item);
  }
  p.text("]");
}
template <class... Ts>
void put(Printer& p, const std::variant<Ts...>& value) {
  std::visit([&](const auto& alternative) { put(p, alternative); }, value);
}

/// Writes `Tag{...}`; each call of the object adds a member that is not default.
class Members {
 public:
  Members(Printer& p, std::string_view tag) : p_(p) {
    p_.text(tag);
    p_.text("{");
  }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;
  ~Members() { p_.text("}"); }

  template <class T>
  Members& operator()(std::string_view name, const T& value) {
    if (is_default(value)) return *this;
    if (!first_) p_.text(" ");
    first_ = false;
    p_.text(name);
    if constexpr (!std::is_same_v<T, bool>) {
      p_.text("=");
      put(p_, value);
    }
    return *this;
  }

 private:
  Printer& p_;
  bool first_ = true;
};

}  // namespace pgscribe::sql
