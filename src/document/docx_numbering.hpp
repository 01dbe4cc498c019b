#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

//! The numbers that Word generates and keeps out of the text (ECMA-376 part 1, 17.9).
namespace document {

//! A number in a format of Word (ST_NumberFormat): decimal, chineseCounting, upperRoman... Formats
//! that stand for no number (bullet, none) give an empty string; unknown ones decimal digits.
std::string formatted_number(int number, std::string_view format);

class DocxNumbering {
 public:
  //! `numbering_xml` and `styles_xml` are the parts of the file, empty if it has none. Throws
  //! base::Problem 422.
  DocxNumbering(std::string_view numbering_xml, std::string_view styles_xml);

  //! What Word prints before the next paragraph; counts it. `num_id` and `level` are those of the
  //! paragraph itself, if it has them; `style` is its style id.
  std::string next_label(std::optional<int> num_id, std::optional<int> level,
                         const std::string& style);

 private:
  struct Level {
    int start = 1;
    std::string format = "decimal";
    std::string text;
    bool legal = false;      // all numbers in decimal
    int restart_after = -1;  // level (from 0) whose step restarts this one; -1: any above
  };
  struct Instance {
    int abstract_id = 0;
    std::map<int, int> start_override;
    bool begun = false;
  };
  struct Style {
    std::string based_on;
    std::optional<int> num_id;
    std::optional<int> level;
  };

  static constexpr int kLevels = 9;

  std::map<int, std::map<int, Level>> abstracts_;
  std::map<int, Instance> instances_;
  std::map<std::string, Style> styles_;
  //! Paragraphs of an abstract list continue through all its instances.
  std::map<int, std::vector<int>> counters_;
};

}  // namespace document
