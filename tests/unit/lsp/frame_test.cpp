#include "lsp/frame.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace pgscribe::lsp;
using Kind = Frame::Kind;

namespace {

std::string read_texts(const std::string& stream) {
  std::istringstream in(stream);
  std::string texts;
  for (Frame frame = read_frame(in, 10); frame.kind != Kind::end; frame = read_frame(in, 10)) {
    texts += frame.kind == Kind::message     ? "<" + frame.text + ">"
             : frame.kind == Kind::too_large ? std::string("too large ")
                                             : std::string("no length ");
  }
  return texts;
}

}  // namespace

TEST_CASE("messages are read one after the other, whatever their headers look like") {
  CHECK(read_texts("Content-Length: 2\r\n\r\n{}Content-Length: 0\r\n\r\n") == "<{}><>");
  CHECK(read_texts("content-length:3\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n[1]") == "<[1]>");
  CHECK(read_texts("Content-Length: 2\n\n{}") == "<{}>");
  CHECK(read_texts("Content-Length: 4\r\n\r\n\r\n\r\n") == "<\r\n\r\n>");
}

TEST_CASE("a message that is too large is read over") {
  CHECK(read_texts("Content-Length: 11\r\n\r\nxxxxxxxxxxxContent-Length: 2\r\n\r\n{}") == "too large <{}>");
  CHECK(read_texts("Content-Length: 99\r\n\r\nx") == "");
}

TEST_CASE("a header without a length that can be read") {
  CHECK(read_texts("Content-Type: x\r\n\r\n") == "no length ");
  CHECK(read_texts("Content-Length: two\r\n\r\n") == "no length ");
  CHECK(read_texts("Content-Length: -2\r\n\r\n") == "no length ");
  CHECK(read_texts("Content-Length: 2x\r\n\r\n") == "no length ");
  CHECK(read_texts("Content-Length: 99999999999999999999999\r\n\r\n") == "no length ");
}

TEST_CASE("a stream that ends inside of a message gives no message") {
  CHECK(read_texts("") == "");
  CHECK(read_texts("Content-Le") == "");
  CHECK(read_texts("Content-Length: 2\r\n") == "");
  CHECK(read_texts("Content-Length: 3\r\n\r\n{}") == "");
}

TEST_CASE("what is written can be read") {
  std::ostringstream out;
  write_frame(out, "{\"a\":1}");
  write_frame(out, "");
  CHECK(out.str() == "Content-Length: 7\r\n\r\n{\"a\":1}Content-Length: 0\r\n\r\n");
  CHECK(read_texts(out.str()) == "<{\"a\":1}><>");
}
