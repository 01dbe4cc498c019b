#include "register/sealer.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "base/problem.hpp"
#include "db/test_database.hpp"

namespace registers {

namespace {

Sealer sealer_of(unsigned char seed) {
  Sealer::Key key{};
  key.fill(seed);
  return Sealer(key);
}

}  // namespace

TEST(Sealer, OpensWhatItSealed) {
  const Sealer sealer = sealer_of(1);
  EXPECT_EQ(sealer.unseal("pupil.phone", sealer.seal("pupil.phone", "13993300000")), "13993300000");
}

TEST(Sealer, SealsTheSameValueDifferentlyEachTime) {
  const Sealer sealer = sealer_of(1);
  EXPECT_NE(sealer.seal("pupil.phone", "1"), sealer.seal("pupil.phone", "1"));
}

TEST(Sealer, RefusesAnotherKey) {
  const std::string sealed = sealer_of(1).seal("pupil.phone", "1");
  EXPECT_THROW(sealer_of(2).unseal("pupil.phone", sealed), std::runtime_error);
}

TEST(Sealer, RefusesAValueMovedToAnotherColumn) {
  const Sealer sealer = sealer_of(1);
  const std::string sealed = sealer.seal("pupil.phone", "1");
  EXPECT_THROW(sealer.unseal("pupil.name", sealed), std::runtime_error);
}

TEST(Sealer, RefusesAChangedValue) {
  const Sealer sealer = sealer_of(1);
  std::string sealed = sealer.seal("pupil.phone", "1");
  sealed[10] = sealed[10] == 'A' ? 'B' : 'A';
  EXPECT_THROW(sealer.unseal("pupil.phone", sealed), std::runtime_error);
}

TEST(Sealer, BlindMarksAreEqualForEqualValuesOfOnePlaceOnly) {
  const Sealer sealer = sealer_of(1);
  EXPECT_EQ(sealer.blind("pupil.phone", "1"), sealer.blind("pupil.phone", "1"));
  EXPECT_NE(sealer.blind("pupil.phone", "1"), sealer.blind("pupil.name", "1"));
  EXPECT_NE(sealer.blind("pupil.phone", "1"), sealer_of(2).blind("pupil.phone", "1"));
}

TEST(Sealer, KeyFileIsMadeOnceAndForItsOwnerOnly) {
  const db::TestDirectory folder;
  const auto file = folder.path() / "sealing.key";
  const std::string sealed = Sealer::open(file).seal("pupil.phone", "1");
  EXPECT_EQ(Sealer::open(file).unseal("pupil.phone", sealed), "1");
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Sealer, DamagedKeyFileIsAProblemAndNotReplaced) {
  const db::TestDirectory folder;
  const auto file = folder.path() / "sealing.key";
  std::ofstream(file) << "short";
  EXPECT_THROW(Sealer::open(file), base::Problem);
  EXPECT_EQ(std::filesystem::file_size(file), 5U);
}

TEST(Masked, NumbersShowTheirEndsNamesTheirFirstCharacter) {
  EXPECT_EQ(masked(Format::citizen_id, "622701200001011234"), "622***********1234");
  EXPECT_EQ(masked(Format::phone, "13993300000"), "139****0000");
  EXPECT_EQ(masked(Format::email, "li@example.cn"), "***@example.cn");
  EXPECT_EQ(masked(Format::none, "平凉市"), "平**");
}

TEST(Masked, ShortNumberShowsNoMoreThanItsFirstCharacter) {
  EXPECT_EQ(masked(Format::phone, "12345"), "1****");
}

}  // namespace registers
