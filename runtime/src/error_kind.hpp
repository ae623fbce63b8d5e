#pragma once

#include "pgscribe/error.hpp"

/// The members of ErrorKind, for the explicit instantiation of one.
namespace pgscribe::detail {

template <typename Derived, typename Base>
void ErrorKind<Derived, Base>::raise() const {
  throw static_cast<const Derived&>(*this);
}

template <typename Derived, typename Base>
std::shared_ptr<const Error> ErrorKind<Derived, Base>::clone() const {
  return std::make_shared<const Derived>(static_cast<const Derived&>(*this));
}

}  // namespace pgscribe::detail
