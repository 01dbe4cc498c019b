#include "access/token.hpp"

#include <gtest/gtest.h>

#include "base/ids.hpp"

namespace zhijiao::access {

TEST(Token, HashIsBlake2b256) {
  // RFC 7693 parameters, digest of 32 bytes: the published value of BLAKE2b-256("abc").
  EXPECT_EQ(token_hash("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Token, RecognisesWhatNewTokenMakes) {
  base::SecureRandom random;
  EXPECT_TRUE(looks_like_token(base::new_token(random)));
  EXPECT_FALSE(looks_like_token(""));
  EXPECT_FALSE(looks_like_token(base::new_token(random) + "a"));
  EXPECT_FALSE(looks_like_token(std::string(42, 'a') + "\n"));
}

}  // namespace zhijiao::access
