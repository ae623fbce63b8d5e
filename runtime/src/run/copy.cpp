#include <algorithm>
#include <cstdlib>
#include <optional>

#include "codecs/wire.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/row_source.hpp"
#include "run/copy_script.hpp"
#include "run/execute.hpp"
#include "run/observation.hpp"
#include "run/types.hpp"
#include "session/c_string.hpp"
#include "session/server_error.hpp"

// COPY FROM STDIN, in binary form where every column has one.

namespace pgscribe {

namespace detail {

namespace {

constexpr std::size_t kBufferSize = 64 * 1024;
// Signature, flags and length of the header's extension ("Binary Format" in the manual of COPY).
constexpr std::string_view kBinaryHeader{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};

// The server reads a column by the type it has, so enums need no OID here: their binary form is the label.
bool copies_binary(const Codec& codec) noexcept { return codec.kind == CodecKind::enumeration || writes_binary(codec); }

class CopyEncoder {
 public:
  explicit CopyEncoder(std::span<const Parameter> columns)
      : columns_(columns), binary_(std::all_of(columns.begin(), columns.end(), [](const Parameter& column) {
          return copies_binary(*column.codec);
        })) {}

  [[nodiscard]] bool binary() const noexcept { return binary_; }

  void append_header(std::string& out) const {
    if (binary_) out += kBinaryHeader;
  }
  void append_trailer(std::string& out) const {
    if (binary_) store(out, std::int16_t{-1});
  }

  void append_row(const void* row, std::string& out) {
    if (binary_) store(out, static_cast<std::int16_t>(columns_.size()));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      try {
        const auto [codec, value] =
            parameter_value(columns_[i], static_cast<const std::byte*>(row) + columns_[i].offset);
        if (binary_)
          append_binary(*codec, value, out);
        else
          append_text(*codec, value, i != 0, out);
      } catch (...) {
        rethrow_for_parameter(columns_[i]);
      }
    }
    if (!binary_) out += '\n';
  }

 private:
  static void append_binary(const Codec& codec, const void* value, std::string& out) {
    if (value == nullptr) return store(out, std::int32_t{-1});
    const LengthPrefix length{out};
    if (codec.kind == CodecKind::enumeration)
      codec.encode_text(codec, value, out);
    else
      write_binary(codec, value, out);
    length.finish(out);
  }

  void append_text(const Codec& codec, const void* value, bool separate, std::string& out) {
    if (separate) out += '\t';
    if (value == nullptr) {
      out += "\\N";
      return;
    }
    item_.clear();
    codec.encode_text(codec, value, item_);
    require_no_nul(item_, "its text");
    for (const char c : item_) {
      switch (c) {
        case '\\': out += "\\\\"; break;
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        default: out += c;
      }
    }
  }

  std::span<const Parameter> columns_;
  bool binary_;
  std::string item_;
};

class CopyRun {
 public:
  CopyRun(Session& session, const CopyStatement& statement)
      : session_(session),
        statement_(statement),
        deadline_(deadline_of(session, statement.timeout)),
        encoder_(statement.parameters),
        script_(statement, encoder_.binary()) {}
  CopyRun(const CopyRun&) = delete;
  CopyRun& operator=(const CopyRun&) = delete;
  ~CopyRun() {
    if (!session_.broken() && PQsetnonblocking(session_.handle(), 0) != 0) session_.mark_broken();
  }

  [[nodiscard]] const CopyScript& script() const noexcept { return script_; }

  std::int64_t run(const RowSource& rows) {
    start();
    try {
      send_rows(rows);
      if (!end_copy(nullptr)) session_.fail(statement_.name);
    } catch (...) {
      abort();
      throw;
    }
    const Result result = session_.receive(deadline_, statement_.name);
    session_.check(result, statement_.name);
    return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
  }

 private:
  // What is known of types may be outdated. To ask again is possible only where the first COPY's end ended nothing
  // else.
  void start() {
    const bool repeatable = !session_.types().empty() && !session_.in_transaction();
    try {
      begin_copy();
    } catch (const UnexpectedType&) {
      if (!repeatable) throw;
      begin_copy();
    }
    if (PQsetnonblocking(session_.handle(), 1) != 0) session_.fail(statement_.name);
  }

  void begin_copy() {
    resolve_types(session_, columns_of(statement_), {}, deadline_, statement_.name);
    const std::string sql = script_.text() + session_.comment();
    if (PQsendQuery(session_.handle(), c_string(sql, "the SQL")) == 0) session_.fail(statement_.name);
    Result types;
    while (true) {
      Result result = session_.next_result(deadline_, statement_.name);
      const ExecStatusType status = PQresultStatus(result.get());
      if (status == PGRES_COPY_IN) break;
      if (status == PGRES_TUPLES_OK) types = std::move(result);
      if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) continue;
      (void)session_.drain(deadline_);
      session_.check(result, statement_.name);
      throw UsageError("not a COPY FROM STDIN");
    }
    try {
      require_column_types(session_, statement_, types);
    } catch (...) {
      abort();
      throw;
    }
  }

  void send_rows(const RowSource& rows) {
    std::string buffer;
    buffer.reserve(kBufferSize + kBufferSize / 4);
    encoder_.append_header(buffer);
    while (const void* row = rows.next(rows.context)) {
      encoder_.append_row(row, buffer);
      if (buffer.size() >= kBufferSize) put(buffer);
    }
    encoder_.append_trailer(buffer);
    put(buffer);
  }

  // Sends all of it before returning, so that libpq does not pile it up in memory.
  void put(std::string& buffer) {
    session_.require_time_left(statement_.name);
    for (std::string_view rest = buffer; !rest.empty();) {
      const std::string_view part = rest.substr(0, 1 << 30);  // the length is an int
      if (PQputCopyData(session_.handle(), part.data(), static_cast<int>(part.size())) != 1)
        session_.fail(statement_.name);
      rest.remove_prefix(part.size());
      flush();
    }
    buffer.clear();
  }

  void flush() {
    while (true) {
      const int left = PQflush(session_.handle());
      if (left == 0) return;
      if (left < 0) session_.fail(statement_.name);
      switch (session_.wait(deadline_, true)) {
        case WaitEnd::ready: break;
        case WaitEnd::stop: session_.require_time_left(statement_.name); break;
        case WaitEnd::deadline:
          session_.mark_broken();
          throw DeadlineExceeded(
              ErrorFields{.message = "the server did not take the rows within the deadline", .query = statement_.name});
      }
      if (PQconsumeInput(session_.handle()) == 0) session_.fail(statement_.name);
    }
  }

  bool end_copy(const char* reason) {
    const int sent = PQputCopyEnd(session_.handle(), reason);
    return sent == 1 && PQflush(session_.handle()) >= 0;
  }

  // The server throws away what it has got and the connection is usable again.
  void abort() noexcept {
    if (session_.broken()) return;
    if (!end_copy("aborted by the client") || !session_.drain(Deadline::after(std::chrono::seconds{10})))
      session_.mark_broken();
  }

  Session& session_;
  const CopyStatement& statement_;
  Deadline deadline_;
  CopyEncoder encoder_;
  CopyScript script_;
};

}  // namespace

}  // namespace detail

std::int64_t copy_from(const ExecutorHandle& executor, const CopyStatement& statement, RowSource rows) {
  try {
    detail::SessionLease lease{executor};
    lease->require_ready();
    detail::CopyRun run{*lease, statement};
    const detail::EventSource event{
        statement.name,  run.script().copy().c_str(), Operation::copy, 1, statement.parameters, nullptr,
        statement.tagged};
    return detail::observed(lease, event, [&](std::int64_t& copied) { return copied = run.run(rows); });
  } catch (const Error&) {
    detail::rethrow_for_query(statement.name);
  }
}

}  // namespace pgscribe
