#include "lsp/inbox.hpp"

#include <istream>
#include <utility>

namespace pgscribe::lsp {

namespace {

Incoming parsed(const Frame& frame) {
  switch (frame.kind) {
    case Frame::Kind::too_large: return {Incoming::Fault::too_large};
    case Frame::Kind::no_length:
    case Frame::Kind::end: return {Incoming::Fault::no_length};
    case Frame::Kind::message: break;
  }
  Json message = Json::parse(frame.text, nullptr, /*allow_exceptions=*/false);
  if (message.is_discarded()) return {Incoming::Fault::no_json};
  const bool is_message =
      message.is_object() && (message.contains("method") ? message["method"].is_string() : message.contains("id"));
  if (!is_message) return {Incoming::Fault::no_message};
  return {Incoming::Fault::none, std::move(message)};
}

bool is_method(const Incoming& incoming, std::string_view method) {
  return incoming.fault == Incoming::Fault::none && incoming.message.contains("method") &&
         incoming.message["method"] == method;
}

}  // namespace

Inbox::Inbox(std::istream& in) : reader_([this, &in] { read(in); }) {}
Inbox::~Inbox() { reader_.join(); }

void Inbox::read(std::istream& in) {
  for (bool goes_on = true; goes_on;) {
    const Frame frame = read_frame(in);
    if (frame.kind == Frame::Kind::end) break;
    Incoming incoming = parsed(frame);
    goes_on = !is_method(incoming, "exit") && frame.kind != Frame::Kind::no_length;
    if (is_method(incoming, "$/cancelRequest")) {
      const Json params = incoming.message.value("params", Json::object());
      if (params.is_object() && params.contains("id")) cancel(params["id"]);
    } else {
      put(std::move(incoming));
    }
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  arrived_.notify_one();
}

void Inbox::put(Incoming incoming) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(incoming));
  arrived_.notify_one();
}

void Inbox::cancel(const Json& id) {
  const std::lock_guard lock(mutex_);
  for (Incoming& incoming : waiting_) {
    const Json& message = incoming.message;
    if (message.contains("method") && message.contains("id") && message["id"] == id) incoming.is_cancelled = true;
  }
}

std::optional<Incoming> Inbox::take() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return !waiting_.empty() || ended_; });
  if (waiting_.empty()) return std::nullopt;
  Incoming incoming = std::move(waiting_.front());
  waiting_.pop_front();
  return incoming;
}

bool Inbox::is_empty() {
  const std::lock_guard lock(mutex_);
  return waiting_.empty();
}

}  // namespace pgscribe::lsp
