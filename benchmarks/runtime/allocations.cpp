#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// Calls of operator new while rows of fixed-size columns are read. libpq's own memory comes from malloc.

namespace {

std::atomic<std::size_t> calls{0};

void* allocate(std::size_t size) {
  calls.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace bench {

bool count_allocations(const std::string& conninfo) {
  pgscribe::Pool pool{conninfo};
  db::Querier querier{pool};
  const auto count = [&](std::int64_t rows) {
    const std::size_t before = calls.load();
    if (querier.list_fixed_readings(rows).size() != static_cast<std::size_t>(rows)) std::abort();
    return calls.load() - before;
  };
  count(1);  // connects and prepares
  const std::size_t few = count(1'000);
  const std::size_t many = count(100'000);
  const bool met = many <= few;
  std::printf(
      "\nAllocations of :many with fixed-size columns\n  1,000 rows: %zu, 100,000 rows: %zu; none per row: %s\n", few,
      many, met ? "met" : "MISSED");
  const std::size_t before = calls.load();
  for (int i = 0; i < 1'000; ++i) (void)querier.get_account(i);
  std::printf("  SELECT by key on the pool: %.2f per call\n", static_cast<double>(calls.load() - before) / 1'000);
  return met;
}

}  // namespace bench
