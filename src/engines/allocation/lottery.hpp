#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

//! Lottery numbers that nobody can choose and everybody can check (承诺—揭示, commit–reveal).
//!
//!   1. The input is frozen. Its commitment is published: nobody can change it afterwards.
//!   2. A public random value that nobody could know at 1 comes about: the one that the commitment
//!      names, such as the winning numbers of a state lottery on a later day.
//!   3. The seed is made of both, and the numbers of the seed and the ids. All is published.
//!
//! Numbers decide between equals only; an id given to somebody else would draw another number,
//! which is why ids belong to the frozen input.
namespace engines::allocation {

//! What is frozen before the draw. Texts are UTF-8 without a line feed.
struct Commitment {
  std::string input_sha256;     // 64 hexadecimal digits
  std::string program_version;  // that will compute the result
  std::string random_source;    // which public value will be taken, and when it comes about
};

//! SHA-256 of the lines "zhijiao lottery 1", input, version and source, each ended by a line feed:
//! 64 hexadecimal digits.
std::string digest(const Commitment& commitment);

//! SHA-256 of the digest, a line feed and the public random value.
std::string seed(const Commitment& commitment, std::string_view random_value);

//! One number for each id: its place, from 1, when ids are ordered by HMAC-SHA-256(seed, id), keyed
//! with the text of the seed. The order between two does not depend on who else takes part.
//! Precondition: ids are distinct.
std::vector<std::uint32_t> draw(std::string_view seed, std::span<const std::string_view> ids);

//! 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace engines::allocation
