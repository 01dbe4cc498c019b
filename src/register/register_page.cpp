#include "register/register_page.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "base/record_json.hpp"
#include "register/rule.hpp"

namespace registers {

namespace bj = boost::json;

namespace {

std::string_view type_name(Type type) {
  switch (type) {
    case Type::text:
      return "text";
    case Type::integer:
      return "integer";
    case Type::boolean:
      return "boolean";
    case Type::date:
      return "date";
    case Type::reference:
      return "reference";
    case Type::file:
      return "file";
  }
  return "";
}

std::string_view kind_name(FileKind kind) {
  switch (kind) {
    case FileKind::pdf:
      return "pdf";
    case FileKind::ofd:
      return "ofd";
    case FileKind::image:
      return "image";
    case FileKind::office:
      return "office";
  }
  return "";
}

std::string_view format_name(Format format) {
  switch (format) {
    case Format::none:
      return "";
    case Format::citizen_id:
      return "citizen_id";
    case Format::credit_code:
      return "credit_code";
    case Format::division_code:
      return "division_code";
    case Format::student_no:
      return "student_no";
    case Format::school_code:
      return "school_code";
    case Format::phone:
      return "phone";
    case Format::email:
      return "email";
  }
  return "";
}

std::string_view comment_name(Comment comment) {
  switch (comment) {
    case Comment::none:
      return "none";
    case Comment::optional:
      return "optional";
    case Comment::required:
      return "required";
  }
  return "";
}

bj::array texts(const std::vector<std::string>& names) {
  return bj::array(names.begin(), names.end());
}

bj::array choices_of(const Field& field) {
  bj::array choices;
  for (const Choice& choice : field.choices) {
    choices.push_back({{"value", choice.value}, {"title", base::json_of(choice.title)}});
  }
  return choices;
}

bj::object field_of(const Field& field) {
  bj::object made{{"name", field.name},
                  {"title", base::json_of(field.title)},
                  {"description", base::json_of(field.description)},
                  {"type", type_name(field.type)},
                  {"required", field.required},
                  {"derived", field.derived.has_value()},
                  {"retired", field.retired},
                  {"sensitive", field.sensitive},
                  {"source", field.source},
                  {"verified", field.verified}};
  switch (field.type) {
    case Type::text:
      made["format"] = format_name(field.format);
      made["choices"] = choices_of(field);
      made["min_length"] = field.min_length;
      made["max_length"] = field.max_length;
      made["pattern"] = field.pattern;
      break;
    case Type::integer:
      made["minimum"] = field.minimum;
      made["maximum"] = field.maximum;
      made["scale"] = field.scale;
      made["unit"] = field.unit;
      break;
    case Type::reference:
      made["ref"] = field.ref;
      made["same"] = texts(field.same);
      break;
    case Type::file: {
      bj::array kinds;
      for (const FileKind kind : field.kinds) kinds.emplace_back(kind_name(kind));
      made["kinds"] = std::move(kinds);
      break;
    }
    case Type::boolean:
    case Type::date:
      break;
  }
  return made;
}

bj::array rules_of(const Declaration& declaration, const std::set<std::string>& readable) {
  bj::array rules;
  for (const Rule& rule : declaration.rules) {
    const CompiledRule compiled(rule.check, declaration);
    const bool shown = std::ranges::all_of(compiled.fields(), [&](std::size_t position) {
      const Field& field = declaration.fields[position];
      return readable.contains(field.name) && !field.derived;
    });
    // A rule over what somebody may not see, or what stands in other records, cannot be checked on
    // his page; the server does.
    if (!shown) continue;
    bj::array fields = texts(rule.fields);
    if (fields.empty()) {
      for (const std::size_t position : compiled.fields()) {
        fields.emplace_back(declaration.fields[position].name);
      }
    }
    rules.push_back({{"check", bj::parse(compiled.json_logic())},
                     {"message", base::json_of(rule.message)},
                     {"fields", std::move(fields)},
                     {"warning", rule.severity == Severity::warning}});
  }
  return rules;
}

bj::value sign_off_of(const SignOff& sign_off) {
  if (!sign_off.asked()) return nullptr;
  bj::array parties;
  for (const SignOffParty& party : sign_off.parties) {
    parties.push_back({{"name", party.name}, {"title", base::json_of(party.title)}});
  }
  return bj::object{{"parties", std::move(parties)},
                    {"needed", sign_off.needed},
                    {"silence_after_working_days", sign_off.silence_after_working_days}};
}

bj::object workflow_of(const Workflow& workflow) {
  bj::array states;
  for (const State& state : workflow.states) {
    states.push_back({{"name", state.name},
                      {"title", base::json_of(state.title)},
                      {"editable", state.editable}});
  }
  bj::array transitions;
  for (const Transition& transition : workflow.transitions) {
    transitions.push_back({{"name", transition.name},
                           {"title", base::json_of(transition.title)},
                           {"from", texts(transition.from)},
                           {"to", transition.to},
                           {"comment", comment_name(transition.comment)},
                           {"fields", texts(transition.fields)},
                           {"required_fields", texts(transition.required_fields)},
                           {"clears", texts(transition.clears)},
                           {"returns_fields", transition.returns_fields},
                           {"after_working_days", transition.after_working_days},
                           {"within_working_days", transition.within_working_days},
                           {"sign_off", sign_off_of(transition.sign_off)}});
  }
  return {{"initial", workflow.initial},
          {"states", std::move(states)},
          {"transitions", std::move(transitions)}};
}

bj::object list_of(const ListSpec& list, const std::set<std::string>& readable) {
  const auto shown = [&](const std::vector<std::string>& names) {
    bj::array kept;
    for (const std::string& name : names) {
      if (name == "state" || readable.contains(name)) kept.emplace_back(name);
    }
    return kept;
  };
  bj::array sort;
  for (const Sort& by : list.sort) sort.emplace_back((by.descending ? "-" : "") + by.field);
  return {{"columns", shown(list.columns)},
          {"filters", shown(list.filters)},
          {"search", shown(list.search)},
          {"sort", std::move(sort)}};
}

}  // namespace

bj::object register_page(const Declaration& declaration, const std::set<std::string>& readable,
                         std::span<const Parameter> lines, base::Date today) {
  bj::array fields;
  for (const Field& field : declaration.fields) {
    if (readable.contains(field.name)) fields.push_back(field_of(field));
  }
  bj::array parameters;
  for (const Parameter& parameter : lines) {
    parameters.push_back({{"name", parameter.name},
                          {"title", base::json_of(parameter.title)},
                          {"unit", parameter.unit},
                          {"value", parameter.on(today).value}});
  }
  return {{"name", declaration.name},
          {"capability", declaration.capability},
          {"title", base::json_of(declaration.title)},
          {"description", base::json_of(declaration.description)},
          {"source", declaration.source},
          {"owner", declaration.owner.field},
          {"key", texts(declaration.key)},
          {"today", today.str()},
          {"fields", std::move(fields)},
          {"parameters", std::move(parameters)},
          {"duplicates", texts(declaration.duplicates.same)},
          {"rules", rules_of(declaration, readable)},
          {"list", list_of(declaration.list, readable)},
          {"workflow", workflow_of(declaration.workflow)}};
}

bj::object values_schema(const Declaration& declaration, bool answered) {
  bj::object properties;
  for (const Field& field : declaration.fields) {
    if (!answered && field.derived) continue;
    std::string_view type = "string";
    if (field.type == Type::integer) type = "integer";
    if (field.type == Type::boolean) type = "boolean";
    bj::object schema{{"type", bj::array{type, "null"}},
                      {"description", field.title.zh + " / " + field.title.en}};
    // What was recorded under an older declaration is answered as it is.
    if (!answered && !field.sensitive) {
      if (field.type == Type::text && !field.choices.empty()) {
        bj::array values;
        for (const Choice& choice : field.choices) values.emplace_back(choice.value);
        values.emplace_back(nullptr);
        schema["enum"] = std::move(values);
      } else if (field.type == Type::text) {
        schema["maxLength"] = field.max_length;
      } else if (field.type == Type::integer) {
        schema["minimum"] = field.minimum;
        schema["maximum"] = field.maximum;
      }
    }
    if (field.type == Type::date) schema["format"] = "date";
    properties[field.name] = std::move(schema);
  }
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

}  // namespace registers
