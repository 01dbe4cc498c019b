#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan_model.hpp"
#include "supervision/letter_record.hpp"

//! The words of letters are the office's: plans/start/letters.yaml, and over it the file of the
//! same name in the folder of the plan in use.
namespace supervision {

struct KindWording {
  std::string title;
  int reply_working_days = 5;
  std::vector<std::string> opening;
  std::vector<std::string> closing;
};

struct LetterWording {
  std::string issuer;     // empty: the plan's first body
  std::string signature;  // empty: as issuer
  std::string contact;
  std::string copies_to;
  std::string matter;
  std::string reported;
  std::string unreported;
  KindWording reminder;
  KindWording urge;
  KindWording circular;

  const KindWording& of(LetterKind kind) const;
};

//! The shipped wording with what the plan's folder says instead. Throws yaml::LoadError with file,
//! line and what to do if the plan's file is not well formed or names an unknown placeholder.
LetterWording load_wording(const std::filesystem::path& plan_folder);

//! The name a letter wears: that of the wording, else the plan's first body and 办公室, else the
//! unit that issued the plan.
std::string issuer_of(const LetterWording& wording, const plan::Plan& plan);

//! What the draft of one letter is made from.
struct LetterOccasion {
  LetterKind kind = LetterKind::reminder;
  std::vector<LateMatter> matters;  // not empty; of one unit unless it is a circular
  Date today;
  Date reply_by;
};

//! Title, addressees and paragraphs. Numbers and dates are those of `occasion` and no other.
LetterText compose(const LetterWording& wording, const plan::Plan& plan,
                   const LetterOccasion& occasion);

//! `text` with each {name} replaced; a name that `values` lacks is a std::logic_error.
std::string filled(std::string_view text, const std::map<std::string, std::string>& values);

}  // namespace supervision
