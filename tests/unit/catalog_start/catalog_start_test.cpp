// What the first catalog of a process costs, counted in allocations; in a process of its own, since the built-in
// objects of a release are made once.

#include <cstddef>
#include <cstdlib>
#include <new>

#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "catalog/server_version.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace pgscribe::catalog {
namespace {

std::size_t cost_of_first(int server_version) {
  const std::size_t before = allocations;
  const Catalog catalog = catalog_of(server_version);
  CHECK(catalog.find_relation("", "pg_class") != nullptr);
  return allocations - before;
}

TEST_CASE("a target costs the built-in objects of its own release and of no other") {
  std::size_t of_others[4] = {};
  std::size_t at = 0;
  for (const int version : {18, 17, 16, 14}) of_others[at++] = cost_of_first(version);
  const std::size_t of_default = cost_of_first(15);
  CHECK(of_default > 1000);
  for (const std::size_t cost : of_others) CHECK(cost < of_default + of_default / 4);
}

}  // namespace
}  // namespace pgscribe::catalog
