import assert from 'node:assert/strict';
import { test } from 'node:test';
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
