#include "http/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

namespace http {

namespace {

constexpr std::size_t kMethods = 6;

std::size_t index_of(Method method) { return static_cast<std::size_t>(method); }

bool all_digits(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct Segment {
  enum class Kind { literal, text, integer };
  Kind kind = Kind::literal;
  std::string name;
};

Segment parse_segment(const std::string& written, const std::string& path) {
  if (written.empty()) throw std::logic_error(fmt::format("empty segment in route {}", path));
  if (written.front() != '{') return {Segment::Kind::literal, written};
  if (written.back() != '}') throw std::logic_error(fmt::format("open brace in route {}", path));
  const std::string inner = written.substr(1, written.size() - 2);
  const auto colon = inner.find(':');
  const std::string name = inner.substr(0, colon);
  if (name.empty()) throw std::logic_error(fmt::format("nameless parameter in route {}", path));
  if (colon == std::string::npos) return {Segment::Kind::text, name};
  if (inner.substr(colon + 1) != "integer") {
    throw std::logic_error(fmt::format("unknown kind of parameter in route {}", path));
  }
  return {Segment::Kind::integer, name};
}

std::vector<Segment> parse_path(const std::string& path) {
  if (path.empty() || path.front() != '/') {
    throw std::logic_error(fmt::format("route {} does not begin with /", path));
  }
  std::vector<Segment> segments;
  std::size_t begin = 1;
  while (begin < path.size()) {
    const std::size_t slash = std::min(path.find('/', begin), path.size());
    segments.push_back(parse_segment(path.substr(begin, slash - begin), path));
    begin = slash + 1;
    if (begin == path.size()) throw std::logic_error(fmt::format("route {} ends in /", path));
  }
  return segments;
}

}  // namespace

// A tree of segments. Parameter names belong to the route, so that two methods of one path may
// name them differently.
struct Router::Node {
  struct Entry {
    const Route* route = nullptr;
    std::vector<std::string> names;
  };

  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> integer;
  std::unique_ptr<Node> text;
  std::array<Entry, kMethods> entries;

  bool is_path() const {
    return std::any_of(entries.begin(), entries.end(),
                       [](const Entry& entry) { return entry.route != nullptr; });
  }

  Node& child(const Segment& segment) {
    std::unique_ptr<Node>& slot = segment.kind == Segment::Kind::literal   ? literals[segment.name]
                                  : segment.kind == Segment::Kind::integer ? integer
                                                                           : text;
    if (!slot) slot = std::make_unique<Node>();
    return *slot;
  }

  std::vector<Method> methods() const {
    std::vector<Method> found;
    for (std::size_t i = 0; i < kMethods; ++i) {
      if (entries[i].route == nullptr) continue;
      found.push_back(static_cast<Method>(i));
      if (found.back() == Method::get) found.push_back(Method::head);
    }
    return found;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Route route) {
  if (!route.handler) throw std::logic_error(fmt::format("route {} has no handler", route.path));
  if (route.method == Method::head) {
    throw std::logic_error(fmt::format("route {}: HEAD is answered by GET", route.path));
  }
  Node* node = root_.get();
  std::vector<std::string> names;
  for (const Segment& segment : parse_path(route.path)) {
    node = &node->child(segment);
    if (segment.kind == Segment::Kind::literal) continue;
    if (std::find(names.begin(), names.end(), segment.name) != names.end()) {
      throw std::logic_error(fmt::format("route {} names {} twice", route.path, segment.name));
    }
    names.push_back(segment.name);
  }
  Node::Entry& entry = node->entries[index_of(route.method)];
  if (entry.route != nullptr) {
    throw std::logic_error(fmt::format("two routes {} {}", method_name(route.method), route.path));
  }
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  entry = {routes_.back().get(), std::move(names)};
}

const Router::Node* Router::find(const Node& node, const std::vector<std::string>& segments,
                                 std::size_t at, std::vector<const std::string*>& values) const {
  if (at == segments.size()) return node.is_path() ? &node : nullptr;
  const std::string& segment = segments[at];
  if (const auto literal = node.literals.find(segment); literal != node.literals.end()) {
    if (const Node* found = find(*literal->second, segments, at + 1, values)) return found;
  }
  if (segment.empty()) return nullptr;
  for (const Node* child : {all_digits(segment) ? node.integer.get() : nullptr, node.text.get()}) {
    if (child == nullptr) continue;
    values.push_back(&segment);
    if (const Node* found = find(*child, segments, at + 1, values)) return found;
    values.pop_back();
  }
  return nullptr;
}

Router::Match Router::match(Request& request) const {
  std::vector<const std::string*> values;
  const Node* node = find(*root_, request.segments, 0, values);
  if (node == nullptr) return {};
  const Method method = request.method == Method::head ? Method::get : request.method;
  const Node::Entry& entry = node->entries[index_of(method)];
  if (entry.route == nullptr) return {nullptr, node->methods()};
  for (std::size_t i = 0; i < values.size(); ++i) {
    request.params.insert_or_assign(entry.names[i], *values[i]);
  }
  return {entry.route, {}};
}

std::string allow_header(const std::vector<Method>& methods) {
  std::string line;
  for (const Method method : methods) {
    if (!line.empty()) line += ", ";
    line += method_name(method);
  }
  return line;
}

}  // namespace http
