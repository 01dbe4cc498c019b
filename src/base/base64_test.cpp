#include "base/base64.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace base {

TEST(Base64, ExamplesOfRfc4648WithoutPadding) {
  EXPECT_EQ(base64url(""), "");
  EXPECT_EQ(base64url("f"), "Zg");
  EXPECT_EQ(base64url("fo"), "Zm8");
  EXPECT_EQ(base64url("foo"), "Zm9v");
  EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64url("\xFB\xFF\xBE"), "-_--");
}

TEST(Base64, EveryByteComesBackFromEveryPlace) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  for (int shift = 0; shift < 3; ++shift) {
    EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
    bytes += 'x';
    bytes.insert(0, 1, '\0');
  }
}

TEST(Base64, WhatItDoesNotMakeItDoesNotRead) {
  EXPECT_EQ(from_base64url("Zm9v="), std::nullopt);
  EXPECT_EQ(from_base64url("Zm+v"), std::nullopt);
  EXPECT_EQ(from_base64url("Zm\xE4v"), std::nullopt);
  EXPECT_EQ(from_base64url("Zm9vY"), std::nullopt);  // a digit alone
  EXPECT_EQ(from_base64url("Zh"), std::nullopt);     // more than one byte, less than two
  EXPECT_EQ(from_base64url(std::string_view("Zm\0v", 4)), std::nullopt);
}

}  // namespace base
