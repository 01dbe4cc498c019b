#include "plan/plan_write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <cerrno>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <type_traits>

#include "base/described.hpp"
#include "base/durable.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"

namespace plan {

namespace fs = std::filesystem;

namespace {

namespace describe = boost::describe;

struct File {
  std::string_view name;
  std::vector<std::string_view> members;  // of Plan
};

const std::array kFiles = {
    File{"plan.yaml",
         {"id", "region", "title", "short_title", "document", "goals", "scopes", "public_page",
          "board", "reporting"}},
    File{"measures.yaml", {"groups", "measures"}},
    File{"tasks.yaml", {"tasks"}},
    File{"commitments.yaml", {"commitments"}},
    File{"units.yaml", {"units", "trees"}},
    File{"bodies.yaml", {"bodies"}},
    File{"duties.yaml", {"duties"}},
    File{"calendar.yaml", {"calendar"}},
    File{"roles.yaml", {"roles"}},
};

// Members that the schemas want even when they hold nothing.
bool is_required(std::string_view name) {
  constexpr std::string_view kNames[] = {"tasks", "commitments", "units",    "bodies",     "duties",
                                         "roles", "groups",      "measures", "calendar",   "seats",
                                         "edges", "covers",      "kind",     "comparator", "period",
                                         "reach", "permissions", "due_month"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// A scalar that reads as itself without quotes, whatever the reader: Han characters, letters and
// marks that mean nothing in YAML. Everything else is quoted.
bool is_plain(std::string_view text) {
  constexpr std::string_view kWords[] = {"true", "false", "null", "yes", "no",
                                         "on",   "off",   "y",    "n"};
  if (text.empty() || text.back() == ' ' || text.back() == ':') return false;
  const auto first = static_cast<unsigned char>(text.front());
  const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
  const bool han = first >= 0xE4 && first <= 0xE9;
  if (!letter && !han) return false;
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
  });
  if (std::find(std::begin(kWords), std::end(kWords), lower) != std::end(kWords)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool space_after = i + 1 < text.size() && text[i + 1] == ' ';
    if (c < 0x20 || c == 0x7F || (c == ':' && space_after)) return false;
    if (c == '#' && i > 0 && text[i - 1] == ' ') return false;
  }
  // U+0080–U+00BF holds controls; U+2028 and U+2029 end lines, U+FEFF and U+FFFE are marks.
  constexpr std::string_view kBreaking[] = {"\xC2", "\u2028", "\u2029", "\uFEFF"};
  return std::none_of(std::begin(kBreaking), std::end(kBreaking), [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

bool is_date(std::string_view text) { return text.size() == 10 && Date::parse(text).has_value(); }

std::string scalar(const std::string& text) {
  if (is_plain(text) || is_date(text)) return text;
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += text[i];
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c < 0x20 || c == 0x7F) {
      quoted += fmt::format("\\x{:02X}", c);
    } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      quoted += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[++i]));
    } else if (text.compare(i, 3, "\u2028") == 0 || text.compare(i, 3, "\u2029") == 0) {
      quoted += text.compare(i, 3, "\u2028") == 0 ? "\\u2028" : "\\u2029";
      i += 2;
    } else if (text.compare(i, 3, "\uFEFF") == 0) {
      quoted += "\\uFEFF";
      i += 2;
    } else {
      quoted += text[i];
    }
  }
  return quoted + "\"";
}

std::string comment(const std::string& text, int indent) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return std::string(static_cast<std::size_t>(indent), ' ') + "# " + line + "\n";
}

class Writer {
 public:
  explicit Writer(const Comments& comments) : comments_(comments) {}

  // `key: value`, or nothing for what is left out. `first` begins the item of a list.
  template <typename T>
  void member(std::string_view name, const T& value, const T& otherwise, int indent) {
    if constexpr (base::kIsOptional<T>) {
      if (value) member(name, *value, {}, indent, true);
    } else {
      member(name, value, otherwise, indent, is_required(name));
    }
  }

  std::string take() { return std::move(text_); }
  void raw(const std::string& text) { text_ += text; }

 private:
  template <typename T>
  void member(std::string_view name, const T& value, const T& otherwise, int indent, bool always) {
    if constexpr (std::is_same_v<T, Date>) {
      line(name, value.str(), indent);
    } else {
      if (!always && value == otherwise) return;
      if constexpr (std::is_same_v<T, bool>) {
        line(name, value ? "true" : "false", indent);
      } else if constexpr (std::is_integral_v<T>) {
        line(name, std::to_string(value), indent);
      } else if constexpr (std::is_same_v<T, std::string>) {
        line(name, scalar(value), indent);
      } else if constexpr (std::is_enum_v<T>) {
        line(name, describe::enum_to_string(value, ""), indent);
      } else if constexpr (base::kIsVector<T>) {
        list(name, value, indent);
      } else {
        line(name, "", indent);
        const std::size_t before = text_.size();
        members(value, indent + 2);
        if (text_.size() == before) {
          text_.pop_back();
          text_ += " {}\n";
        }
      }
    }
  }

  template <typename T>
  void list(std::string_view name, const std::vector<T>& values, int indent) {
    if (values.empty()) {
      line(name, "[]", indent);
      return;
    }
    line(name, "", indent);
    const std::string dash(static_cast<std::size_t>(indent) + 2, ' ');
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (indent == 0) {
        const auto found = comments_.find({std::string(name), i});
        if (found != comments_.end()) {
          for (const std::string& remark : found->second) text_ += comment(remark, indent + 2);
        }
      }
      if constexpr (std::is_same_v<T, std::string>) {
        text_ += dash + "- " + scalar(values[i]) + "\n";
      } else if constexpr (std::is_enum_v<T>) {
        text_ += dash + "- " + describe::enum_to_string(values[i], "") + "\n";
      } else {
        const std::size_t begin = text_.size();
        at_ = i;
        members(values[i], indent + 4);
        if (text_.size() == begin) {
          text_ += dash + "- {}\n";
        } else {
          text_[begin + static_cast<std::size_t>(indent) + 2] = '-';
        }
      }
      if (indent == 0 && i + 1 < values.size()) text_ += "\n";
    }
  }

  template <typename T>
  void members(const T& value, int indent) {
    [[maybe_unused]] static const T nothing{};
    if constexpr (std::is_same_v<T, Text>) {
      line("zh", scalar(value.zh), indent);
      if (!value.en.empty() && value.en != value.zh) line("en", scalar(value.en), indent);
    } else if constexpr (std::is_same_v<T, Responsible>) {
      member("unit", value.unit, {}, indent);
      member("scope", value.scope, {}, indent);
      member("written", value.written, {}, indent);
      // The loader presumes the first to lead and the others to support.
      if (value.role == Role::lead || (value.role == Role::supporting && at_ == 0)) {
        line("role", describe::enum_to_string(value.role, ""), indent);
      }
    } else {
      using Members = describe::describe_members<T, describe::mod_public>;
      boost::mp11::mp_for_each<Members>(
          [&](auto one) { member(one.name, value.*one.pointer, nothing.*one.pointer, indent); });
    }
  }

  void line(std::string_view name, std::string_view value, int indent) {
    text_.append(static_cast<std::size_t>(indent), ' ');
    text_ += name;
    text_ += value.empty() ? ":" : ": ";
    text_ += value;
    text_ += "\n";
  }

  const Comments& comments_;
  std::string text_;
  std::size_t at_ = 0;  // index of the list item being written
};

}  // namespace

std::map<std::string, std::string, std::less<>> write_plan(const Plan& plan,
                                                           const Comments& comments,
                                                           const std::vector<std::string>& head) {
  static const Plan nothing;
  std::map<std::string, std::string, std::less<>> contents;
  for (const File& file : kFiles) {
    Writer writer(comments);
    const std::string_view stem = file.name.substr(0, file.name.find('.'));
    writer.raw(fmt::format("# yaml-language-server: $schema=../schema/{}.schema.json\n", stem));
    for (const std::string& line : head) writer.raw(comment(line, 0));
    using Members = describe::describe_members<Plan, describe::mod_public>;
    for (const std::string_view name : file.members) {
      boost::mp11::mp_for_each<Members>([&](auto one) {
        if (name != one.name) return;
        const bool thing = !std::is_same_v<std::decay_t<decltype(plan.*one.pointer)>, std::string>;
        if (thing) writer.raw("\n");
        writer.member(one.name, plan.*one.pointer, nothing.*one.pointer, 0);
      });
    }
    contents[std::string(file.name)] = writer.take();
  }
  return contents;
}

void write_folder(const fs::path& folder,
                  const std::map<std::string, std::string, std::less<>>& contents) {
  std::error_code error;
  if (fs::exists(folder, error) &&
      !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    throw base::conflict(
        "folder-not-empty",
        {fmt::format("{} 已有内容，不覆盖。请另写一个文件夹。", folder.string()),
         fmt::format("{} is not empty and is not overwritten. Name another folder.",
                     folder.string())});
  }
  const fs::path whole = fs::absolute(folder, error).lexically_normal();
  const fs::path target = whole.has_filename() ? whole : whole.parent_path();
  const fs::path unfinished = fs::path(target) += ".unfinished";
  fs::remove_all(unfinished, error);
  fs::create_directories(unfinished, error);
  if (error) throw base::not_written(folder, error);
  for (const auto& [name, text] : contents) {
    std::ofstream file(unfinished / name, std::ios::binary);
    file << text;
    file.close();
    if (!file) {
      fs::remove_all(unfinished, error);
      throw base::not_written(folder / name, std::make_error_code(std::errc::io_error));
    }
    base::flush_to_disk(unfinished / name);
  }
  base::flush_to_disk(unfinished);
  fs::remove(target, error);  // an empty one
  fs::rename(unfinished, target, error);
  if (error) {
    const std::error_code why = error;
    fs::remove_all(unfinished, error);
    throw base::not_written(folder, why);
  }
  base::flush_to_disk(target.parent_path());
}

}  // namespace plan
