#include "supervision/letter_wording.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "plan/small_plan.hpp"
#include "yaml/fault.hpp"

namespace supervision {

namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

// A plan folder with this letters.yaml, removed with the test.
class Folder {
 public:
  explicit Folder(const std::string& text) {
    std::string name = testing::TempDir() + "letters_XXXXXX";
    path_ = mkdtemp(name.data());
    std::ofstream(path_ / "letters.yaml") << text;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

LateMatter matter(int task, std::string unit, std::optional<Date> reported = {}) {
  return {"share", unit,    unit + "人民政府", task, "落实专项资金", Date(2022, 12, 31),
          1426,    reported};
}

LetterOccasion occasion(LetterKind kind, std::vector<LateMatter> matters) {
  return {kind, std::move(matters), Date(2026, 11, 26), Date(2026, 12, 3)};
}

std::string joined(const LetterText& text) {
  std::string made;
  for (const LetterParagraph& paragraph : text.paragraphs) made += paragraph.text + "\n";
  return made;
}

std::string faults_of(const std::string& yaml) {
  const Folder folder(yaml);
  try {
    load_wording(folder.path());
  } catch (const yaml::LoadError& error) {
    std::string made;
    for (const yaml::Fault& fault : error.faults()) made += yaml::fault_text(fault, true) + "\n";
    return made;
  }
  return "none";
}

}  // namespace

TEST(LetterWording, ALetterSaysWhatIsLateSinceWhenAndWhatWasReported) {
  const LetterText text = compose(
      load_wording("nowhere"), plan::small_plan(),
      occasion(LetterKind::urge, {matter(17, "东县", Date(2022, 3, 1)), matter(3, "东县")}));
  EXPECT_EQ(text.addressees, "东县人民政府");
  EXPECT_THAT(text.title, HasSubstr("小城方案"));
  const std::string said = joined(text);
  EXPECT_THAT(said, HasSubstr("2项任务"));
  EXPECT_THAT(said, HasSubstr("（一）任务17“落实专项资金”，时限为2022年12月31日，"
                              "截至2026年11月26日已逾期1426天，最近一次报告于2022年3月1日。"));
  EXPECT_THAT(said, HasSubstr("（二）任务3"));
  EXPECT_THAT(said, HasSubstr("尚未报告进展"));
  EXPECT_THAT(said, HasSubstr("2026年12月3日前"));
  EXPECT_THAT(said, Not(HasSubstr("{")));
}

TEST(LetterWording, ACircularLeavesTheListToItsAnnex) {
  const LetterText text = compose(
      load_wording("nowhere"), plan::small_plan(),
      occasion(LetterKind::circular, {matter(1, "东县"), matter(1, "西县"), matter(2, "东县")}));
  EXPECT_EQ(text.addressees, "东县人民政府，西县人民政府");
  EXPECT_THAT(joined(text), Not(HasSubstr("落实专项资金")));
}

TEST(LetterWording, ACircularCountsUnitsSharesAndTasksOfItsListApart) {
  const LetterText text = compose(
      load_wording("nowhere"), plan::small_plan(),
      occasion(LetterKind::circular, {matter(1, "东县"), matter(1, "西县"), matter(2, "东县")}));
  EXPECT_THAT(joined(text), HasSubstr("以下2个单位承担的3项责任（涉及2项任务）逾期未办结"));
}

TEST(LetterWording, ManyMattersAreCountedOn) {
  std::vector<LateMatter> many(21, matter(1, "东县"));
  const std::string said = joined(
      compose(load_wording("nowhere"), plan::small_plan(), occasion(LetterKind::reminder, many)));
  for (const char* place : {"（十）", "（十一）", "（十九）", "（20）", "（21）"}) {
    EXPECT_THAT(said, HasSubstr(place));
  }
}

TEST(LetterWording, QuotationMarksInsideATitleBecomeSingle) {
  LateMatter one = matter(12, "东县");
  one.task_title = "“三农”综合培训";
  EXPECT_THAT(joined(compose(load_wording("nowhere"), plan::small_plan(),
                             occasion(LetterKind::urge, {one}))),
              HasSubstr("任务12“‘三农’综合培训”"));
}

TEST(LetterWording, ThePlansFolderSaysOnlyWhatDiffers) {
  const Folder folder("issuer: 某办公室\nunreported: 未见报告\ncopies_to: 督查室\n");
  const LetterWording wording = load_wording(folder.path());
  EXPECT_EQ(wording.issuer, "某办公室");
  EXPECT_EQ(wording.unreported, "未见报告");
  EXPECT_EQ(wording.urge.title, load_wording("nowhere").urge.title);
  const LetterText text =
      compose(wording, plan::small_plan(), occasion(LetterKind::circular, {matter(1, "东县")}));
  EXPECT_EQ(text.copies_to, "督查室");
}

TEST(LetterWording, AnUnknownPlaceholderIsToldWithItsPlace) {
  EXPECT_THAT(faults_of("matter: 任务{task}，{who}\n"), HasSubstr("letters.yaml:1:9"));
  EXPECT_THAT(faults_of("matter: 任务{task\n"), HasSubstr("unknown placeholder"));
  EXPECT_THAT(faults_of("issuer: 某{plan}办公室\n"), HasSubstr("unknown placeholder"));
  EXPECT_THAT(faults_of("urge: {title: x}\n"), HasSubstr("reply_working_days"));
  EXPECT_THAT(faults_of("nonsense: 1\n"), HasSubstr("nonsense"));
}

TEST(LetterWording, WithoutAnIssuerThePlansBodyGivesTheName) {
  LetterWording wording;
  plan::Plan plan = plan::small_plan();
  plan.bodies.clear();
  EXPECT_EQ(issuer_of(wording, plan), "小城市");
  plan.bodies.emplace_back().title.zh = "领导小组";
  EXPECT_EQ(issuer_of(wording, plan), "领导小组办公室");
  wording.issuer = "某办公室";
  EXPECT_EQ(issuer_of(wording, plan), "某办公室");
}

TEST(LetterWording, EveryShippedPlanHasWordsForAllLetters) {
  const LetterWording wording = load_wording(ZHIJIAO_SOURCE_DIR "/plans/pingliang");
  for (const LetterKind kind : {LetterKind::reminder, LetterKind::urge, LetterKind::circular}) {
    EXPECT_THAT(wording.of(kind).opening, Not(SizeIs(0)));
    EXPECT_GT(wording.of(kind).reply_working_days, 0);
  }
}

TEST(LetterWording, AMissingValueIsAMistakeOfTheProgram) {
  EXPECT_THROW(filled("{x}", {}), std::logic_error);
  EXPECT_THROW(filled("{x", {{"x", "1"}}), std::logic_error);
  EXPECT_EQ(filled("a{x}b{x}", {{"x", "1"}}), "a1b1");
}

}  // namespace supervision
