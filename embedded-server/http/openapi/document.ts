/** Everything that can be called over HTTP, as one OpenAPI 3.1 document, made from the tables that are served. */
import { errorBodySchema } from '#contract/errors.ts';
import type { OpenApiDocument } from '#contract/openapi.ts';

import { allDeviceRoutes, publicDeviceRoutes } from '../device/routes.ts';
import { consoleOperations } from './console-operations.ts';
import { deviceOperations } from './device-operations.ts';
import { jsonSchema } from './json-schemas.ts';
import { describeOperation, templateOf, type OperationParts } from './operation.ts';

const securitySchemes = {
  device: { type: 'http', scheme: 'basic', description: "A device's own user name and secret: its own objects and what is below them" },
  bootstrap: { type: 'http', scheme: 'basic', description: 'The bootstrap credential of the installation' },
  token: { type: 'http', scheme: 'bearer', description: "An application's token; also as the password of basic auth" },
  person: { type: 'http', scheme: 'basic', description: 'A person, as tenant/user:password' },
  session: { type: 'apiKey', in: 'cookie', name: '__Host-sid', description: "A person's session in the console" },
};

function components() {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return {
    securitySchemes,
    schemas: { Error: jsonSchema(errorBodySchema, 'output') },
    responses: { Error: { description: 'Refused; the status says why', content } },
  };
}

/** One call at a time: schemas of hundreds of calls take long enough for devices to notice. */
async function pathsOf(operations: Iterable<OperationParts>, url: string): Promise<OpenApiDocument['paths']> {
  const paths: OpenApiDocument['paths'] = {};
  for (const parts of operations) {
    const template = templateOf(parts.path);
    paths[template] = { servers: [{ url }], ...paths[template], [parts.method]: describeOperation(parts) };
    await new Promise((resolve) => setImmediate(resolve));
  }
  return paths;
}

/**
 * The document.
 * @param deviceUrl address of the device listener. @param version of the product.
 */
export async function openApiDocument(deviceUrl: string, version: string): Promise<OpenApiDocument> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Valvomo',
      version,
      description: 'The device listener speaks the Cumulocity-compatible API; the console listener serves the console. Two listeners, two addresses: see the server of each path.',
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    paths: {
      ...(await pathsOf(deviceOperations(allDeviceRoutes, publicDeviceRoutes), deviceUrl)),
      ...(await pathsOf(consoleOperations(), '/')),
    },
    components: components(),
  };
}
