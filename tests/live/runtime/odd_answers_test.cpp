#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <thread>

#include "live_database.hpp"
#include "pgscribe/migrator.hpp"
#include "pgscribe/row_source.hpp"

// Answers to something else than was asked, as after a message that a proxy lost: what the library reads for itself is
// compared with what it asked for, like what it reads for the program.

using namespace pgscribe;

namespace {

void append_number(std::string& out, std::size_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFF);
}

std::string message(char type, const std::string& body) {
  std::string bytes(1, type);
  append_number(bytes, body.size() + 4, 4);
  return bytes + body;
}

/// Answers every simple query with rows of as many columns, all of them `value`, and a COPY with COPY IN behind them.
class OddServer {
 public:
  OddServer(std::size_t columns, std::string value) : columns_(columns), value_(std::move(value)) {
    std::string name{"/tmp/pgscribe-odd-XXXXXX"};
    REQUIRE(mkdtemp(name.data()) != nullptr);
    directory_ = name;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (directory_ / ".s.PGSQL.5432").string().copy(address.sun_path, sizeof address.sun_path - 1);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(listen(listener_, 16) == 0);
    thread_ = std::thread{[this] { serve_all(); }};
  }
  OddServer(const OddServer&) = delete;
  OddServer& operator=(const OddServer&) = delete;
  ~OddServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
    std::filesystem::remove_all(directory_);
  }

  [[nodiscard]] PoolOptions options() const {
    return {.conninfo = "host=" + directory_.string() + " port=5432 user=u dbname=d sslmode=disable gssencmode=disable",
            .max_connections = 1,
            .health_check_period = {}};
  }

 private:
  static bool receive(int client, char* data, std::size_t size) {
    return recv(client, data, size, MSG_WAITALL) == static_cast<ssize_t>(size);
  }
  static std::size_t length_of(const char* data) {
    std::size_t length = 0;
    for (int i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(data[i]);
    return length - 4;
  }
  static void answer(int client, const std::string& bytes) {
    (void)send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

  void serve_all() {
    while (true) {
      const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) return;
      serve(client);
      close(client);
    }
  }

  void serve(int client) const {
    std::array<char, 5> header{};
    if (!receive(client, header.data(), 4)) return;
    std::string body(length_of(header.data()), '\0');
    if (!receive(client, body.data(), body.size())) return;
    const std::string ready = message('Z', "I");
    answer(client, message('R', std::string(4, '\0')) + message('S', std::string{"client_encoding\0UTF8", 21}) + ready);
    while (receive(client, header.data(), header.size())) {
      body.assign(length_of(header.data() + 1), '\0');
      if (!receive(client, body.data(), body.size())) return;
      if (header[0] != 'Q') continue;
      answer(client, rows());
      if (body.find("FROM STDIN") != body.npos)
        answer(client, message('G', std::string(3, '\0')));
      else
        answer(client, ready);
    }
  }

  [[nodiscard]] std::string rows() const {
    std::string description;
    std::string row;
    append_number(description, columns_, 2);
    append_number(row, columns_, 2);
    for (std::size_t i = 0; i < columns_; ++i) {
      description += std::string{"x\0", 2} + std::string(6, '\0');
      append_number(description, 25, 4);
      description += std::string(8, '\0');
      append_number(row, value_.size(), 4);
      row += value_;
    }
    return message('T', description) + message('D', row) + message('C', std::string{"SELECT 1\0", 9});
  }

  std::size_t columns_;
  std::string value_;
  std::filesystem::path directory_;
  int listener_ = -1;
  std::thread thread_;
};

constexpr Column kHstore[] = {column<Hstore>("h", 0, codec::hstore)};
constexpr Statement kRead{.name = "Read", .sql = "SELECT h FROM t", .columns = kHstore};
constexpr Parameter kNumber[] = {parameter<std::int32_t>("n", 0, codec::int4)};
constexpr CopyStatement kCopy{.name = "Copy", .table = "t", .parameters = kNumber};

}  // namespace

TEST_CASE("answers of another shape are noticed, and the connection is given up") {
  for (const std::size_t columns : {0, 1, 2, 6, 7, 8}) {
    for (const char* value : {"1", "99999999999"}) {
      CAPTURE(columns);
      CAPTURE(std::string{value});
      const OddServer server{columns, value};
      Pool pool{server.options()};
      Connection connection = pool.acquire();
      CHECK_THROWS_AS((void)one<Hstore>(connection, kRead, {}), ConnectionError);
      CHECK_THROWS_AS(connection.execute("SELECT 1"), ConnectionError);
    }
  }
}

TEST_CASE("so are those about a COPY") {
  const std::vector<std::int32_t> numbers{1};
  for (const std::size_t columns : {0, 2, 7}) {
    CAPTURE(columns);
    const OddServer server{columns, "23"};
    Pool pool{server.options()};
    CHECK_THROWS_AS(
        (void)with_row_source<std::int32_t>(numbers, [&](RowSource rows) { return copy_from(pool, kCopy, rows); }),
        ConnectionError);
  }
}

TEST_CASE("and those that a migrator gets") {
  const OddServer server{0, ""};
  Pool pool{server.options()};
  CHECK_THROWS_AS((void)Migrator(pool, {{.version = 1, .name = "a", .up = "SELECT 1"}}).up(), ConnectionError);
}
