/** The description of everything that can be called. */
import { endpoint } from '../endpoint.ts';
import { openApiSchema } from '../openapi.ts';

export const openApiCalls = {
  /** Made from the tables that are served; also for tools that read OpenAPI. */
  openApi: endpoint('GET', '/api/openapi.json', { access: 'session', reply: openApiSchema }),
};
