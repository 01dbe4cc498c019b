#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "register/register_service.hpp"

//! A register as its services use it. Internal to them.
namespace registers {

struct RegisterService::Registered {
  Registered(const Declaration& of, const RegisterSql& statements, const ParameterLines& live)
      : declaration(of), sql(statements), parameters(live), check(of, live) {
    std::set<std::string> roles(of.read.begin(), of.read.end());
    roles.insert(of.write.begin(), of.write.end());
    for (const Transition& transition : of.workflow.transitions) {
      roles.insert(transition.by.begin(), transition.by.end());
      for (const SignOffParty& party : transition.sign_off.parties) {
        roles.insert(party.by.begin(), party.by.end());
      }
    }
    roles.insert(of.duplicates.merge_by.begin(), of.duplicates.merge_by.end());
    readers.assign(roles.begin(), roles.end());
    if (std::ranges::any_of(of.fields, is_file)) {
      std::set<std::string> bringing(of.write.begin(), of.write.end());
      for (const Transition& transition : of.workflow.transitions) {
        const bool fills = std::ranges::any_of(transition.fields, [&](const std::string& name) {
          return is_file(*of.find_field(name));
        });
        if (fills) bringing.insert(transition.by.begin(), transition.by.end());
      }
      if (of.collection) {
        bringing.insert(of.collection->correct_by.begin(), of.collection->correct_by.end());
      }
      bring_files.assign(bringing.begin(), bringing.end());
    }
    for (std::size_t i = 0; i < of.fields.size(); ++i) positions.emplace(of.fields[i].name, i);
    for (const Field& field : of.fields) left_to_steps.push_back(field.by_steps);
  }

  static bool is_file(const Field& field) { return field.type == Type::file && !field.retired; }
  std::size_t position(const std::string& field) const { return positions.at(field); }
  //! Precondition: the record passed its checks, so it has one.
  std::string owner_of(const Record& record) const {
    return std::string(std::get<std::string_view>(record[position(declaration.owner.field)]));
  }

  const Declaration& declaration;
  const RegisterSql& sql;
  const ParameterLines& parameters;
  const RecordCheck check;
  //! Whoever writes, approves or signs also reads.
  std::vector<std::string> readers;
  //! Who fills in a field with a file: nobody if there is none.
  std::vector<std::string> bring_files;
  std::map<std::string, std::size_t> positions;
  //! By position: only a step of the workflow fills it in.
  std::vector<bool> left_to_steps;
};

//! What the next version of a record is.
struct RegisterService::Change {
  std::string action;
  std::string why;
  std::vector<db::Value> columns;
  std::string search_text;
  std::string state;
  bool enters_state = false;
  std::string returned = "{}";
  bool removed = false;
};

base::Problem outside_reach();

constexpr std::size_t kWhyCharactersMax = 500;

//! Without blanks at its end. Throws 422 at `field` if it is too long, or empty where it is
//! required.
std::string trimmed_why(const std::optional<std::string>& why, const char* field);
std::string required_why(const std::optional<std::string>& why, const char* field);

//! Sort values and id of a row, from the JSON array of its position. Throws 400.
std::vector<db::Value> position_values(const std::string& json, std::size_t length);

//! Why a field that only steps fill in cannot be filled in otherwise, with the steps that do.
Text left_to_a_step(const Declaration& declaration, const Field& field);

//! As the column of a field that is not sealed keeps it.
db::Value to_column(const Value& value);

//! The value of a field again, where `column` is what to_column made of it; a text lives as long as
//! the column.
Value from_column(const Field& field, const db::Value& column);

//! Why `record` cannot refer to a record that has `values` in `field.same`; nothing if it can.
std::optional<Text> not_the_same(const Declaration& declaration, const Field& field,
                                 const Record& record, std::span<const db::Value> values);

}  // namespace registers
