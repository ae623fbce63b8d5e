#include "pgscribe/types/network.hpp"
#include "codecs/define.hpp"
#include "pgscribe/codecs.hpp"

// inet, cidr and MAC addresses.

namespace pgscribe {

namespace {

using detail::bad_value;
using detail::define;
using detail::WireReader;

// network_send(): family (2 = IPv4, 3 = IPv6), prefix length, is it a cidr, number of address bytes, address.
constexpr char kV4 = 2;
constexpr char kV6 = 3;

template <typename T>
void decode_network(const Codec& codec, const Cell& cell, void* value) {
  auto& network = *static_cast<T*>(value);
  if (!cell.binary) {
    const auto parsed = T::parse(cell.text());
    if (!parsed) bad_value(codec);
    network = *parsed;
    return;
  }
  WireReader reader{codec, cell.text()};
  const char family = reader.take<char>();
  if (family != kV4 && family != kV6) bad_value(codec, "unknown address family");
  network = T{};
  network.is_v6 = family == kV6;
  network.prefix_length = reader.take<std::uint8_t>();
  (void)reader.take<char>();
  const std::size_t size = reader.take<std::uint8_t>();
  if (size != (network.is_v6 ? 16U : 4U)) bad_value(codec);
  std::memcpy(network.address.data(), reader.take_bytes(size).data(), size);
  reader.expect_end();
}

template <typename T>
void encode_network_binary(const Codec&, const void* value, std::string& out) {
  const auto& network = *static_cast<const T*>(value);
  const std::size_t size = network.is_v6 ? 16 : 4;
  out += network.is_v6 ? kV6 : kV4;
  out += static_cast<char>(network.prefix_length);
  out += std::is_same_v<T, Cidr> ? '\1' : '\0';
  out += static_cast<char>(size);
  out.append(reinterpret_cast<const char*>(network.address.data()), size);
}

template <typename T>
constexpr Codec network_codec(detail::TypeId id) {
  return define<T>(id, &decode_network<T>, &detail::print_value<T>, &encode_network_binary<T>);
}

template <typename T>
T read_mac(WireReader& reader) {
  T mac;
  std::memcpy(mac.bytes.data(), reader.take_bytes(mac.bytes.size()).data(), mac.bytes.size());
  return mac;
}

template <typename T>
void encode_mac_binary(const Codec&, const void* value, std::string& out) {
  const auto& bytes = static_cast<const T*>(value)->bytes;
  out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

template <typename T>
constexpr Codec mac_codec(detail::TypeId id) {
  return define<T>(id, &detail::decode_value<T, &T::parse, &read_mac<T>>, &detail::print_value<T>,
                   &encode_mac_binary<T>);
}

}  // namespace

namespace codec {

constinit const CodecOf<Inet> inet{network_codec<Inet>({"inet", 869, 1041})};
constinit const CodecOf<Cidr> cidr{network_codec<Cidr>({"cidr", 650, 651})};
constinit const CodecOf<MacAddr> macaddr{mac_codec<MacAddr>({"macaddr", 829, 1040})};
constinit const CodecOf<MacAddr8> macaddr8{mac_codec<MacAddr8>({"macaddr8", 774, 775})};

}  // namespace codec
}  // namespace pgscribe
