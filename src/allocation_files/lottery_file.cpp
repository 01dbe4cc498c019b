#include "allocation_files/lottery_file.hpp"

#include <boost/describe.hpp>

#include "base/record_json.hpp"
#include "engines/allocation/lottery.hpp"

namespace allocation_files {

namespace ea = engines::allocation;

namespace {

struct CommitmentFile {
  std::string commitment;  // the digest of the three below
  std::string input_sha256;
  std::string program_version;
  std::string random_source;
};
BOOST_DESCRIBE_STRUCT(CommitmentFile, (),
                      (commitment, input_sha256, program_version, random_source))

struct NumberRow {
  std::string id;
  std::uint32_t number = 0;
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (id, number))

struct RevealedFile {
  std::string commitment;
  std::string input_sha256;
  std::string program_version;
  std::string random_source;
  std::string random_value;
  std::string seed;
  std::vector<NumberRow> numbers;
};
BOOST_DESCRIBE_STRUCT(RevealedFile, (),
                      (commitment, input_sha256, program_version, random_source, random_value, seed,
                       numbers))

template <class File>
ea::Commitment commitment_of(const File& file) {
  return {file.input_sha256, file.program_version, file.random_source};
}

void require_line(std::string_view text, const base::Text& what) {
  if (!text.empty() && text.find('\n') == std::string_view::npos) return;
  throw base::bad_request({what.zh + "须为一行文字。", what.en + " must be one line of text."});
}

}  // namespace

boost::json::object commit(std::string_view input, std::string_view program_version,
                           std::string_view random_source) {
  require_line(random_source, {"随机数来源", "The source of the random value"});
  const ea::Commitment made{ea::sha256(input), std::string(program_version),
                            std::string(random_source)};
  const CommitmentFile file{ea::digest(made), made.input_sha256, made.program_version,
                            made.random_source};
  return base::json_of(file).as_object();
}

boost::json::object reveal(std::string_view input, const Source& source,
                           const boost::json::value& commitment, std::string_view random_value) {
  require_line(random_value, {"公开随机数", "The random value"});
  const auto file = http::from_json<CommitmentFile>(commitment);
  const ea::Commitment made = commitment_of(file);
  if (ea::digest(made) != file.commitment) {
    throw base::conflict("commitment", {"承诺文件被改动过：摘要与内容不符。",
                                        "The commitment was altered: its digest is another."});
  }
  if (ea::sha256(input) != made.input_sha256) {
    throw base::conflict("commitment", {"输入文件不是承诺时冻结的那一份。",
                                        "The input is not the one that was frozen."});
  }
  RevealedFile revealed{file.commitment,
                        file.input_sha256,
                        file.program_version,
                        file.random_source,
                        std::string(random_value),
                        ea::seed(made, random_value),
                        {}};
  const std::vector<std::string> ids = mechanism(source.mechanism()).people(source);
  const std::vector<std::string_view> views(ids.begin(), ids.end());
  const std::vector<std::uint32_t> numbers = ea::draw(revealed.seed, views);
  for (std::size_t i = 0; i < ids.size(); ++i) revealed.numbers.push_back({ids[i], numbers[i]});
  return base::json_of(revealed).as_object();
}

LotteryNumbers lottery_numbers(const boost::json::value& revealed) {
  const auto file = http::from_json<RevealedFile>(revealed);
  const ea::Commitment made = commitment_of(file);
  std::vector<std::string_view> ids;
  for (const NumberRow& row : file.numbers) ids.emplace_back(row.id);
  const std::vector<std::uint32_t> numbers = ea::draw(file.seed, ids);
  bool genuine =
      ea::digest(made) == file.commitment && ea::seed(made, file.random_value) == file.seed;
  LotteryNumbers by_id;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    genuine = genuine && numbers[i] == file.numbers[i].number;
    by_id[file.numbers[i].id] = numbers[i];
  }
  if (!genuine) {
    throw base::conflict("lottery", {"抽签文件被改动过：号码与承诺、随机数不符。",
                                     "The lottery was altered: its numbers do not follow from the "
                                     "commitment and the random value."});
  }
  return by_id;
}

}  // namespace allocation_files
