#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "http/message.hpp"

namespace http {

enum class ColumnKind {
  text,
  integer,
  decimal,
  percent,  // in percent: "35.5" is shown as 35.5%
  date,     // ISO 8601
};

struct Column {
  base::Text title;
  ColumnKind kind = ColumnKind::text;
  //! Of a table to be filled in: what to write, and the only values if there are any.
  base::Text note{};
  std::vector<base::Text> choices{};
};

//! A list as people take it away. Cells are text in the form of their column's kind; an empty
//! cell is blank, one that does not fit its kind is written as text.
struct Table {
  base::Text title;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
  //! For people to fill in: a sheet has notes on its titles, drop-downs, and cells in the format of
  //! their column, so that long numbers stay as they are typed.
  bool to_fill_in = false;
};

enum class TableFormat { csv, xlsx };

//! "csv" or "xlsx"; throws a 400 Problem otherwise.
TableFormat table_format(std::string_view name);

//! RFC 4180 in UTF-8 with a byte order mark, which spreadsheets need to see that it is UTF-8. A
//! text cell that a spreadsheet would run as a formula gets an apostrophe before it.
std::string csv(const Table& table, Language language);
//! The same without mark and header: what follows when a long table is written in parts.
std::string csv_rows(const Table& table);

//! Writes `path`: header frozen and repeated on every page, filter, landscape A4. Throws a Problem
//! if there are more rows than a sheet holds (1,048,575), std::runtime_error if writing fails.
void write_xlsx(const Table& table, Language language, const std::filesystem::path& path);

//! Writes a long table row by row, in little memory whatever its length. One thread at a time.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  //! `row` is as long as the columns. Throws a Problem if a sheet cannot hold more rows,
  //! std::runtime_error if writing fails.
  virtual void add(std::span<const std::string> row) = 0;
  //! The file is complete after this, and not before.
  virtual void finish() = 0;
};

//! A writer of `path` with title and columns of `head`, whose rows do not count.
std::unique_ptr<TableWriter> table_writer(const Table& head, TableFormat format, Language language,
                                          const std::filesystem::path& path);

//! The table as an attachment called `name` plus extension, in the request's language. An XLSX is
//! written below `temporary_folder` and removed once sent. Long tables take long: call it on a
//! worker.
Response download(const Table& table, TableFormat format, std::string_view name,
                  const Request& request, const std::filesystem::path& temporary_folder);

std::string_view media_type(TableFormat format);

//! Bytes that are made for who asks, such as a letter: an attachment that nobody keeps.
Response attachment(std::string bytes, const std::string& media_type, std::string_view file_name);

//! attachment; filename="…"; filename*=UTF-8''… (RFC 6266, RFC 5987)
std::string content_disposition(std::string_view file_name);

}  // namespace http
