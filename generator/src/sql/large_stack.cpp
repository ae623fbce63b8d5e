#include "sql/large_stack.hpp"

#include <pthread.h>
#include <sys/mman.h>

#include <exception>
#include <new>
#include <system_error>

namespace pgscribe::sql {
namespace {

// Address space, not memory: pages are touched only when the recursion reaches them.
constexpr std::size_t kStackBytes = std::size_t{512} << 20U;

thread_local bool on_large_stack = false;

class Stack {
 public:
  Stack()
      : base_(mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0)) {
    if (base_ == MAP_FAILED) throw std::bad_alloc();
  }
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;
  ~Stack() { munmap(base_, kStackBytes); }
  [[nodiscard]] void* base() const { return base_; }

 private:
  void* base_;
};

struct Job {
  const std::function<void()>* f = nullptr;
  std::exception_ptr error;
};

void* run_job(void* argument) {
  auto& job = *static_cast<Job*>(argument);
  on_large_stack = true;
  try {
    (*job.f)();
  } catch (...) {
    job.error = std::current_exception();
  }
  return nullptr;
}

void check(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

}  // namespace

void run_with_large_stack(const std::function<void()>& f) {
  if (on_large_stack) {
    f();
    return;
  }
  const Stack stack;
  Job job{&f, nullptr};
  pthread_attr_t attributes;
  check(pthread_attr_init(&attributes), "pthread_attr_init");
  pthread_t thread{};
  int error = pthread_attr_setstack(&attributes, stack.base(), kStackBytes);
  if (error == 0) error = pthread_create(&thread, &attributes, run_job, &job);
  pthread_attr_destroy(&attributes);
  check(error, "pthread_create");
  check(pthread_join(thread, nullptr), "pthread_join");
  if (job.error) std::rethrow_exception(job.error);
}

}  // namespace pgscribe::sql
