#pragma once

#include <optional>
#include <string>
#include <string_view>

//! Base64 for addresses and file names (RFC 4648 §5), without padding.
namespace base {

std::string base64url(std::string_view bytes);

//! Nothing unless it is what base64url makes of some bytes.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace base
