#include "allocation_files/allocate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

namespace allocation_files {

namespace {

constexpr std::array kMechanisms = {
    Mechanism{"couples", run_couples, people_of_market},
    Mechanism{"deferred_acceptance", run_deferred_acceptance, people_of_market},
    Mechanism{"exchange", run_exchange, people_of_exchange},
    Mechanism{"parallel_preferences", run_parallel_preferences, people_of_parallel_preferences},
    Mechanism{"seat_flow", run_seat_flow, people_of_seat_flow},
};

base::Problem unreadable(const std::filesystem::path& file) {
  return base::not_found({"文件 " + file.string(), "The file " + file.string()});
}

// A text that a spreadsheet would run as a formula gets an apostrophe before it.
std::string cell(const boost::json::value& value) {
  if (value.is_null()) return {};
  if (!value.is_string()) return csv_cell(boost::json::serialize(value));
  const std::string_view text = value.get_string();
  const bool could_run =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  return csv_cell(could_run ? "'" + std::string(text) : std::string(text));
}

// Every column that some row has, in the order of their first appearance.
std::vector<std::string_view> columns_of(const boost::json::array& rows) {
  std::vector<std::string_view> columns;
  for (const boost::json::value& row : rows) {
    for (const auto& member : row.as_object()) {
      const std::string_view name = member.key();
      if (std::ranges::find(columns, name) == columns.end()) columns.push_back(name);
    }
  }
  return columns;
}

template <class Items, class Text>
std::string joined(const Items& items, Text text) {
  std::string line;
  for (const auto& item : items) line += text(item) + ",";
  if (!line.empty()) line.pop_back();
  return line + "\n";
}

}  // namespace

std::span<const Mechanism> mechanisms() { return kMechanisms; }

const Mechanism& mechanism(std::string_view name) {
  const auto* const found = std::ranges::find(kMechanisms, name, &Mechanism::name);
  if (found != kMechanisms.end()) return *found;
  std::string known;
  for (const Mechanism& each : kMechanisms) {
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  }
  throw base::bad_request(
      {fmt::format("没有“{}”这种分配办法，可用：{}。", name, known),
       fmt::format("There is no mechanism \"{}\"; there are: {}.", name, known)});
}

std::string read_input(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) throw unreadable(file);
  if (size > kInputBytesMax) {
    throw base::bad_request(
        {fmt::format("文件超过 {} 字节，请分成几次分配。", kInputBytesMax),
         fmt::format("The file is larger than {} bytes; divide the allocation.", kInputBytesMax)});
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(size, '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(size))) throw unreadable(file);
  return text;
}

Source source_of(const std::filesystem::path& file) {
  const std::string text = read_input(file);
  return file.extension() == ".csv" ? Source::csv(text) : Source::json(text);
}

boost::json::object allocate(const Source& source, const Asked& asked) {
  return mechanism(source.mechanism()).run(source, asked);
}

std::string answer_json(const boost::json::object& answer) {
  std::string text = "{";
  for (const auto& member : answer) {
    text += text.size() > 1 ? ",\n" : "\n";
    text += boost::json::serialize(boost::json::string(member.key())) + ": ";
    if (const auto* rows = member.value().if_array(); rows != nullptr && !rows->empty()) {
      std::string_view separator = "[\n";
      for (const boost::json::value& row : *rows) {
        text += separator;
        text += boost::json::serialize(row);
        separator = ",\n";
      }
      text += "\n]";
    } else {
      text += boost::json::serialize(member.value());
    }
  }
  return text + "\n}\n";
}

std::string answer_csv(const boost::json::object& answer) {
  std::string settings;
  std::string sections;
  for (const auto& member : answer) {
    const std::string name(member.key());
    if (!member.value().is_array()) {
      settings += csv_cell(name) + "," + cell(member.value()) + "\n";
      continue;
    }
    const boost::json::array& rows = member.value().get_array();
    const auto columns = columns_of(rows);
    sections += "\n[" + name + "]\n";
    if (rows.empty()) continue;
    sections += joined(columns, [](std::string_view column) { return csv_cell(column); });
    for (const boost::json::value& row : rows) {
      sections += joined(columns, [&](std::string_view column) {
        const auto* value = row.get_object().if_contains(column);
        return value == nullptr ? std::string() : cell(*value);
      });
    }
  }
  return "\xEF\xBB\xBF" + settings + sections;
}

}  // namespace allocation_files
