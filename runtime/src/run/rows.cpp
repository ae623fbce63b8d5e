#include "run/rows.hpp"

#include <algorithm>
#include <string_view>

#include "codecs/members.hpp"
#include "codecs/wire.hpp"
#include "pgscribe/error.hpp"
#include "run/types.hpp"
#include "session/server_error.hpp"

namespace pgscribe::detail {

namespace {

// How many result columns fill these members.
int width(std::span<const Column> columns) noexcept {
  int total = 0;
  for (const Column& column : columns) total += column.embedded ? width(column.codec->fields) : 1;
  return total;
}

// One past the last result column that is looked at, markers behind the members included.
int extent(std::span<const Column> columns, int start) noexcept {
  int end = start;
  for (const Column& column : columns) {
    if (column.embedded) {
      end = std::max(end, extent(column.codec->fields, start));
      if (column.nullable) end = std::max(end, start + column.marker + 1);
      start += width(column.codec->fields);
    } else {
      end = std::max(end, ++start);
    }
  }
  return end;
}

void require_name(const PGresult* result, const Column& column, int index) {
  const std::string_view name = PQfname(result, index);
  if (name == column.name) return;
  throw UnexpectedType(ErrorFields{.message = "column " + std::to_string(index + 1) + " is called \"" +
                                              std::string{name} + "\", not \"" + column.name + '"',
                                   .column = column.name});
}

void check_types(KnownTypes& types, const PGresult* result, std::span<const Column> columns, int& index) {
  for (const Column& column : columns) {
    if (column.embedded) {
      check_types(types, result, column.codec->fields, index);
    } else {
      if (column.named) require_name(result, column, index);
      require_type(types, column.name, *column.codec, PQftype(result, index++));
    }
  }
}

bool is_absent(const PGresult* result, int row, const Column& column, int index) {
  if (column.marker != kAllColumns) return PQgetisnull(result, row, index + column.marker) != 0;
  const int end = index + width(column.codec->fields);
  while (index < end && PQgetisnull(result, row, index) != 0) ++index;
  return index == end;
}

class RowDecoder {
 public:
  RowDecoder(const PGresult* result, int row) noexcept
      : result_(result), row_(row), binary_(PQbinaryTuples(result) != 0) {}

  // Of a row whose struct is there already.
  void append(std::span<const Column> columns, std::byte* target) {
    for (const Column& column : columns) {
      if (column.elements != nullptr) {
        element(column, target + column.offset);
      } else {
        index_ += column.embedded ? width(column.codec->fields) : 1;
      }
    }
  }

  void decode(std::span<const Column> columns, std::byte* target) {
    for (const Column& column : columns) {
      if (column.embedded) {
        embed(column, target);
      } else {
        field(column, target);
      }
    }
  }

 private:
  void field(const Column& column, std::byte* target) {
    const int index = index_++;
    // The length of NULL is 0, so most values need no call to ask.
    const int length = PQgetlength(result_, row_, index);
    if (length == 0 && PQgetisnull(result_, row_, index) != 0) return decode_member(column, nullptr, target);
    const Cell cell{PQgetvalue(result_, row_, index), static_cast<std::size_t>(length), binary_};
    decode_member(column, &cell, target);
  }

  void embed(const Column& column, std::byte* target) {
    void* member = target + column.offset;
    if (column.elements != nullptr) {
      column.elements->clear(member);
      return element(column, member);
    }
    if (column.nullable) {
      if (is_absent(result_, row_, column, index_)) {
        column.codec->optional->reset(member);
        index_ += width(column.codec->fields);
        return;
      }
      member = column.codec->optional->emplace(member);
    }
    decode(column.codec->fields, static_cast<std::byte*>(member));
  }

  void element(const Column& column, void* vector) {
    if (column.nullable && is_absent(result_, row_, column, index_)) {
      index_ += width(column.codec->fields);
      return;
    }
    decode(column.codec->fields, static_cast<std::byte*>(column.elements->append(vector)));
  }

  const PGresult* result_;
  int row_;
  bool binary_;
  int index_ = 0;
};

}  // namespace

bool rows_are_binary(std::span<const Column> columns) noexcept {
  return !columns.empty() &&
         std::all_of(columns.begin(), columns.end(), [](const Column& column) { return reads_binary(*column.codec); });
}

void check_columns(KnownTypes& types, const PGresult* result, std::span<const Column> columns) {
  const int expected = extent(columns, 0);
  if (PQnfields(result) != expected) {
    throw UnexpectedType(ErrorFields{.message = "the result has " + std::to_string(PQnfields(result)) +
                                                " columns instead of " + std::to_string(expected)});
  }
  int index = 0;
  check_types(types, result, columns, index);
}

void decode_row(const PGresult* result, int row, std::span<const Column> columns, void* target,
                std::int64_t rows_before) {
  try {
    RowDecoder{result, row}.decode(columns, static_cast<std::byte*>(target));
  } catch (const Error&) {
    rethrow_for_row(rows_before + row + 1);
  }
}

bool are_of_one_group(ResultRow a, ResultRow b, std::span<const int> key) {
  const auto value = [](ResultRow row, int column) {
    return std::string_view{PQgetvalue(row.result, row.row, column),
                            static_cast<std::size_t>(PQgetlength(row.result, row.row, column))};
  };
  return std::all_of(key.begin(), key.end(), [&](int column) { return value(a, column) == value(b, column); });
}

void append_elements(ResultRow row, std::span<const Column> columns, void* target, std::int64_t rows_before) {
  try {
    RowDecoder{row.result, row.row}.append(columns, static_cast<std::byte*>(target));
  } catch (const Error&) {
    rethrow_for_row(rows_before + row.row + 1);
  }
}

}  // namespace pgscribe::detail
