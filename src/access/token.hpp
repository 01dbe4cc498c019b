#pragma once

#include <string>
#include <string_view>

namespace zhijiao::access {

//! 64 hexadecimal digits of BLAKE2b-256. Tokens have 256 random bits, so a fast unsalted hash is
//! enough to keep them from whoever reads the database.
std::string token_hash(std::string_view token);

//! The same for the fingerprint of a request.
std::string fingerprint_of(std::string_view text);

//! True for what base::new_token makes; anything else need not be looked up.
bool looks_like_token(std::string_view text);

}  // namespace zhijiao::access
