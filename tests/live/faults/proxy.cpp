#include "proxy.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <random>
#include <stdexcept>
#include <system_error>

namespace faults {

namespace {

constexpr const char* kSocketName = "/.s.PGSQL.5432";

sockaddr_un address_of(const std::string& directory) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = directory + kSocketName;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the path of the socket is too long");
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

int make_socket() {
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "socket");
  return descriptor;
}

bool send_all(int descriptor, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(descriptor, data, size, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    data += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

// Both directions of one connection.
class Line {
 public:
  Line(int client, int server, const Proxy::Faults& faults, unsigned seed, std::atomic<int>& round_trips)
      : ends_{client, server}, faults_(faults), random_(seed), round_trips_(round_trips) {}

  void carry(const std::atomic<bool>& stopping) {
    while (!stopping) {
      std::array<pollfd, 2> descriptors{pollfd{swallowing_[0] ? -1 : ends_[0], POLLIN, 0},
                                        pollfd{swallowing_[1] ? -1 : ends_[1], POLLIN, 0}};
      if (poll(descriptors.data(), descriptors.size(), 50) < 0) return;
      for (std::size_t i = 0; i < 2; ++i) {
        if (descriptors[i].revents != 0 && !pass(i)) return;
      }
      if (swallowing_[0] && swallowing_[1]) {
        // Nothing passes any more; wait for the end.
        char byte = 0;
        if (recv(ends_[0], &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) return;
      }
    }
  }

 private:
  bool chance(unsigned thousandths) { return random_() % 1000 < thousandths; }

  // One piece from end `from` to the other one; false when the line is to be cut.
  bool pass(std::size_t from) {
    std::array<char, 4096> piece;
    const ssize_t received = recv(ends_[from], piece.data(), piece.size(), 0);
    if (received <= 0) return false;
    const auto size = static_cast<std::size_t>(received);
    if (from == 0 && !client_speaks_) ++round_trips_;
    client_speaks_ = from == 0;
    if (chance(faults_.swallow)) swallowing_ = {true, true};
    if (swallowing_[from]) return true;
    if (chance(faults_.drop)) return false;
    if (faults_.latency.count() > 0) std::this_thread::sleep_for(faults_.latency);
    if (chance(faults_.delay)) std::this_thread::sleep_for(std::chrono::milliseconds{random_() % 20});
    if (chance(faults_.truncate)) {
      (void)send_all(ends_[1 - from], piece.data(), random_() % size);
      return false;
    }
    return send_all(ends_[1 - from], piece.data(), size);
  }

  std::array<int, 2> ends_;
  std::array<bool, 2> swallowing_{};
  Proxy::Faults faults_;
  std::minstd_rand random_;
  std::atomic<int>& round_trips_;
  bool client_speaks_ = false;
};

}  // namespace

Proxy::Proxy(const std::filesystem::path& target, Faults faults) : target_(target), faults_(faults) {
  std::string directory = "/tmp/pgscribe-proxy-XXXXXX";
  if (mkdtemp(directory.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  directory_ = directory;
  listener_ = make_socket();
  const sockaddr_un address = address_of(directory);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 128) != 0)
    throw std::system_error(errno, std::generic_category(), "listen");
  acceptor_ = std::thread{[this] { accept_all(); }};
}

Proxy::~Proxy() {
  stopping_ = true;
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (std::thread& thread : threads_) thread.join();
  close(listener_);
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string Proxy::conninfo() const {
  return "host=" + directory_.string() + " port=5432 user=postgres dbname=postgres";
}

void Proxy::accept_all() {
  while (!stopping_) {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const auto seed = static_cast<unsigned>(++connections_) * 7919 + 1;
    threads_.emplace_back([this, client, seed] { serve(client, seed); });
  }
}

void Proxy::serve(int client, unsigned seed) {
  const int server = make_socket();
  const sockaddr_un address = address_of(target_);
  if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    Line{client, server, faults_, seed, round_trips_}.carry(stopping_);
  close(server);
  close(client);
}

}  // namespace faults
