import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batches, private_names, unused_name_findings } from './batches.ts';
import { text_findings } from './hygiene.ts';
import { cycle_findings, layer_findings } from './layers.ts';
import { closure, include_graph } from './sources.ts';

function graph_of(files: Record<string, string[]>) {
  const texts = Object.entries(files).map(
    ([file, includes]) => [file, includes.map((path) => `#include "${path}"\n`).join('')] as const,
  );
  return include_graph(new Map(texts));
}
const messages = (files: Record<string, string[]>) =>
  layer_findings(graph_of(files)).map(({ file, line, message }) => `${file}:${line} ${message}`);

test('a folder may use those before it', () => {
  assert.deepEqual(
    messages({
      'base/a.hpp': [],
      'db/b.hpp': ['base/a.hpp'],
      'plan/x_store.hpp': ['db/b.hpp'],
      'plan/x_service.hpp': ['plan/x_store.hpp'],
      'plan/x_http.hpp': ['plan/x_service.hpp'],
      'main.cpp': ['plan/x_store.hpp', 'plan/x_http.hpp'],
    }),
    [],
  );
});

test('a folder may not use those after it, nor its neighbour', () => {
  assert.deepEqual(messages({ 'base/a.hpp': ['plan/p.hpp'], 'plan/p.hpp': [] }), [
    'src/base/a.hpp:1 base must not depend on plan: "plan/p.hpp"',
  ]);
  assert.deepEqual(messages({ 'http/h.hpp': [], 'db/d.hpp': ['http/h.hpp'] }), [
    'src/db/d.hpp:1 db must not depend on http: "http/h.hpp"',
  ]);
});

test('a store does not know its service, a service does not know http', () => {
  const found = messages({
    'plan/x_store.cpp': ['plan/x_service.hpp'],
    'plan/x_service.hpp': ['plan/x_http.hpp'],
    'plan/x_http.hpp': [],
  });
  assert.equal(found.length, 2);
  assert.match(found[0], /store must not know the service/);
  assert.match(found[1], /service must not know the http/);
});

test("a capability does not call another's store", () => {
  assert.match(
    messages({ 'access/account_store.hpp': [], 'plan/p.cpp': ['access/account_store.hpp'] })[0],
    /must call the service of access/,
  );
});

test('an engine knows nobody', () => {
  assert.match(
    messages({ 'engines/draft/draft.hpp': ['plan/p.hpp'], 'plan/p.hpp': [] })[0],
    /an engine knows nobody/,
  );
});

test('a folder without a place and a header that is not there are reported', () => {
  assert.match(messages({ 'stray/a.hpp': [] })[0], /has no place yet/);
  assert.match(messages({ 'base/a.hpp': ['a.hpp'] })[0], /not a file below src/);
});

test('an include cycle is found with its way round', () => {
  const found = cycle_findings(
    graph_of({ 'base/a.hpp': ['base/b.hpp'], 'base/b.hpp': ['base/c.hpp'], 'base/c.hpp': ['base/a.hpp'] }),
  );
  assert.deepEqual(
    found.map(({ message }) => message),
    ['include cycle: base/a.hpp → base/b.hpp → base/c.hpp → base/a.hpp'],
  );
});

test('the closure of a file holds what it includes indirectly', () => {
  const graph = graph_of({ 'base/a.hpp': ['base/b.hpp'], 'base/b.hpp': ['base/c.hpp'], 'base/c.hpp': [] });
  assert.deepEqual(closure('base/a.hpp', graph), ['base/a.hpp', 'base/b.hpp', 'base/c.hpp']);
});

test('hygiene finds paths of a machine, registries, unfinished work and missing line ends', () => {
  const of = (text: string) => text_findings('x', text).length;
  assert.equal(of('see "/' + 'work/main"\n'), 1);
  assert.equal(of('cd /' + 'root\n'), 1);
  assert.equal(of('https://registry.' + 'npmjs.org/x\n'), 1);
  assert.equal(of('// TO' + 'DO: later\n'), 1);
  assert.equal(of('no line end'), 1);
  assert.equal(of('GET /api/my-work and frameworks/x, my /network\n'), 0);
});

test('what a source has for itself is seen, what it shares is not', () => {
  const text = [
    '#define FIELD(name) name',
    'namespace plan {',
    'int shared(int a) {',
    '}',
    'namespace {',
    'namespace json = boost::json;',
    'using testing::Not;',
    'constexpr std::array<int, 2> kTwo{1, 2};',
    'struct Row : Base {',
    '  int field;',
    'std::vector<std::pair<int, int>> rows(std::function<void(int)> each) {',
    'BOOST_DESCRIBE_STRUCT(Row, (), (field))',
    'TEST(Plan, Loads) {',
    '}  // namespace',
    'std::string also_shared() {',
    '}  // namespace plan',
  ].join('\n');
  assert.deepEqual([...private_names(text)].map((name) => name.split('::').at(-1)), [
    'FIELD', 'kTwo', 'Row', 'rows', 'Plan.Loads',
  ]);
});

test('sources with one private name are kept apart, others together', () => {
  const source = (file: string, space: string, name: string) => ({
    file,
    text: `namespace ${space} {\nnamespace {\nint ${name}() {\n}\n}  // namespace\n}  // namespace ${space}\n`,
  });
  assert.deepEqual(
    batches([source('a', 'x', 'one'), source('b', 'x', 'one'), source('c', 'y', 'one'), source('d', 'x', 'two')]),
    [['a', 'c', 'd'], ['b']],
  );
});

test('a name that is introduced and not used is reported, one that is used is not', () => {
  const found = (text: string) => unused_name_findings(new Map([['x.cpp', text]])).map(({ line }) => line);
  assert.deepEqual(found('using testing::Not;\nnamespace json = boost::json;\n'), [1, 2]);
  assert.deepEqual(found('using testing::Not;\nnamespace fs = std::fs;\nNot(fs::a);\n'), []);
});
