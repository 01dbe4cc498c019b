#include "engines/draft/units.hpp"

#include <algorithm>

#include "engines/draft/unit_words.hpp"

namespace engines::draft {

namespace {

constexpr Words kListSeparators = U"、,;。·/|";

// 各县(市、区) is one word although it has separators inside its brackets.
bool is_separator(char32_t c) { return kListSeparators.find(c) != Words::npos; }

Words without_open_end(Words words) {
  const Words open = ending_of(words, {U"等", U"等部门", U"等单位", U"等有关部门", U"等相关部门",
                                       U"等有关单位", U"等相关单位", U"等市直部门", U"等成员单位"});
  words.remove_suffix(open.size());
  return words;
}

Words without_brackets(Words words) {
  if (words.empty() || words.back() != U')') return words;
  const std::size_t open = words.rfind(U'(');
  return open == Words::npos || open == 0 ? words : words.substr(0, open);
}

// 县市区, 县(市、区), 市、县(区)
bool is_territories(Words words) {
  return !words.empty() && words.find_first_not_of(U"县市区旗州()、乡镇和") == Words::npos;
}

Words without_government(Words words) {
  words.remove_suffix(
      ending_of(words, {U"政府", U"人民政府", U"党委和政府", U"党委政府", U"党委"}).size());
  return words;
}

void remember(std::vector<Quote>& mentions, Quote quote) {
  if (mentions.size() < kMaxMentions) mentions.push_back(std::move(quote));
}

}  // namespace

bool ends_like_unit(Words words) {
  words = without_brackets(without_open_end(words));
  return words.size() >= 2 && words.size() <= 40 && !unit_ending(words).empty();
}

bool is_collective(Words words) {
  if (starts_with_any(words, {U"市级", U"县级", U"市直", U"县直", U"区直"}))
    return ends_with_any(words, {U"部门", U"单位", U"政府", U"机关", U"学校", U"院校", U"财政"});
  if (starts_with_any(words, {U"各", U"有关", U"相关", U"全市各", U"全县各", U"全区各", U"其他",
                              U"其它", U"市直", U"县直", U"区直", U"市级", U"县级", U"所有",
                              U"联席会议成员", U"成员单位", U"领导小组成员"}))
    return words.size() >= 2 && !starts_with_any(words, {U"各级", U"各类", U"各项"});
  return contains_any(words, {U"有关部门", U"相关部门", U"有关单位", U"相关单位", U"各成员单位",
                              U"成员单位", U"各县", U"各乡镇", U"职业院校", U"中职学校"}) ||
         (is_territories(words) && words.size() >= 2);
}

Units::Units(const Organisation& organisation) : organisation_(organisation), trie_(1) {
  for (const KnownUnit& unit : organisation.units) {
    by_id_.emplace(unit.id, &unit);
    if (unit.parent.empty()) root_name_ = fold_words(unit.name);
  }
  for (const KnownScope& scope : organisation.scopes) {
    for (const std::string& word : scope.words) {
      const std::u32string folded = fold_words(word);
      names_[folded].scope = scope.id;
      add_word(folded);
      const bool has_separator =
          std::any_of(folded.begin(), folded.end(), [](char32_t c) { return is_separator(c); });
      if (has_separator) long_scopes_.push_back(folded);
    }
  }
  std::sort(long_scopes_.begin(), long_scopes_.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const KnownUnit& unit : organisation.units) {
    add_name(unit.name, unit.id);
    add_name(unit.short_name, unit.id);
    for (const std::string& alias : unit.aliases) add_name(alias, unit.id);
    for (const std::string& former : unit.former_names) add_name(former, unit.id);
  }
}

void Units::add_name(const std::string& name, const std::string& unit) {
  const std::u32string folded = fold_words(name);
  if (folded.empty()) return;
  const auto add = [&](const std::u32string& word) {
    std::vector<std::string>& ids = names_[word].units;
    if (std::find(ids.begin(), ids.end(), unit) == ids.end()) ids.push_back(unit);
    add_word(word);
  };
  add(folded);
  // 平凉市教育局 is also 市教育局, and 市教育局 is also 平凉市教育局.
  if (root_name_.size() > 1) {
    const std::u32string level(1, root_name_.back());
    if (folded.starts_with(root_name_) && folded.size() > root_name_.size() + 1) {
      add(level + folded.substr(root_name_.size()));
    } else if (folded.starts_with(level) && folded.size() > 2 && !folded.starts_with(U"市场")) {
      add(root_name_ + folded.substr(1));
    }
  }
  const Core core = core_of(folded);
  std::vector<std::string>& ids = cores_[core.place + U"|" + core.core];
  if (std::find(ids.begin(), ids.end(), unit) == ids.end()) ids.push_back(unit);
  std::vector<std::string>& anywhere = cores_[U"*|" + core.core];
  if (std::find(anywhere.begin(), anywhere.end(), unit) == anywhere.end()) anywhere.push_back(unit);
}

void Units::add_word(const std::u32string& word) {
  std::size_t node = 0;
  for (const char32_t c : word) {
    const auto [found, is_new] = trie_[node].next.emplace(c, trie_.size());
    node = found->second;
    if (is_new) trie_.emplace_back();
  }
  trie_[node].ends = true;
}

std::optional<Range> Units::name_at(const Reading& reading, std::size_t at, std::size_t end) const {
  std::optional<Range> longest;
  std::size_t node = 0;
  for (std::size_t i = at; i < end; ++i) {
    const auto next = trie_[node].next.find(reading[i]);
    if (next == trie_[node].next.end()) break;
    node = next->second;
    if (trie_[node].ends) longest = Range{at, i + 1};
  }
  return longest;
}

Units::Core Units::core_of(Words words) const {
  Core core;
  words = without_brackets(words);
  for (const Words state : {Words(U"国家税务总局"), Words(U"中共"), Words(U"中国共产党")})
    if (words.starts_with(state)) words.remove_prefix(state.size());
  if (!root_name_.empty() && words.starts_with(root_name_) && words.size() > root_name_.size()) {
    core.place = root_name_.substr(root_name_.size() - 1);
    words.remove_prefix(root_name_.size());
  } else if (words.size() > 2 && Words(U"省市县区州旗").find(words[0]) != Words::npos &&
             !starts_with_any(words, {U"市场", U"区块"})) {
    core.place = std::u32string(words.substr(0, 1));
    words.remove_prefix(1);
  } else {
    // 崆峒区教育局: a place of two to four characters before a department.
    for (std::size_t at = 2; at <= 4 && at + 1 < words.size(); ++at) {
      if (Words(U"市县区州旗").find(words[at]) == Words::npos) continue;
      if (words.substr(at).starts_with(U"市场")) break;
      if (at + 2 < words.size() && !unit_ending(words.substr(at + 1)).empty()) {
        core.place = std::u32string(words.substr(0, at + 1));
        // Without an organisation the first city named is the document's own.
        words.remove_prefix(at + 1);
      }
      break;
    }
  }
  std::u32string rest = usual_short_form(words);
  if (rest == words && words.size() > 3) {
    // 市人民政府国有资产监督管理委员会, 市委组织部
    for (const Words body : {Words(U"人民政府"), Words(U"政府"), Words(U"委")}) {
      if (words.starts_with(body) && words.size() > body.size() + 1) {
        rest = usual_short_form(words.substr(body.size()));
        break;
      }
    }
  }
  core.core = rest;
  return core;
}

std::string Units::parent_of(const Core& core) const {
  for (const KnownUnit& unit : organisation_.units) {
    const std::u32string name = fold_words(unit.name);
    if (core.place.size() > 1 && name == core.place) return unit.id;
    if (core.place.size() == 1 && unit.parent.empty() && !name.empty() &&
        name.back() == core.place[0])
      return unit.id;
  }
  return {};
}

UnitMention Units::propose_unit(const Reading& reading, Range range, Words words) {
  UnitMention mention;
  mention.written = reading.quote(range);
  const Core core = core_of(words);
  // 市教育局 and 平凉市教育局 are one unit also where the organisation is not known.
  const std::u32string key =
      (core.place.size() > 1 ? core.place.substr(core.place.size() - 1) : core.place) + U"|" +
      core.core + (kind_of(words) == UnitKind::county ? std::u32string(words) : std::u32string());
  const auto [found, is_new] = proposed_by_core_.emplace(key, proposed_units.size());
  if (is_new) {
    ProposedUnit unit;
    unit.name = to_utf8(without_brackets(words));
    unit.kind = kind_of(without_brackets(words));
    unit.parent = parent_of(core);
    unit.ground = {60, "unit.proposed"};
    proposed_units.push_back(std::move(unit));
  }
  mention.proposed_unit = found->second;
  mention.ground = {60, "unit.proposed"};
  remember(proposed_units[found->second].mentions, mention.written);
  return mention;
}

void Units::deduce_members(ProposedScope& scope, Words words) const {
  for (const Words each : {Words(U"全市"), Words(U"全县"), Words(U"各"), Words(U"有关")})
    if (words.starts_with(each)) words.remove_prefix(each.size());
  const Words places = without_government(words);
  const auto add = [&](auto&& belongs) {
    for (const KnownUnit& unit : organisation_.units)
      if (belongs(unit)) scope.units.push_back(unit.id);
  };
  if (is_territories(places)) {
    std::size_t all = 0;
    add([&](const KnownUnit& unit) {
      if (unit.kind != UnitKind::county) return false;
      ++all;
      const std::u32string name = fold_words(unit.name);
      return !name.empty() && places.find(name.back()) != Words::npos;
    });
    scope.settled = !scope.units.empty() && scope.units.size() == all;
    if (!scope.settled) {
      scope.reading = {"按字面只算名称以这些字结尾的县级单位，是否漏写了其他的，请裁定。",
                       "Taken literally: only county units whose names end so. Whether others were "
                       "left out by mistake needs a ruling."};
    }
    return;
  }
  const bool colleges = contains_any(words, {U"院校", U"高职", U"高校", U"高等"});
  const bool schools =
      contains_any(words, {U"院校", U"中职", U"中等职业", U"职业学校", U"职教中心", U"职校"}) &&
      !contains_any(words, {U"高职院校", U"高等院校"});
  if (colleges || schools) {
    add([&](const KnownUnit& unit) {
      return (schools && unit.kind == UnitKind::school) ||
             (colleges && unit.kind == UnitKind::college);
    });
    scope.reading = {"按单位表里的院校理解，名单是否齐全请确认。",
                     "Taken as the schools of the organisation tree; please confirm the list."};
    return;
  }
  if (contains_any(words, {U"园区", U"开发区", U"管委会"})) {
    add([](const KnownUnit& unit) { return unit.kind == UnitKind::park; });
    return;
  }
  scope.reading = {"没有列出是哪些单位，请补全。",
                   "The document does not say which; please list them."};
}

UnitMention Units::propose_scope(const Reading& reading, Range range, Words words) {
  UnitMention mention;
  mention.written = reading.quote(range);
  const auto [found, is_new] =
      proposed_by_words_.emplace(std::u32string(words), proposed_scopes.size());
  if (is_new) {
    ProposedScope scope;
    scope.words = to_utf8(words);
    deduce_members(scope, words);
    scope.ground = {scope.settled ? 80 : 55, "scope.proposed"};
    proposed_scopes.push_back(std::move(scope));
  }
  mention.proposed_scope = found->second;
  mention.ground = proposed_scopes[found->second].ground;
  mention.ambiguity = proposed_scopes[found->second].reading;
  remember(proposed_scopes[found->second].mentions, mention.written);
  return mention;
}

std::optional<UnitMention> Units::resolve(const Reading& reading, Range range) {
  const Words written = reading.view(range);
  const auto from = [&](const std::string& unit, int confidence, const char* rule) {
    UnitMention mention;
    mention.written = reading.quote(range);
    mention.unit = unit;
    mention.ground = {confidence, rule};
    return mention;
  };
  const auto ambiguous = [&](UnitMention mention, const std::vector<std::string>& ids) {
    if (ids.size() < 2) return mention;
    std::string names;
    for (const std::string& id : ids) {
      if (!names.empty()) names += "、";
      names += by_id_.at(id)->name;
    }
    mention.ambiguity = {"可能是 " + names + "，请选定。",
                         "May be any of " + names + "; choose one."};
    mention.ground.confidence_percent = 40;
    return mention;
  };
  const Words closed = without_open_end(written);
  for (const Words words :
       {written, closed, without_brackets(closed), without_government(closed)}) {
    if (words.empty()) continue;
    if (const auto found = names_.find(std::u32string(words)); found != names_.end()) {
      if (!found->second.scope.empty()) {
        UnitMention mention = from("", 90, "scope.known");
        mention.scope = found->second.scope;
        for (const KnownScope& scope : organisation_.scopes) {
          if (scope.id != mention.scope || scope.settled) continue;
          mention.ground.confidence_percent = 75;
          mention.ambiguity = {"范围“" + to_utf8(words) + "”还没有裁定包括哪些单位。",
                               "Whom “" + to_utf8(words) + "” includes has not been ruled."};
        }
        return mention;
      }
      return ambiguous(from(found->second.units.front(), 95, "unit.known"), found->second.units);
    }
  }
  const Words words = without_brackets(without_open_end(written));
  if (words.size() < 2) return std::nullopt;
  const Core core = core_of(words);
  if (!is_collective(words) && !core.core.empty()) {
    if (const auto found = cores_.find(core.place + U"|" + core.core);
        found != cores_.end() && !core.place.empty())
      return ambiguous(from(found->second.front(), 85, "unit.short_form"), found->second);
    if (core.place.empty() && ends_like_unit(words)) {
      if (const auto found = cores_.find(U"*|" + core.core); found != cores_.end())
        return ambiguous(from(found->second.front(), 65, "unit.without_place"), found->second);
    }
  }
  return std::nullopt;
}

std::optional<UnitMention> Units::known(const Reading& reading, Range range) {
  if (range.empty()) return std::nullopt;
  if (auto mention = resolve(reading, range)) return mention;
  const Words words = reading.view(range);
  if (words.size() <= 40 && is_collective(words)) return propose_scope(reading, range, words);
  return std::nullopt;
}

std::optional<std::string> Units::id_of(Words name) const {
  const auto found = names_.find(std::u32string(name));
  if (found == names_.end() || found->second.units.size() != 1) return std::nullopt;
  return found->second.units.front();
}

UnitMention Units::words_for_units(const Reading& reading, Range range) {
  if (auto found = known(reading, range)) return *found;
  return propose_scope(reading, range, reading.view(range));
}

std::optional<UnitMention> Units::mention(const Reading& reading, Range range) {
  if (auto found = known(reading, range)) return found;
  const Words words = without_open_end(reading.view(range));
  if (words.size() >= 2 && words.size() <= 40 && ends_like_unit(words) &&
      words.find_first_of(U"。;:，,") == Words::npos)
    return propose_unit(reading, range, words);
  return std::nullopt;
}

// 市发改、人社、财政等相关部门: short forms that only the last words complete. The index of the
// last piece, or `first` if it is none.
std::size_t Units::end_of_ellipsis(const Reading& reading, const std::vector<Range>& pieces,
                                   std::size_t first) const {
  constexpr std::size_t kMostPieces = 12;
  for (std::size_t i = first; i < pieces.size() && i < first + kMostPieces; ++i) {
    const Words words = reading.view(pieces[i]);
    const Words closed = without_open_end(words);
    if (is_name(words)) return first;
    if (closed.size() < words.size() && contains_any(words, {U"部门", U"单位"}))
      return ends_like_unit(closed) ? first : i;
    if (ends_like_unit(words)) return first;
  }
  return first;
}

UnitMention Units::ellipsis(const Reading& reading, const std::vector<Range>& pieces,
                            std::size_t first, std::size_t last) {
  const Range whole{pieces[first].begin, pieces[last].end};
  UnitMention mention = propose_scope(reading, whole, reading.view(whole));
  ProposedScope& scope = proposed_scopes[*mention.proposed_scope];
  const bool is_new = scope.mentions.size() == 1;
  for (std::size_t i = first; i <= last; ++i) {
    Words words = without_open_end(reading.view(pieces[i]));
    if (words.size() > 2 && Words(U"市县区省").find(words[0]) != Words::npos)
      words.remove_prefix(1);
    if (words.starts_with(U"级")) words.remove_prefix(1);
    const auto found = cores_.find(U"*|" + usual_short_form(words));
    if (found == cores_.end()) continue;
    const KnownUnit& unit = *by_id_.at(found->second.front());
    if (is_new) scope.units.push_back(unit.id);
    if (!mention.completed.empty()) mention.completed += "、";
    mention.completed += unit.short_name.empty() ? unit.name : unit.short_name;
  }
  return mention;
}

// 市教育局和市财政局, or two names that only a blank parts.
std::vector<Range> Units::joined_names(const Reading& reading, Range piece) const {
  if (is_name(reading.view(piece)) || is_name(without_open_end(reading.view(piece)))) return {};
  for (std::size_t at = piece.begin + 2; at + 2 <= piece.end; ++at) {
    const Words joint =
        beginning_of(reading.view({at, piece.end}), {U"和", U"及", U"与", U"以及", U"会同"});
    if (joint.empty() && !reading.gap_before(at)) continue;
    const Range left{piece.begin, at};
    const Range right{at + joint.size(), piece.end};
    if (right.size() < 2 || !ends_like_unit(reading.view(left))) continue;
    const Words rest = reading.view(right);
    const bool unit = is_name(rest) || is_collective(rest) || ends_like_unit(rest);
    const bool placed = Words(U"市县区省州各").find(rest[0]) != Words::npos || is_name(rest);
    if (unit && (placed || !joint.empty())) return {left, right};
  }
  return {};
}

std::vector<UnitMention> Units::list(const Reading& reading, Range range,
                                     std::vector<Range>& strange) {
  std::vector<UnitMention> mentions;
  std::vector<Range> pieces;
  for (std::size_t at = range.begin; at < range.end;) {
    if (is_separator(reading[at])) {
      ++at;
      continue;
    }
    // Words of a scope that hold separators themselves come first.
    std::size_t length = 0;
    for (const std::u32string& words : long_scopes_) {
      if (reading.view({at, range.end}).starts_with(words)) {
        length = words.size();
        break;
      }
    }
    if (length == 0) {
      const std::vector<Range> first =
          split(reading, {at, std::min(range.end, at + 200)}, kListSeparators);
      length = first.empty() ? 1 : first.front().end - at;
    } else if (const std::size_t after = at + length;
               after < range.end && !is_separator(reading[after]) && reading[after] != U'等') {
      const std::vector<Range> first =
          split(reading, {at, std::min(range.end, at + 200)}, kListSeparators);
      length = first.empty() ? 1 : first.front().end - at;
    }
    pieces.push_back({at, at + length});
    at += length;
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Range piece = pieces[i];
    // 和市财政局, but 和平区教育局
    while (piece.size() > 2 && Words(U"由和及与").find(reading[piece.begin]) != Words::npos &&
           (reading[piece.begin] == U'由' ||
            Words(U"市县区省各").find(reading[piece.begin + 1]) != Words::npos))
      ++piece.begin;
    const std::size_t last = end_of_ellipsis(reading, pieces, i);
    if (last > i) {
      mentions.push_back(ellipsis(reading, pieces, i, last));
      i = last;
      continue;
    }
    if (const std::vector<Range> parts = joined_names(reading, piece); !parts.empty()) {
      for (const Range part : parts) {
        std::vector<UnitMention> found = list(reading, part, strange);
        std::move(found.begin(), found.end(), std::back_inserter(mentions));
      }
      continue;
    }
    if (auto mention = this->mention(reading, piece)) {
      if (without_open_end(reading.view(piece)).size() < piece.size() && mention->ambiguity.empty())
        mention->ambiguity = {"“等”以后还有哪些单位没有写明。", "Whom “等” adds is not said."};
      mentions.push_back(std::move(*mention));
      continue;
    }
    strange.push_back(piece);
  }
  return mentions;
}

}  // namespace engines::draft
