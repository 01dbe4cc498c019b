// Every answer is held against the API's own description: an answer that is not described is a
// failure of the test that got it.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchema, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  format?: string;
}

export interface Operation {
  operationId: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: Schema }> }>;
  security?: unknown[];
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Described {
  method: string; // GET
  path: string; // /api/tasks/{number}
  operation: Operation;
}

const pointer = (...parts: string[]) =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export class Contract {
  readonly document: Document;
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly patterns: { pattern: RegExp; path: string }[];

  constructor(document: Document) {
    this.document = document;
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema(document as unknown as AnySchema, 'openapi');
    this.patterns = Object.keys(document.paths)
      // A literal segment goes before a parameter.
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .map((path) => ({
        path,
        pattern: new RegExp(
          `^${path
            .split(/(\{[^}]+\})/)
            .map((part) => (part.startsWith('{') ? '[^/]+?' : part.replaceAll('.', '\\.')))
            .join('')}$`,
        ),
      }));
  }

  operations(): Described[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
  }

  resolve(schema: Schema): Schema {
    return schema.$ref ? this.document.components.schemas[schema.$ref.split('/').at(-1)!] : schema;
  }

  /** What is wrong with an answer, or nothing. */
  fault(method: string, target: string, status: number, type: string, body: Buffer): string | undefined {
    const path = target.split('?')[0];
    if (!path.startsWith('/api/')) return undefined;
    const described = this.patterns.find(({ pattern }) => pattern.test(path))?.path;
    const operation =
      described === undefined
        ? undefined
        : this.document.paths[described][(method === 'HEAD' ? 'GET' : method).toLowerCase()];
    if (operation === undefined) {
      return status === 404 || status === 405
        ? this.body_fault('#/components/schemas/ProblemView', body)
        : `${method} ${path} is not described but answers ${status}`;
    }
    if (status === 304) return body.length === 0 ? undefined : '304 with a body';
    const own = operation.responses[String(status)];
    if (own === undefined) {
      if (status < 400) return `status ${status} of ${method} ${described} is not described`;
      if (!type.startsWith('application/problem+json')) return `a failure ${status} as ${type}`;
      return method === 'HEAD' ? undefined : this.body_fault('#/components/schemas/ProblemView', body);
    }
    if (method === 'HEAD') return undefined;
    const content = own.content ?? {};
    const media = type.split(';')[0];
    if (Object.keys(content).length === 0)
      return body.length === 0 ? undefined : `${status} of ${method} ${described} has no described body`;
    if (content[media] === undefined) return `${media} of ${method} ${described} is not described`;
    if (!media.endsWith('json')) return undefined;
    return this.body_fault(
      `#${pointer('paths', described!, method.toLowerCase(), 'responses', String(status), 'content', media, 'schema')}`,
      body,
    );
  }

  private body_fault(reference: string, body: Buffer): string | undefined {
    let value: unknown;
    try {
      value = JSON.parse(body.toString('utf8'));
    } catch {
      return `no JSON: ${body.toString('utf8').slice(0, 200)}`;
    }
    let validate = this.compiled.get(reference);
    if (!validate) {
      validate = this.ajv.compile({ $ref: `openapi${reference}` });
      this.compiled.set(reference, validate);
    }
    return validate(value) ? undefined : this.ajv.errorsText(validate.errors, { separator: '\n' });
  }
}
