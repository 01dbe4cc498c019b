#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

//! What the API takes and answers about saved views.
namespace registers {

//! A question to a list that a person asks again. It is the part of the page's address that asks,
//! so it can be sent to others, who see by it what they may see.
struct SavedView {
  std::string name;
  std::string query;
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (name, query))

struct SavedViewQuery {
  std::string query;
};
BOOST_DESCRIBE_STRUCT(SavedViewQuery, (), (query))

struct SavedViewList {
  std::vector<SavedView> views;  // by name
};
BOOST_DESCRIBE_STRUCT(SavedViewList, (), (views))

}  // namespace registers
