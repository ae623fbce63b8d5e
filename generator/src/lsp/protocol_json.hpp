#pragma once

#include <string>
#include <vector>

#include "lsp/completion.hpp"
#include "lsp/inbox.hpp"
#include "lsp/open_documents.hpp"
#include "lsp/symbols.hpp"
#include "lsp/text_positions.hpp"

// The protocol's structures as JSON and back.

namespace pgscribe::lsp {

/// A request that cannot be answered, with a code of the protocol.
struct ResponseError {
  int code = 0;
  std::string message;
};
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kServerNotInitialized = -32002;
inline constexpr int kRequestCancelled = -32800;

/// Readers throw Json::exception for what is not as the protocol has it.
[[nodiscard]] Position read_position(const Json& json);
[[nodiscard]] Range read_range(const Json& json);
[[nodiscard]] std::vector<TextChange> read_changes(const Json& json);

[[nodiscard]] Json to_json(const Position& position);
[[nodiscard]] Json to_json(const Range& range);
[[nodiscard]] Json to_json(const std::vector<Completion>& completions);
[[nodiscard]] Json to_json(const std::vector<Symbol>& symbols, const TextPositions& positions);

/// One message as text; what is no UTF-8 in it is replaced.
[[nodiscard]] std::string message_text(const Json& json);

}  // namespace pgscribe::lsp
