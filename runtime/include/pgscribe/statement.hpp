#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

#include "pgscribe/codec.hpp"

/// The constant tables that describe a query to the runtime.
namespace pgscribe {

/// A member of a row struct and the result column (or, when embedded, columns) that fill it; also an attribute of a
/// composite. Make it with `column` or `embed`.
struct Column {
  /// Name of the result column, for messages.
  const char* name = "";
  /// Of the member in its struct, in bytes.
  std::size_t offset = 0;
  const Codec* codec = nullptr;
  /// The member is a std::optional.
  bool nullable = false;
  /// The member is a struct filled by as many columns as `codec->fields` describes.
  bool embedded = false;
  /// For a nullable embedded struct: the result column, counted from the struct's first one, whose NULL means
  /// that the struct is absent; kAllColumns when it is absent if all its columns are NULL.
  int marker = 0;
  /// The member is a std::vector of such structs, to which each row of a group adds one, or none where it is absent.
  const VectorAccess* elements = nullptr;
  /// The result column has to be called so, too: nobody has compared them before.
  bool named = false;
};

inline constexpr int kAllColumns = -1;

/// How a parameter of a bulk statement is sent, which takes many rows at once.
enum class RowForm : std::uint8_t {
  single,  ///< one value for all rows
  array,   ///< an array of the rows' values
  texts,   ///< an array of their texts, which the statement casts: unnest takes arrays and rows apart
};

/// Rows of parameters in one piece: structs, or values themselves.
struct BatchArguments {
  const void* base = nullptr;
  std::size_t size = 0;
  std::size_t stride = 0;
};

/// A member of a parameter struct, or a positional parameter, and the `$n` it is sent as (n = place in the table).
/// Make it with `parameter`.
struct Parameter {
  const char* name = "";
  std::size_t offset = 0;
  const Codec* codec = nullptr;
  bool nullable = false;
  /// The source is the codec's non-owning view type.
  bool view = false;
  /// Send text and let the server decide the type, whatever the codec says.
  bool untyped = false;
  /// Where the source is a member of what another member holds, a std::optional of a struct: what that one holds, null
  /// where it is empty; its offset in the parameter struct is `holder_offset`.
  const void* (*held)(const void* holder) = nullptr;
  std::size_t holder_offset = 0;
  RowForm row_form = RowForm::single;
  /// Of the keys in a list: what the list at `holder_offset` of the parameter struct holds.
  BatchArguments (*list)(const void* holder) = nullptr;

  /// The same parameter typed by the server: for domains, whose OID is not known at generation.
  [[nodiscard]] consteval Parameter inferred() const {
    Parameter copy = *this;
    copy.untyped = true;
    return copy;
  }

  /// The same parameter as that of each row of a bulk statement.
  [[nodiscard]] consteval Parameter of_each_row(RowForm form = RowForm::array) const {
    Parameter copy = *this;
    copy.row_form = form;
    return copy;
  }

  /// The same parameter as a member of the keys in the list at `place` of the parameter struct.
  template <typename List>
  [[nodiscard]] consteval Parameter in_list(std::size_t place) const {
    Parameter copy = *this;
    copy.holder_offset = place;
    copy.list = [](const void* holder) -> BatchArguments {
      const auto& keys = *static_cast<const List*>(holder);
      return {keys.data(), keys.size(), sizeof(typename List::value_type)};
    };
    return copy;
  }

  /// The same parameter as a member of what a std::optional at `place` of the parameter struct holds.
  template <typename Holder>
  [[nodiscard]] consteval Parameter inside(std::size_t place) const {
    Parameter copy = *this;
    copy.holder_offset = place;
    copy.held = [](const void* holder) -> const void* {
      const auto& value = *static_cast<const Holder*>(holder);
      return value.has_value() ? &*value : nullptr;
    };
    return copy;
  }
};

/// A query. Lives as long as the program: prepared statements are remembered by its address.
struct Statement {
  /// As annotated; also the name of the prepared statement on the server.
  const char* name = "";
  const char* sql = "";
  std::span<const Column> columns{};
  /// `@group by`: rows after each other with the same values in these columns of the result are one.
  std::span<const int> group_key{};
  std::span<const Parameter> parameters{};
  /// `@timeout`; zero: the executor's default.
  std::chrono::milliseconds timeout{0};
  /// `@readonly`: may run on a replica, and may be repeated when the connection is lost.
  bool read_only = false;
  /// It changes data, or calls a function of the user's that may: where it is a transaction of its own that is not
  /// committed before the result has been read and found usable.
  bool writes = false;
  /// Sent with a comment of the observers' tags: never prepared, since each call has a text of its own.
  bool tagged = false;
  /// Of a query whose text varies: the switches that are on (pgscribe/variants.hpp).
  const char* variant = "";
  /// It lives for one call: never prepared.
  bool once = false;
  /// `@batch each`: in autocommit each element of a batch is a transaction of its own, and not the batch one.
  bool batch_each = false;
};

/// A `:copyfrom` query.
struct CopyStatement {
  const char* name = "";
  /// As it stands in SQL: `"public"."movies"`.
  const char* table = "";
  /// One for each column that is copied, of its name.
  std::span<const Parameter> parameters{};
  /// Sent behind the COPY.
  const char* comment = "";
  std::chrono::milliseconds timeout{0};
  /// As of a Statement.
  bool tagged = false;
};

namespace detail {

template <typename M>
struct Member {
  using Value = M;
  static constexpr bool nullable = false;
};
template <typename V>
struct Member<std::optional<V>> {
  using Value = V;
  static constexpr bool nullable = true;
};

inline constexpr int kAlwaysThere = -2;

}  // namespace detail

/// Describes a member of type `M` (T or std::optional<T>) at `offset`.
template <typename M, typename T, typename View>
[[nodiscard]] consteval Column column(const char* name, std::size_t offset, const CodecOf<T, View>& codec) {
  static_assert(std::is_same_v<typename detail::Member<M>::Value, T>, "the codec is for another type than the member");
  return {.name = name, .offset = offset, .codec = &codec, .nullable = detail::Member<M>::nullable};
}

/// Describes a struct member (Model or std::optional<Model>) filled by consecutive columns. `record` is
/// `codec::composite<Model>(...)` over the columns of the model.
template <typename M, typename T>
[[nodiscard]] consteval Column embed(const char* name, std::size_t offset, const CodecOf<T>& record, int marker = 0) {
  static_assert(std::is_same_v<typename detail::Member<M>::Value, T>, "the record is of another type than the member");
  return {.name = name,
          .offset = offset,
          .codec = &record,
          .nullable = detail::Member<M>::nullable,
          .embedded = true,
          .marker = marker};
}

/// Describes a member that is a std::vector of structs, to which each row of a group adds one; with a marker, none
/// where the struct is absent.
template <typename M, typename T>
[[nodiscard]] consteval Column elements(const char* name, std::size_t offset, const CodecOf<T>& record,
                                        int marker = detail::kAlwaysThere) {
  static_assert(std::is_same_v<M, std::vector<T>>, "the record is of another type than the elements");
  return {.name = name,
          .offset = offset,
          .codec = &record,
          .nullable = marker != detail::kAlwaysThere,
          .embedded = true,
          .marker = marker,
          .elements = &vector_access<T>};
}

/// Describes a parameter whose C++ source has type `S`: T, View, or std::optional of either.
template <typename S, typename T, typename View>
[[nodiscard]] consteval Parameter parameter(const char* name, std::size_t offset, const CodecOf<T, View>& codec) {
  using Source = typename detail::Member<S>::Value;
  static_assert(std::is_same_v<Source, T> || std::is_same_v<Source, View>,
                "the codec is for another type than the source");
  return {.name = name,
          .offset = offset,
          .codec = &codec,
          .nullable = detail::Member<S>::nullable,
          .view = !std::is_same_v<Source, T>};
}

}  // namespace pgscribe

// What the tables of generated code say of a member of a struct, which is named once: type and offset come of the name,
// which only the preprocessor can do. The rest are the arguments of the function of that name.
#define PGSCRIBE_MEMBER(function, Struct, member, name, ...) \
  pgscribe::function<decltype(Struct::member)>(name, offsetof(Struct, member), __VA_ARGS__)
#define PGSCRIBE_COLUMN(Struct, member, name, ...) PGSCRIBE_MEMBER(column, Struct, member, name, __VA_ARGS__)
#define PGSCRIBE_EMBED(Struct, member, name, ...) PGSCRIBE_MEMBER(embed, Struct, member, name, __VA_ARGS__)
#define PGSCRIBE_ELEMENTS(Struct, member, name, ...) PGSCRIBE_MEMBER(elements, Struct, member, name, __VA_ARGS__)
#define PGSCRIBE_PARAMETER(Struct, member, name, ...) PGSCRIBE_MEMBER(parameter, Struct, member, name, __VA_ARGS__)
