#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/executor_handle.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/result.hpp"
#include "pgscribe/statement.hpp"
#include "pgscribe/types.hpp"

/// Statements that are in no file: nothing is known of them before they run, and the same codecs read and write their
/// values. Parameters have the PostgreSQL type of their C++ type; types and number of the result's columns are compared
/// when it is there.
namespace pgscribe {

/// How the columns of a result fill a struct, to be specialised for it in namespace pgscribe:
///
///     template <>
///     inline constexpr auto pgscribe::row<my::Movie> =
///         pgscribe::members(pgscribe::member("id", &my::Movie::id), pgscribe::member("title", &my::Movie::title));
template <typename T>
inline constexpr auto row = nullptr;

namespace detail {

template <typename T, typename M>
struct NamedMember {
  const char* name;
  M T::*place;
};

/// The codec of a C++ type that no table of generated code names. Of the types that share one in C++ the usual: `text`,
/// `jsonb`.
template <typename T>
struct DefaultCodec {
  static constexpr const auto& value = UserCodec<T>::value;
};
template <const auto& C>
struct CodecConstant {
  static constexpr const auto& value = C;
};
// clang-format off
template <> struct DefaultCodec<bool> : CodecConstant<codec::bool_> {};
template <> struct DefaultCodec<std::int16_t> : CodecConstant<codec::int2> {};
template <> struct DefaultCodec<std::int32_t> : CodecConstant<codec::int4> {};
template <> struct DefaultCodec<std::int64_t> : CodecConstant<codec::int8> {};
template <> struct DefaultCodec<float> : CodecConstant<codec::float4> {};
template <> struct DefaultCodec<double> : CodecConstant<codec::float8> {};
template <> struct DefaultCodec<Numeric> : CodecConstant<codec::numeric> {};
template <> struct DefaultCodec<Money> : CodecConstant<codec::money> {};
template <> struct DefaultCodec<std::string> : CodecConstant<codec::text> {};
template <> struct DefaultCodec<std::string_view> : CodecConstant<codec::text> {};
template <> struct DefaultCodec<char> : CodecConstant<codec::char_> {};
template <> struct DefaultCodec<Json> : CodecConstant<codec::jsonb> {};
template <> struct DefaultCodec<Hstore> : CodecConstant<codec::hstore> {};
template <> struct DefaultCodec<std::vector<std::byte>> : CodecConstant<codec::bytea> {};
template <> struct DefaultCodec<std::span<const std::byte>> : CodecConstant<codec::bytea> {};
template <> struct DefaultCodec<BitString> : CodecConstant<codec::varbit> {};
template <> struct DefaultCodec<Uuid> : CodecConstant<codec::uuid> {};
template <> struct DefaultCodec<Date> : CodecConstant<codec::date> {};
template <> struct DefaultCodec<Timestamp> : CodecConstant<codec::timestamp> {};
template <> struct DefaultCodec<TimestampTz> : CodecConstant<codec::timestamptz> {};
template <> struct DefaultCodec<Time> : CodecConstant<codec::time> {};
template <> struct DefaultCodec<TimeTz> : CodecConstant<codec::timetz> {};
template <> struct DefaultCodec<Interval> : CodecConstant<codec::interval> {};
template <> struct DefaultCodec<Inet> : CodecConstant<codec::inet> {};
template <> struct DefaultCodec<Cidr> : CodecConstant<codec::cidr> {};
template <> struct DefaultCodec<MacAddr> : CodecConstant<codec::macaddr> {};
template <> struct DefaultCodec<MacAddr8> : CodecConstant<codec::macaddr8> {};
template <> struct DefaultCodec<Point> : CodecConstant<codec::point> {};
template <> struct DefaultCodec<Line> : CodecConstant<codec::line> {};
template <> struct DefaultCodec<LineSegment> : CodecConstant<codec::lseg> {};
template <> struct DefaultCodec<Box> : CodecConstant<codec::box> {};
template <> struct DefaultCodec<Path> : CodecConstant<codec::path> {};
template <> struct DefaultCodec<Polygon> : CodecConstant<codec::polygon> {};
template <> struct DefaultCodec<Circle> : CodecConstant<codec::circle> {};
template <> struct DefaultCodec<Range<std::int32_t>> : CodecConstant<codec::int4range> {};
template <> struct DefaultCodec<Range<std::int64_t>> : CodecConstant<codec::int8range> {};
template <> struct DefaultCodec<Range<Numeric>> : CodecConstant<codec::numrange> {};
template <> struct DefaultCodec<Range<Timestamp>> : CodecConstant<codec::tsrange> {};
template <> struct DefaultCodec<Range<TimestampTz>> : CodecConstant<codec::tstzrange> {};
template <> struct DefaultCodec<Range<Date>> : CodecConstant<codec::daterange> {};
template <> struct DefaultCodec<Multirange<std::int32_t>> : CodecConstant<codec::int4multirange> {};
template <> struct DefaultCodec<Multirange<std::int64_t>> : CodecConstant<codec::int8multirange> {};
template <> struct DefaultCodec<Multirange<Numeric>> : CodecConstant<codec::nummultirange> {};
template <> struct DefaultCodec<Multirange<Timestamp>> : CodecConstant<codec::tsmultirange> {};
template <> struct DefaultCodec<Multirange<TimestampTz>> : CodecConstant<codec::tstzmultirange> {};
template <> struct DefaultCodec<Multirange<Date>> : CodecConstant<codec::datemultirange> {};
template <> struct DefaultCodec<Lsn> : CodecConstant<codec::pg_lsn> {};
template <> struct DefaultCodec<Tid> : CodecConstant<codec::tid> {};
template <Enum E> struct DefaultCodec<E> : CodecConstant<codec::enumeration<E>> {};
template <typename T> struct DefaultCodec<std::vector<T>> : CodecConstant<codec::array<DefaultCodec<T>::value>> {};
template <typename T> struct DefaultCodec<std::vector<std::optional<T>>>
    : CodecConstant<codec::nullable_array<DefaultCodec<T>::value>> {};
template <typename T> struct DefaultCodec<std::span<const T>> : DefaultCodec<std::vector<T>> {};
// clang-format on

template <typename M>
inline constexpr const auto& default_codec = DefaultCodec<typename Member<M>::Value>::value;

/// "1", "2", ... "99": what messages call the columns and parameters that have no name.
template <std::size_t I>
inline constexpr std::array<char, 3> kNumber =
    I < 9 ? std::array<char, 3>{static_cast<char>('1' + I)}
          : std::array<char, 3>{static_cast<char>('0' + (I + 1) / 10), static_cast<char>('0' + (I + 1) % 10)};

template <typename Struct, typename M>
std::size_t offset_in(const Struct& whole, const M& member) noexcept {
  return static_cast<std::size_t>(reinterpret_cast<const std::byte*>(&member) -
                                  reinterpret_cast<const std::byte*>(&whole));
}

[[nodiscard]] constexpr Column placed(Column column, std::size_t offset, bool named) noexcept {
  column.offset = offset;
  column.named = named;
  return column;
}

/// A value by itself, or a struct with a description.
template <typename Row>
struct RowColumns {
  static auto make() { return make(std::make_index_sequence<std::tuple_size_v<Description>>{}); }

 private:
  static constexpr bool kIsValue = std::is_null_pointer_v<std::remove_cv_t<decltype(row<Row>)>>;
  using Description = std::conditional_t<kIsValue, std::tuple<Row>, std::remove_cv_t<decltype(row<Row>)>>;

  template <std::size_t... I>
  static auto make(std::index_sequence<I...>) {
    if constexpr (kIsValue) {
      return std::array<Column, 1>{column<Row>(kNumber<0>.data(), 0, default_codec<Row>)};
    } else {
      const Row probe{};
      return std::array<Column, sizeof...(I)>{
          placed(column<std::remove_cvref_t<decltype(probe.*std::get<I>(row<Row>).place)>>(
                     std::get<I>(row<Row>).name, 0,
                     default_codec<std::remove_cvref_t<decltype(probe.*std::get<I>(row<Row>).place)>>),
                 offset_in(probe, probe.*std::get<I>(row<Row>).place), true)...};
    }
  }
};

template <typename... M>
struct RowColumns<std::tuple<M...>> {
  static auto make() { return make(std::index_sequence_for<M...>{}); }

 private:
  template <std::size_t... I>
  static auto make(std::index_sequence<I...>) {
    const std::tuple<M...> probe{};
    return std::array<Column, sizeof...(M)>{
        placed(column<M>(kNumber<I>.data(), 0, default_codec<M>), offset_in(probe, std::get<I>(probe)), false)...};
  }
};

template <typename Row>
std::span<const Column> row_columns() {
  static const auto columns = RowColumns<Row>::make();
  return columns;
}

/// What a caller's value is as a parameter: text in whatever form is a std::string_view.
template <typename T>
using ArgumentOf =
    std::conditional_t<std::is_convertible_v<const T&, std::string_view> && !std::is_same_v<T, std::string>,
                       std::string_view, T>;

template <typename Indices, typename... T>
struct ParameterTable;
template <std::size_t... I, typename... T>
struct ParameterTable<std::index_sequence<I...>, T...> {
  static constexpr std::array<Parameter, sizeof...(T)> value{parameter<T>(kNumber<I>.data(), 0, default_codec<T>)...};
};

/// A statement for one call, whose text is checked: a NUL byte would end it.
class AdHocStatement {
 public:
  AdHocStatement(std::string_view sql, std::span<const Column> columns, std::span<const Parameter> parameters);
  AdHocStatement(const AdHocStatement&) = delete;
  AdHocStatement& operator=(const AdHocStatement&) = delete;

  [[nodiscard]] const Statement& statement() const noexcept { return statement_; }

 private:
  std::string sql_;
  Statement statement_;
};

template <typename... T>
[[nodiscard]] AdHocStatement ad_hoc(std::string_view sql, std::span<const Column> columns) {
  static_assert(sizeof...(T) < 100, "more than 99 parameters");
  return {sql, columns, ParameterTable<std::index_sequence_for<T...>, ArgumentOf<T>...>::value};
}

}  // namespace detail

/// A member of a struct, and the name that its column has in the result.
template <typename T, typename M>
[[nodiscard]] constexpr detail::NamedMember<T, M> member(const char* name, M T::*place) noexcept {
  return {name, place};
}

/// The members that the columns of a result fill, in their order.
template <typename... Members>
[[nodiscard]] constexpr std::tuple<Members...> members(Members... members) noexcept {
  return {members...};
}

/// All rows: each a value by itself, a std::tuple, or a struct that `row` describes. Throws UnexpectedType when the
/// result has other columns, UnexpectedNull for NULL where there is no std::optional; what the statement wrote in
/// autocommit is undone then.
template <typename Row, typename... T>
[[nodiscard]] std::vector<Row> query(const ExecutorHandle& executor, std::string_view sql, const T&... arguments) {
  const auto statement = detail::ad_hoc<T...>(sql, detail::row_columns<Row>());
  return many<Row>(executor, statement.statement(), positional<detail::ArgumentOf<T>...>(arguments...));
}

/// One row or none. Throws UnexpectedRows for a second one.
template <typename Row, typename... T>
[[nodiscard]] std::optional<Row> query_one(const ExecutorHandle& executor, std::string_view sql,
                                           const T&... arguments) {
  const auto statement = detail::ad_hoc<T...>(sql, detail::row_columns<Row>());
  return one_or_none<Row>(executor, statement.statement(), positional<detail::ArgumentOf<T>...>(arguments...));
}

/// A command, whose rows nobody wants.
template <typename... T>
CommandResult execute(const ExecutorHandle& executor, std::string_view sql, const T&... arguments) {
  const auto statement = detail::ad_hoc<T...>(sql, {});
  return exec_result(executor, statement.statement(), positional<detail::ArgumentOf<T>...>(arguments...));
}

}  // namespace pgscribe
