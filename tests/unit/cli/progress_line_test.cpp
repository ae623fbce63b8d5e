#include "cli/progress_line.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <ostream>
#include <sstream>
#include <streambuf>
#include <string>

#include "cli/terminal.hpp"

using namespace pgscribe::cli;

namespace {

/// Keeps what is written, and lets wait for it.
class WatchedBuffer : public std::streambuf {
 public:
  std::string wait_for(char last) {
    std::unique_lock lock(mutex_);
    written_.wait(lock, [&] { return text_.find(last) != std::string::npos; });
    return text_;
  }
  std::string text() {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 protected:
  std::streamsize xsputn(const char* data, std::streamsize count) override {
    const std::lock_guard lock(mutex_);
    text_.append(data, static_cast<std::size_t>(count));
    written_.notify_all();
    return count;
  }
  int_type overflow(int_type c) override {
    const char character = traits_type::to_char_type(c);
    xsputn(&character, 1);
    return c;
  }

 private:
  std::mutex mutex_;
  std::condition_variable written_;
  std::string text_;
};

}  // namespace

TEST_CASE("the line shows itself on a terminal, and leaves nothing behind") {
  WatchedBuffer buffer;
  std::ostream stream(&buffer);
  set_terminal(stream, {.is_there = true});
  {
    const ProgressLine line(stream, std::chrono::milliseconds(1));
    CHECK(buffer.wait_for('s').rfind("\rat work for 0 s", 0) == 0);
  }
  const std::string text = buffer.text();
  CHECK(text.substr(text.size() - 4) == "\r\033[K");
}

TEST_CASE("what is over soon, and what goes to no terminal, shows nothing") {
  std::ostringstream terminal;
  set_terminal(terminal, {.is_there = true});
  { const ProgressLine line(terminal, std::chrono::hours(1)); }
  CHECK(terminal.str().empty());
  std::ostringstream pipe;
  CHECK(!terminal_of(pipe).is_there);
  { const ProgressLine line(pipe, std::chrono::milliseconds(0)); }
  CHECK(pipe.str().empty());
}
