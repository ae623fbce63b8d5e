#include "libpqxx/pqxx_compat.hpp"

#include <utility>

// Everything that differs between the versions of libpqxx.

namespace pgscribe::detail {

namespace {

#if PQXX_VERSION_MAJOR < 7

// The policy object of a 6.x connection opens, closes and reopens it. This one hands over a handle once and refuses
// to reopen, which keeps libpqxx from replacing a lost connection by a new session without a word.
class HandedOver : public pqxx::connectionpolicy {
 public:
  using pqxx::connectionpolicy::connectionpolicy;

  static PGconn*& pending() noexcept {
    static thread_local PGconn* handle = nullptr;
    return handle;
  }

  handle do_startconnect(handle current) override {
    if (current != nullptr) return current;
    PGconn* handed_over = std::exchange(pending(), nullptr);
    if (handed_over == nullptr) throw pqxx::broken_connection{"connection lost"};
    return handed_over;
  }
  handle do_completeconnect(handle current) override { return current; }
  handle do_dropconnect(handle) noexcept override { return nullptr; }
  handle do_disconnect(handle) noexcept override { return nullptr; }
};

class Adopted6 final : public AdoptedConnection {
 public:
  explicit Adopted6(PGconn* handle) : connection_(take(handle)) {}
  PqxxConnection& connection() noexcept override { return connection_; }

 private:
  static std::string take(PGconn* handle) {
    HandedOver::pending() = handle;  // consumed by the constructor this is an argument of
    return {};
  }

  pqxx::basic_connection_base<HandedOver> connection_;
};

using Adopted = Adopted6;

#else

class Adopted7 final : public AdoptedConnection {
 public:
  explicit Adopted7(PGconn* handle) : connection_(pqxx::connection::seize_raw_connection(handle)) {}
  ~Adopted7() override { (void)std::move(connection_).release_raw_connection(); }
  PqxxConnection& connection() noexcept override { return connection_; }

 private:
  pqxx::connection connection_;
};

using Adopted = Adopted7;

#endif

// No version tells the handle of a connection that somebody else made. An explicit instantiation may name a private
// member ([temp.spec.general]); it has had this name in 6, 7 and 8, and is a void* in 8.
PGconn* read_handle(const PqxxConnection& connection) noexcept;

template <auto Handle>
struct HandleReader {
  friend PGconn* read_handle(const PqxxConnection& connection) noexcept {
    return static_cast<PGconn*>(connection.*Handle);
  }
};
template struct HandleReader<&PqxxConnection::m_conn>;

}  // namespace

std::unique_ptr<AdoptedConnection> adopt(PGconn* handle) { return std::make_unique<Adopted>(handle); }

PGconn* handle_of(const PqxxConnection& connection) noexcept { return read_handle(connection); }

void begin_now(pqxx::transaction_base& transaction) {
#if PQXX_VERSION_MAJOR < 7
  if (dynamic_cast<pqxx::subtransaction*>(&transaction) != nullptr) transaction.exec("SELECT 1");
#else
  (void)transaction;
#endif
}

}  // namespace pgscribe::detail
