// npm run api -- path/to/openapi.json: writes the types of the API from its own description.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = process.argv[2];
if (!source) {
  console.error('Usage: npm run api -- <openapi.json>');
  process.exit(2);
}
/** Which registers there are is a region's choice; the page learns of them from /api/registers. */
function withoutRegisters(document) {
  const paths = Object.fromEntries(
    Object.entries(document.paths).filter(([path]) => !/^\/api\/(exports\/)?records\//.test(path)),
  );
  const schemas = document.components.schemas;
  const used = new Set();
  const follow = (text) => {
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(JSON.stringify(schemas[name]));
    }
  };
  follow(JSON.stringify({ paths, ...document.components, schemas: undefined }));
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, paths, components: { ...document.components, schemas: kept } };
}

const types = astToString(await openapiTS(withoutRegisters(JSON.parse(readFileSync(source, 'utf8')))));
writeFileSync(
  new URL('../src/api/schema.d.ts', import.meta.url),
  `// Generated from /api/openapi.json by "npm run api". Do not edit.\n\n${types}`,
);
