#include "base/identity.hpp"

#include <gtest/gtest.h>

namespace base {

TEST(Identity, PublishedCreditCodesPass) {
  for (const char* code : {"91110000101623741K", "911101066976941872", "91350100M000100Y43"}) {
    EXPECT_TRUE(is_credit_code(code)) << code;
  }
}

TEST(Identity, AWrongCheckCharacterFails) {
  EXPECT_FALSE(is_credit_code("91350211M0000XUF46"));
  EXPECT_EQ(credit_code_check("91350211M0000XUF4"), 'R');
}

TEST(Identity, LettersOutsideTheAlphabetFail) {
  EXPECT_FALSE(is_credit_code("91110000I01623741K"));
  EXPECT_EQ(credit_code_check("91110000I01623741"), '\0');
  EXPECT_FALSE(is_credit_code("9111"));
}

TEST(Identity, ASumDivisibleBy31ChecksAsZero) {
  EXPECT_EQ(credit_code_check("00000000000000000"), '0');
}

TEST(Identity, DivisionCodesAreSixDigits) {
  EXPECT_TRUE(is_division_code("620800"));
  EXPECT_FALSE(is_division_code("62080"));
  EXPECT_FALSE(is_division_code("00800a"));
  EXPECT_FALSE(is_division_code("000800"));
}

TEST(Identity, PublishedCitizenIdsPass) {
  EXPECT_TRUE(is_citizen_id("11010519491231002X"));
  EXPECT_EQ(citizen_id_check("44052418800101001"), '4');
}

TEST(Identity, NobodyAliveWasBornBefore1900) { EXPECT_FALSE(is_citizen_id("440524188001010014")); }

TEST(Identity, ACitizenIdTellsBirthAndSex) {
  EXPECT_EQ(citizen_birth_date("11010519491231002X"), Date(1949, 12, 31));
  EXPECT_EQ(citizen_is_male("11010519491231002X"), false);
  EXPECT_EQ(citizen_is_male("62080020060315101X"), true);
}

TEST(Identity, WrongCitizenIdsFail) {
  for (const char* id : {"110105194912310021", "11010519491231002x", "1101051949123100", "",
                         "11010519490231002X", "A1010519491231002X"})
    EXPECT_FALSE(is_citizen_id(id)) << id;
}

TEST(Identity, AStudentNumberIsALetterAndACitizenId) {
  EXPECT_TRUE(is_student_number("G11010519491231002X"));
  EXPECT_TRUE(is_student_number("L11010519491231002X"));
  EXPECT_FALSE(is_student_number("K11010519491231002X"));
  EXPECT_FALSE(is_student_number("G110105194912310021"));
  EXPECT_FALSE(is_student_number("11010519491231002X"));
}

TEST(Identity, PhonesAreMobilesOrLandLines) {
  for (const char* phone :
       {"13912345678", "0933-8212345", "09338212345", "010-12345678", "0933-8212345-801"})
    EXPECT_TRUE(is_phone(phone)) << phone;
  for (const char* phone : {"12912345678", "1391234567", "139123456789", "8212345", "0933-82123",
                            "0933-8212345-", "0933-821234a", ""})
    EXPECT_FALSE(is_phone(phone)) << phone;
}

TEST(Identity, AnEmailHasOneAtAndADomainWithADot) {
  EXPECT_TRUE(is_email("li.ming@example.org"));
  for (const char* address :
       {"", "@example.org", "a@b", "a@b@c.org", "a b@c.org", "a@.org", "a@c..org", "a@c.org."})
    EXPECT_FALSE(is_email(address)) << address;
}

TEST(Identity, ASchoolCodeHasTenDigits) {
  EXPECT_TRUE(is_school_code("3162000123"));
  EXPECT_FALSE(is_school_code("316200012"));
  EXPECT_FALSE(is_school_code("31620001X3"));
}

}  // namespace base
