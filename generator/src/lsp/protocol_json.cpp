#include "lsp/protocol_json.hpp"

namespace pgscribe::lsp {

namespace {

/// SymbolKind of the protocol.
int symbol_kind(Symbol::Kind kind) {
  switch (kind) {
    case Symbol::Kind::query: return 6;      // Method
    case Symbol::Kind::relation: return 23;  // Struct
    case Symbol::Kind::column: return 8;     // Field
    case Symbol::Kind::function: break;
  }
  return 12;  // Function
}

/// CompletionItemKind of the protocol.
int completion_kind(Completion::Kind kind) {
  switch (kind) {
    case Completion::Kind::column: return 5;     // Field
    case Completion::Kind::relation: return 22;  // Struct
    case Completion::Kind::function: return 3;   // Function
    case Completion::Kind::parameter: return 6;  // Variable
    case Completion::Kind::keyword: break;
  }
  return 14;  // Keyword
}

}  // namespace

Position read_position(const Json& json) {
  return {json.at("line").get<std::uint32_t>(), json.at("character").get<std::uint32_t>()};
}

Range read_range(const Json& json) { return {read_position(json.at("start")), read_position(json.at("end"))}; }

std::vector<TextChange> read_changes(const Json& json) {
  std::vector<TextChange> changes;
  for (const Json& change : json) {
    TextChange& read = changes.emplace_back();
    if (change.contains("range")) read.range = read_range(change["range"]);
    read.text = change.at("text").get<std::string>();
  }
  return changes;
}

Json to_json(const Position& position) { return {{"line", position.line}, {"character", position.character}}; }
Json to_json(const Range& range) { return {{"start", to_json(range.start)}, {"end", to_json(range.end)}}; }

Json to_json(const std::vector<Completion>& completions) {
  Json list = Json::array();
  for (const Completion& completion : completions) {
    list.push_back({{"label", completion.label}, {"kind", completion_kind(completion.kind)}});
    if (!completion.detail.empty()) list.back()["detail"] = completion.detail;
  }
  return list;
}

Json to_json(const std::vector<Symbol>& symbols, const TextPositions& positions) {
  Json list = Json::array();
  for (const Symbol& symbol : symbols) {
    list.push_back({{"name", symbol.name},
                    {"detail", symbol.detail},
                    {"kind", symbol_kind(symbol.kind)},
                    {"range", to_json(positions.range(symbol.span))},
                    {"selectionRange", to_json(positions.range(symbol.name_span))},
                    {"children", to_json(symbol.children, positions)}});
  }
  return list;
}

std::string message_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace pgscribe::lsp
