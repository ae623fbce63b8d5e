#include "sample_test.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "pgscribe/migrator.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"

namespace sample {

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// A server with the migrations and the seed.
class SeededServer {
 public:
  SeededServer() : pool_(pgscribe::PoolOptions{.conninfo = server_.conninfo(), .max_connections = 2}) {
    pgscribe::Migrator{pool_, pgscribe::read_migrations(SAMPLE_SCHEMA_DIR)}.up();
    pool_.execute(read(SAMPLE_TEST_DIR "/seed.sql"));
  }

  [[nodiscard]] pgscribe::Pool& pool() noexcept { return pool_; }

 private:
  pgscribe::testing::TemporaryServer server_;
  pgscribe::Pool pool_;
};

pgscribe::Pool& seeded_pool() {
  static SeededServer server;
  return server.pool();
}

}  // namespace

struct SampleTest::State {
  pgscribe::Transaction transaction = seeded_pool().begin();
};

SampleTest::SampleTest() : state_(std::make_unique<State>()), db(state_->transaction) {}

SampleTest::~SampleTest() = default;

}  // namespace sample
