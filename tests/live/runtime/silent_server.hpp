#pragma once

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>

namespace live {

/// A socket where connections arrive and nobody ever answers.
class SilentServer {
 public:
  SilentServer() {
    std::array<char, 32> name{"/tmp/pgscribe-silent-XXXXXX"};
    REQUIRE(mkdtemp(name.data()) != nullptr);
    directory_ = name.data();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (directory_ / ".s.PGSQL.5432").string().copy(address.sun_path, sizeof address.sun_path - 1);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(listen(listener_, 16) == 0);
  }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;
  ~SilentServer() {
    if (client_ >= 0) close(client_);
    close(listener_);
    std::filesystem::remove_all(directory_);
  }

  [[nodiscard]] std::string conninfo() const {
    return "host=" + directory_.string() + " port=5432 user=postgres dbname=postgres";
  }
  /// Returns when somebody has connected and waits for an answer.
  void wait_for_client() {
    client_ = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    std::array<char, 8> request{};
    REQUIRE(read(client_, request.data(), request.size()) > 0);
  }

 private:
  std::filesystem::path directory_;
  int listener_ = -1;
  int client_ = -1;
};

}  // namespace live
