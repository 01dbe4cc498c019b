#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engines/draft/reading.hpp"

//! Who is meant: names of units, full and short, and words for several of them.
namespace engines::draft {

//! Recognises mentions and collects the units that the organisation does not have.
class Units {
 public:
  explicit Units(const Organisation& organisation);

  //! One mention, or nothing if the words name no unit. A new name is only believed if it ends as
  //! names of units do (局, 委, 学校...).
  std::optional<UnitMention> mention(const Reading& reading, Range range);

  //! A unit or a scope of the organisation, or words of the form 各…; proposes nothing that is
  //! written otherwise. For running text.
  std::optional<UnitMention> known(const Reading& reading, Range range);

  //! Words for units of a kind of their own (市本级, 县财政): a known one or a proposed scope.
  UnitMention words_for_units(const Reading& reading, Range range);

  //! The unit of exactly this name, if there is only one.
  std::optional<std::string> id_of(Words name) const;

  //! True if the organisation has a unit or scope of exactly this name.
  bool is_name(Words words) const { return names_.contains(std::u32string(words)); }

  //! The longest name of the organisation that begins at `at` and ends before `end`.
  std::optional<Range> name_at(const Reading& reading, std::size_t at, std::size_t end) const;

  //! The mentions of a list 市发改委、市教育局和各县(市、区); what is none goes to `strange`.
  std::vector<UnitMention> list(const Reading& reading, Range range, std::vector<Range>& strange);

  std::vector<ProposedUnit> proposed_units;
  std::vector<ProposedScope> proposed_scopes;

 private:
  struct Known {
    std::vector<std::string> units;
    std::string scope;
  };
  struct Core {
    std::u32string place;  // 市, 县, 平凉市; empty if none
    std::u32string core;   // 教育局, in its shortest usual form
  };
  struct TrieNode {
    std::unordered_map<char32_t, std::size_t> next;
    bool ends = false;
  };

  void add_name(const std::string& name, const std::string& unit);
  void add_word(const std::u32string& word);
  Core core_of(Words words) const;
  std::optional<UnitMention> resolve(const Reading& reading, Range range);
  UnitMention propose_unit(const Reading& reading, Range range, Words words);
  UnitMention propose_scope(const Reading& reading, Range range, Words words);
  void deduce_members(ProposedScope& scope, Words words) const;
  std::size_t end_of_ellipsis(const Reading& reading, const std::vector<Range>& pieces,
                              std::size_t first) const;
  UnitMention ellipsis(const Reading& reading, const std::vector<Range>& pieces, std::size_t first,
                       std::size_t last);
  std::vector<Range> joined_names(const Reading& reading, Range piece) const;
  std::string parent_of(const Core& core) const;

  const Organisation& organisation_;
  std::u32string root_name_;  // 平凉市
  std::unordered_map<std::u32string, Known> names_;
  std::unordered_map<std::u32string, std::vector<std::string>> cores_;  // place|core → ids
  std::unordered_map<std::string, const KnownUnit*> by_id_;
  std::vector<std::u32string> long_scopes_;  // scope words that hold separators
  std::vector<TrieNode> trie_;
  std::unordered_map<std::u32string, std::size_t> proposed_by_core_;
  std::unordered_map<std::u32string, std::size_t> proposed_by_words_;
};

//! True if `words` end as names of units do.
bool ends_like_unit(Words words);

//! True for words that stand for several: 各县(市、区), 有关部门, 市直各部门.
bool is_collective(Words words);

}  // namespace engines::draft
