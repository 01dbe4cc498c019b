// npm run api -- path/to/openapi.json: writes the types of the API from its own description.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = process.argv[2];
if (!source) {
  console.error('Usage: npm run api -- <openapi.json>');
  process.exit(2);
}
const types = astToString(await openapiTS(JSON.parse(readFileSync(source, 'utf8'))));
writeFileSync(
  new URL('../src/api/schema.d.ts', import.meta.url),
  `// Generated from /api/openapi.json by "npm run api". Do not edit.\n\n${types}`,
);
