#include "engines/draft/bodies.hpp"

#include <algorithm>

namespace engines::draft {

namespace {

constexpr std::initializer_list<Words> kBodyWords = {
    U"领导小组", U"联席会议", U"委员会", U"指挥部",   U"工作专班",
    U"专班",     U"协调小组", U"工作组", U"协调机制", U"专项组"};

constexpr std::initializer_list<Words> kLeaderLabels = {U"组长",   U"总召集人", U"召集人",
                                                        U"主任",   U"主任委员", U"总指挥",
                                                        U"指挥长", U"双组长",   U"第一组长"};

constexpr std::initializer_list<Words> kSeatLabels = {
    U"组长",   U"总召集人",   U"召集人",     U"主任",       U"主任委员",     U"总指挥",
    U"指挥长", U"双组长",     U"第一组长",   U"副组长",     U"常务副组长",   U"副召集人",
    U"副主任", U"副主任委员", U"常务副主任", U"副总指挥",   U"副指挥长",     U"成员",
    U"委员",   U"秘书长",     U"副秘书长",   U"办公室主任", U"办公室副主任", U"顾问",
    U"联络员", U"执行主任"};

// 局长, 主任, 常务副主席: what somebody is in a unit.
constexpr std::initializer_list<Words> kPosts = {
    U"局长", U"主任",   U"主席",     U"书记",       U"院长",       U"校长",         U"部长",
    U"处长", U"科长",   U"行长",     U"总经理",     U"董事长",     U"秘书长",       U"县长",
    U"区长", U"市长",   U"理事长",   U"会长",       U"所长",       U"站长",         U"台长",
    U"队长", U"支队长", U"经理",     U"负责人",     U"负责同志",   U"调研员",       U"馆长",
    U"厅长", U"镇长",   U"乡长",     U"分管负责人", U"主要负责人", U"主要负责同志", U"分管负责同志",
    U"政委", U"检察长", U"总工程师", U"教导主任"};

bool is_name(Words words) {
  if (words.size() < 2 || words.size() > 4)
    return words.find(U'·') != Words::npos && words.size() <= 14;
  return std::all_of(words.begin(), words.end(), is_han) &&
         !ends_with_any(
             words, {U"局", U"委", U"办", U"单位", U"部门", U"同志", U"成员", U"政府", U"学校"});
}

class BodyReader {
 public:
  BodyReader(const Shape& shape, const Outline& outline, Units& units)
      : shape_(shape), reading_(shape.reading), outline_(outline), units_(units) {}

  std::vector<Body> read() {
    for (at_ = 0; at_ < shape_.paragraphs.size(); ++at_) {
      const Paragraph& paragraph = shape_.paragraphs[at_];
      if (shape_.parts[paragraph.part].kind == PartKind::notice) continue;
      if (open_ && (paragraph.part != body_.part || label_at(words(paragraph.range))))
        in_seats_ = false;
      if (open_ && paragraph.part != body_.part) close();
      if (!read_seats(paragraph.range)) {
        in_seats_ = false;
        read_text(paragraph.range);
      }
    }
    close();
    merge_mentions();
    return std::move(bodies_);
  }

 private:
  Words words(Range range) const { return reading_.view(range); }

  // 成立筹备委员会 in the text and 某某筹备委员会名单 in an annex are one body.
  void merge_mentions() {
    for (std::size_t i = 0; i < bodies_.size();) {
      Body& mention = bodies_[i];
      const auto same = [&](const Body& other) {
        return &other != &mention && other.title.text.ends_with(mention.title.text) &&
               (!other.seats.empty() || other.title.text.size() > mention.title.text.size());
      };
      const auto whole = mention.seats.empty() && !mention.title.empty()
                             ? std::find_if(bodies_.begin(), bodies_.end(), same)
                             : bodies_.end();
      if (whole == bodies_.end()) {
        ++i;
        continue;
      }
      if (!whole->office) whole->office = std::move(mention.office);
      std::move(mention.duties.begin(), mention.duties.end(), std::back_inserter(whole->duties));
      std::move(mention.rules.begin(), mention.rules.end(), std::back_inserter(whole->rules));
      bodies_.erase(bodies_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  void close() {
    if (open_) bodies_.push_back(std::move(body_));
    body_ = Body{};
    open_ = false;
    in_seats_ = false;
  }

  // The words of a line between blanks.
  std::vector<Range> columns(Range line) const {
    std::vector<Range> columns;
    std::size_t begin = line.begin;
    for (std::size_t at = line.begin; at <= line.end; ++at) {
      const bool ends = at == line.end || reading_[at] == U'\t' || reading_[at] == U'|' ||
                        (at > begin && reading_.gap_before(at));
      if (!ends) continue;
      if (at > begin) columns.push_back({begin, at});
      begin = at < line.end && (reading_[at] == U'\t' || reading_[at] == U'|') ? at + 1 : at;
    }
    return columns;
  }

  // 组长:王某 市长; then lines of the same seat without a label.
  bool read_seats(Range line) {
    if (line.size() > 80 || line.size() < 3) return false;
    const Words all = words(line);
    if (all.back() == U'。' && all.find(U',') != Words::npos) return false;
    if (contains_any(all, {U"设在"})) return false;
    Range label;
    Range rest = line;
    if (const auto numbered = label_at(all)) rest.begin += numbered->length;
    const std::size_t colon = words(rest).find(U':');
    if (colon != Words::npos && colon <= 6) {
      Words title = words({rest.begin, rest.begin + colon});
      const Words known = beginning_of(title, kSeatLabels);
      if (known.size() != title.size()) return false;
      label = {rest.begin, rest.begin + colon};
      rest.begin += colon + 1;
    } else if (!in_seats_) {
      return false;
    }
    if (rest.empty()) {
      if (label.empty()) return false;
      seat_label_ = label;
      open_body(label);
      return in_seats_ = true;
    }
    std::vector<Seat> seats =
        seats_of(trimmed(reading_, rest, U"。;、,"), label.empty() ? seat_label_ : label);
    if (seats.empty()) return false;
    if (!label.empty()) {
      // A second leader begins another body.
      const bool leads = beginning_of(words(label), kLeaderLabels).size() == label.size();
      if (leads && open_ && !body_.seats.empty() && !in_seats_) close();
      seat_label_ = label;
      open_body(label);
    }
    std::move(seats.begin(), seats.end(), std::back_inserter(body_.seats));
    return in_seats_ = true;
  }

  void open_body(Range first) {
    if (open_) return;
    open_ = true;
    body_.part = shape_.paragraphs[at_].part;
    body_.title = without_list_word(title_before(first));
    body_.kind = kind_of_title(fold_words(body_.title.text));
    body_.ground = {90, "body.seats"};
  }

  // 领导小组名单, 联席会议制度: the body, not the paper.
  static Quote without_list_word(Quote title) {
    for (const std::string_view word : {"组成人员名单", "成员名单", "名单", "制度"}) {
      if (!title.text.ends_with(word) || title.text.size() <= word.size()) continue;
      title.text.resize(title.text.size() - word.size());
      title.span.end -= word.size();
      break;
    }
    return title;
  }

  static BodyKind kind_of_title(Words title) {
    if (title.find(U"联席会议") != Words::npos) return BodyKind::joint_conference;
    if (title.find(U"领导小组") != Words::npos) return BodyKind::leading_group;
    return BodyKind::other;
  }

  // The title of the annex, or the nearest words before that name a body.
  Quote title_before(Range first) const {
    const Part& part = shape_.parts[shape_.paragraphs[at_].part];
    if (part.kind == PartKind::annex && contains_any(fold_words(part.title.text), kBodyWords))
      return part.title;
    for (std::size_t i = at_, seen = 0; i-- > 0 && seen < 6; ++seen) {
      const Range range = shape_.paragraphs[i].range;
      if (range.end > first.begin) continue;
      if (const auto name = body_named(range)) return reading_.quote(*name);
    }
    return part.kind == PartKind::annex ? part.title : Quote{};
  }

  // 成立安全工作领导小组: the words that end with what bodies are called.
  std::optional<Range> body_named(Range range) const {
    const Words all = words(range);
    for (const Words body : kBodyWords) {
      const std::size_t at = all.find(body);
      if (at == Words::npos) continue;
      std::size_t begin = at;
      while (begin > 0 && at - begin < 30 &&
             Words(U",;。:、由为)").find(all[begin - 1]) == Words::npos)
        --begin;
      const Words verb = beginning_of(
          all.substr(begin), {U"成立", U"设立", U"组建", U"建立", U"建立健全", U"市政府建立",
                              U"学校成立", U"市政府成立", U"县政府成立", U"决定成立"});
      begin += verb.size();
      return Range{range.begin + begin, range.begin + at + body.size()};
    }
    return std::nullopt;
  }

  std::vector<Seat> seats_of(Range rest, Range label) {
    std::vector<Seat> seats;
    const auto add = [&](Range person, Range position) {
      Seat seat;
      seat.title = reading_.quote(label);
      seat.person = reading_.quote(person);
      seat.person_name = to_utf8(words(person));
      seat.position = reading_.quote(position);
      seat.unit = unit_of(position);
      seat.ground = {position.empty() ? 60 : 90, "body.seat"};
      seats.push_back(std::move(seat));
    };
    const std::vector<Range> parts = columns(rest);
    if (parts.size() > 1) {
      // 王 锦 is one name.
      const bool spread = parts[0].size() == 1 && parts[1].size() == 1;
      const Range person{parts[0].begin, parts[spread ? 1 : 0].end};
      const std::size_t next = spread ? 2 : 1;
      if (is_name(words(person)) && (next == parts.size() || parts[next].begin < rest.end)) {
        const Range position =
            next < parts.size() ? Range{parts[next].begin, rest.end} : Range{rest.end, rest.end};
        // Several names on one line carry no positions.
        const bool names =
            next < parts.size() &&
            std::all_of(
                parts.begin(), parts.end(), [&](Range part) { return part.size() <= 3; }) &&
            parts.size() > 3;
        if (!names && (position.empty() || is_position(words(position)))) {
          add(person, position);
          return seats;
        }
      }
    }
    // 罗砚(校长) 梅映雪(副校长), 张三、李四
    std::vector<Seat> all;
    const bool side_by_side =
        parts.size() > 1 && std::all_of(parts.begin(), parts.end(),
                                        [&](Range part) { return reading_[part.end - 1] == U')'; });
    for (const Range piece : side_by_side ? parts : split(reading_, rest, U"、,;")) {
      Range person = piece;
      Range position{piece.end, piece.end};
      const std::size_t open = words(piece).find(U'(');
      if (open != Words::npos && reading_[piece.end - 1] == U')') {
        person.end = piece.begin + open;
        position = {piece.begin + open + 1, piece.end - 1};
      } else if (const auto cut = position_begin(piece)) {
        person.end = *cut;
        position = {*cut, piece.end};
      }
      if (!is_name(words(person))) {
        all.clear();
        break;
      }
      add(person, position);
      all.push_back(seats.back());
    }
    if (!all.empty()) return all;
    seats.clear();
    // 成员:市教育局、市财政局负责同志
    if (label.empty()) return {};
    std::vector<Range> strange;
    std::vector<UnitMention> mentions;
    for (const Range piece : split(reading_, rest, U"、,;")) {
      const Range unit = without_post(piece);
      if (auto mention = units_.known(reading_, unit)) {
        mentions.push_back(std::move(*mention));
      } else if (ends_like_unit(words(unit))) {
        if (auto proposed = units_.mention(reading_, unit))
          mentions.push_back(std::move(*proposed));
      } else {
        return {};
      }
    }
    for (UnitMention& mention : mentions) {
      Seat seat;
      seat.title = reading_.quote(label);
      seat.position = mention.written;
      seat.unit = std::move(mention);
      seat.ground = {70, "body.seat_of_unit"};
      seats.push_back(std::move(seat));
    }
    return seats;
  }

  static bool is_position(Words words) {
    return !ending_of(words, kPosts).empty() || contains_any(words, kPosts) ||
           ends_like_unit(words);
  }

  // 张三市教育局局长, without a blank between.
  std::optional<std::size_t> position_begin(Range piece) const {
    for (std::size_t at = piece.begin + 2; at <= piece.begin + 3 && at + 2 <= piece.end; ++at) {
      const Words rest = words({at, piece.end});
      if (!ending_of(rest, kPosts).empty() &&
          (units_.name_at(reading_, at, piece.end) ||
           starts_with_any(rest, {U"市", U"县", U"区", U"省", U"副", U"校长"})))
        return at;
    }
    return std::nullopt;
  }

  Range without_post(Range position) const {
    for (bool again = true; again;) {
      again = false;
      const Words post = ending_of(words(position), kPosts);
      if (!post.empty() && post.size() + 2 <= position.size()) {
        position.end -= post.size();
        again = true;
      }
      const Words deputy =
          ending_of(words(position), {U"副", U"常务副", U"党组", U"党组书记、", U"党委", U"分管",
                                      U"主要", U"党委书记、", U"党组成员、", U"、"});
      if (!deputy.empty() && deputy.size() + 2 <= position.size()) {
        position.end -= deputy.size();
        again = true;
      }
    }
    return position;
  }

  // The unit that a post belongs to. A mayor is the government, its secretary-general its office.
  std::optional<UnitMention> unit_of(Range position) {
    if (position.empty()) return std::nullopt;
    const Words all = words(position);
    const auto named = [&](std::initializer_list<Words> names,
                           int confidence) -> std::optional<UnitMention> {
      for (const Words name : names) {
        auto id = units_.id_of(name);
        if (!id) continue;
        UnitMention mention;
        mention.written = reading_.quote(position);
        mention.unit = *id;
        mention.ground = {confidence, "body.post_of_government"};
        return mention;
      }
      return std::nullopt;
    };
    if (ends_with_any(all, {U"市长", U"副市长"}))
      if (auto found = named({U"市政府", U"市人民政府"}, 80)) return found;
    if (ends_with_any(all, {U"县长", U"副县长"}))
      if (auto found = named({U"县政府", U"县人民政府"}, 80)) return found;
    if (ends_with_any(all, {U"政府副秘书长", U"政府秘书长"}))
      if (auto found = named({U"市政府办公室", U"县政府办公室", U"市政府办"}, 75)) return found;
    const Range unit = without_post(position);
    if (auto mention = units_.known(reading_, unit)) return mention;
    if (const auto name = units_.name_at(reading_, position.begin, position.end))
      return units_.known(reading_, *name);
    if (unit.size() < position.size() && ends_like_unit(words(unit)) &&
        words(unit).find(U'、') == Words::npos)
      return units_.mention(reading_, unit);
    return std::nullopt;
  }

  // Where the office sits, who heads it, how the body works.
  void read_text(Range paragraph) {
    if (!open_ && !found_in_text(paragraph)) return;
    const Item* section = section_of(at_);
    const std::u32string heading =
        section == nullptr ? std::u32string() : section_heading(*section);
    const bool is_heading = section != nullptr && section->first_paragraph == at_ &&
                            paragraph.size() <= 20 && !is_stop(reading_[paragraph.end - 1]);
    if (is_heading) return;
    for (const Range sentence : split(reading_, paragraph, U"。")) {
      if (read_office(sentence)) continue;
      Range text = sentence;
      if (const auto label = label_at(words(text))) text.begin += label->length;
      if (starts_with_any(words(text), {U"领导小组成员如有", U"联席会议成员如有", U"成员如有",
                                        U"组成人员如有"}) ||
          contains_any(words(text), {U"成员如有变动", U"人员如有变动"})) {
        body_.rules.push_back(reading_.quote(text));
      } else if (Words(heading).find(U"职责") != Words::npos) {
        body_.duties.push_back(reading_.quote(text));
      }
    }
    // A rule is a numbered item, however many sentences it has.
    if (contains_any(heading, {U"规则", U"工作要求", U"会议制度", U"工作制度", U"工作机制"})) {
      Range text = paragraph;
      if (const auto label = label_at(words(text))) text.begin += label->length;
      if (!text.empty()) body_.rules.push_back(reading_.quote(text));
    }
  }

  const Item* section_of(std::size_t paragraph) const {
    const auto after = std::upper_bound(
        outline_.items.begin(), outline_.items.end(), paragraph,
        [](std::size_t place, const Item& item) { return place < item.first_paragraph; });
    if (after == outline_.items.begin()) return nullptr;
    const Item& item = *(after - 1);
    return paragraph < item.end_paragraph ? &item : nullptr;
  }

  // Titles of the section and of what it stands in.
  std::u32string section_heading(const Item& item) const {
    std::u32string heading;
    for (const Item* at = &item;;) {
      if (at->head.size() <= 24) heading += fold_words(at->section.title.text);
      if (!at->section.parent) return heading;
      at = &outline_.items[*at->section.parent];
    }
  }

  // 建立学前教育工作联席会议制度 in a measure: a body without a list of members.
  bool found_in_text(Range paragraph) {
    for (const Range sentence : split(reading_, paragraph, U"。;")) {
      const Words all = words(sentence);
      for (const Words verb : {Words(U"成立"), Words(U"组建"), Words(U"建立"), Words(U"设立")}) {
        const std::size_t at = all.find(verb);
        if (at == Words::npos || contains_any(all.substr(0, at), {U"各", U"未", U"支持", U"鼓励"}))
          continue;
        const Range rest{sentence.begin + at + verb.size(),
                         std::min(sentence.end, sentence.begin + at + verb.size() + 34)};
        for (const Words kind : kBodyWords) {
          const std::size_t end = words(rest).find(kind);
          if (end == Words::npos || end < 2 ||
              contains_any(words(rest).substr(0, end), {U",", U"由", U"的", U"各", U"、"}))
            continue;
          Body body;
          body.part = shape_.paragraphs[at_].part;
          body.title = reading_.quote({rest.begin, rest.begin + end + kind.size()});
          body.kind = kind_of_title(words(rest).substr(0, end + kind.size()));
          body.ground = {55, "body.named_in_text"};
          body_ = std::move(body);
          for (const Range other : split(reading_, paragraph, U"。;")) read_office(other);
          bodies_.push_back(std::move(body_));
          body_ = Body{};
          return false;
        }
      }
    }
    return false;
  }

  // 领导小组办公室设在市教育局,……,市教育局局长胡某同志兼任办公室主任
  bool read_office(Range sentence) {
    const Words all = words(sentence);
    const std::size_t at = all.find(U"办公室设在");
    if (at == Words::npos) return false;
    for (const Range clause : split(reading_, sentence, U",")) {
      const Words part = words(clause);
      const std::size_t seat = part.find(U"办公室设在");
      if (seat != Words::npos) {
        // 领导小组办公室设在…: the list above it may have no title of its own.
        if (body_.title.empty() && ends_with_any(part.substr(0, seat), kBodyWords)) {
          body_.title = reading_.quote({clause.begin, clause.begin + seat});
          body_.kind = kind_of_title(part.substr(0, seat));
        }
        const Range unit{clause.begin + seat + 5, clause.end};
        if (!body_.office) body_.office = units_.mention(reading_, unit);
        continue;
      }
      if (starts_with_any(part, {U"具体负责", U"负责", U"承担"})) {
        body_.duties.push_back(reading_.quote(clause));
        continue;
      }
      read_office_head(clause);
    }
    return true;
  }

  void read_office_head(Range clause) {
    const Words part = words(clause);
    std::size_t end = part.find(U"兼任办公室主任");
    const std::size_t verb = end;
    if (end == Words::npos) end = part.find(U"任办公室主任");
    if (end == Words::npos || end < 2) return;
    Range who{clause.begin, clause.begin + end};
    if (words(who).ends_with(U"同志")) who.end -= 2;
    if (words(who).starts_with(U"由")) ++who.begin;
    // The person is what follows the post: 局长 胡某.
    Range position{who.begin, who.begin};
    for (const Words post : kPosts) {
      const std::size_t at = words(who).rfind(post);
      if (at != Words::npos && who.begin + at + post.size() > position.end)
        position.end = who.begin + at + post.size();
    }
    Range person{position.end, who.end};
    Seat seat;
    if (person.empty()) person = {who.end, who.end};
    if (!person.empty() && !is_name(words(person))) return;
    const std::size_t title = clause.begin + (verb == Words::npos ? end + 1 : end + 2);
    seat.title = reading_.quote({title, title + 5});
    seat.person = reading_.quote(person);
    seat.person_name = to_utf8(words(person));
    seat.position = reading_.quote(position);
    seat.unit = unit_of(position);
    if (!seat.unit) {
      // The list above says what the person is.
      for (const Seat& other : body_.seats) {
        if (seat.person_name.empty() || other.person_name != seat.person_name) continue;
        seat.position = other.position;
        seat.unit = other.unit;
      }
    }
    if (!seat.unit) seat.unit = body_.office;
    seat.ground = {85, "body.office_head"};
    body_.seats.push_back(std::move(seat));
  }

  const Shape& shape_;
  const Reading& reading_;
  const Outline& outline_;
  Units& units_;
  std::vector<Body> bodies_;
  Body body_;
  Range seat_label_;
  std::size_t at_ = 0;
  bool open_ = false;
  bool in_seats_ = false;
};

}  // namespace

std::vector<Body> bodies_of(const Shape& shape, const Outline& outline, Units& units) {
  return BodyReader(shape, outline, units).read();
}

}  // namespace engines::draft
