#include <charconv>

#include "pgscribe/metrics.hpp"

// Metrics in Prometheus' text format ("Text format details" in its documentation).

namespace pgscribe {

namespace {

std::string number(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;  // shortest, in any locale
  return {text.data(), end};
}

std::string_view type_name(MetricType type) {
  switch (type) {
    case MetricType::counter: return "counter";
    case MetricType::gauge: return "gauge";
    case MetricType::histogram: return "histogram";
  }
  return "untyped";
}

std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\\' || c == '"')
      (out += '\\') += c;
    else
      out += c;
  }
  return out;
}

void append_sample(std::string& out, std::string_view name, const Metric::Labels& labels, const std::string& value,
                   std::string_view upper_bound = {}) {
  out += name;
  char separator = '{';
  for (const auto& [label, text] : labels) {
    out += separator;
    out += label + "=\"" + escaped(text) + '"';
    separator = ',';
  }
  if (!upper_bound.empty()) {
    out += separator;
    out += "le=\"" + std::string{upper_bound} + '"';
    separator = ',';
  }
  if (separator == ',') out += '}';
  out += ' ' + value + '\n';
}

void append_histogram(std::string& out, const std::string& name, const Metric& metric) {
  for (const Metric::Bucket& bucket : metric.buckets) {
    append_sample(out, name + "_bucket", metric.labels, std::to_string(bucket.count), number(bucket.upper_bound));
  }
  append_sample(out, name + "_bucket", metric.labels, std::to_string(metric.count), "+Inf");
  append_sample(out, name + "_sum", metric.labels, number(metric.value));
  append_sample(out, name + "_count", metric.labels, std::to_string(metric.count));
}

}  // namespace

std::string to_prometheus_text(std::span<const MetricFamily> families) {
  std::string out;
  for (const MetricFamily& family : families) {
    out += "# HELP " + family.name + ' ' + family.help + '\n';
    out += "# TYPE " + family.name + ' ' + std::string{type_name(family.type)} + '\n';
    for (const Metric& metric : family.metrics) {
      if (family.type == MetricType::histogram)
        append_histogram(out, family.name, metric);
      else
        append_sample(out, family.name, metric.labels, number(metric.value));
    }
  }
  return out;
}

}  // namespace pgscribe
