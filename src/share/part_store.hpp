#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "share/part_record.hpp"

namespace share {

struct StoredParts {
  std::int64_t version = 0;  // 0: the share is not handed down
  PartList list;
};

//! All SQL of handing down. Every statement supplies the region.
class PartStore {
 public:
  explicit PartStore(std::string region) : region_(std::move(region)) {}

  StoredParts parts(db::Connection& connection, const std::string& share) const;
  //! Every part the share ever had, by id, as it last stood in its list.
  std::map<std::string, Part> parts_ever(db::Connection& connection,
                                         const std::string& share) const;
  //! Of all shares that are handed down.
  std::map<std::string, PartList> all_parts(db::Connection& connection) const;
  //! False if the list is no longer at `version`.
  bool save_parts(db::Connection& connection, const std::string& share, std::int64_t version,
                  const PartList& list, const std::string& account) const;

  //! By part; of one share.
  std::map<std::string, PartAnswer> answers(db::Connection& connection, const std::string& share,
                                            const std::string& period) const;
  //! What each part of a share answered last, on a period before this one; by part.
  std::map<std::string, PartAnswer> answers_before(db::Connection& connection,
                                                   const std::string& share,
                                                   const std::string& period) const;
  //! Parts of any share that are answered on a period: pairs of share and part.
  std::vector<std::pair<std::string, std::string>> answered(db::Connection& connection,
                                                            const std::string& period) const;
  //! Shares whose report on a period is verified, and takes no more answers.
  std::set<std::string> frozen(db::Connection& connection, const std::string& period) const;
  //! Inserts where `answer.version` is 0. False if it is no longer at that version.
  bool save_answer(db::Connection& connection, const PartAnswer& answer,
                   const std::string& account) const;

 private:
  std::string region_;
};

}  // namespace share
