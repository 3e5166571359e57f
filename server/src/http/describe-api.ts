import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as api from '../contract/api.ts';
import * as boundaryFile from '../contract/boundary-file.ts';
import * as constraint from '../contract/constraint.ts';
import * as evaluation from '../contract/evaluation.ts';
import * as evaluationMethod from '../contract/evaluation-method.ts';
import * as offset from '../contract/offset.ts';
import { ProblemDetails } from '../contract/problem.ts';
import * as programme from '../contract/programme.ts';
import * as proposals from '../contract/proposals.ts';
import * as scenario from '../contract/scenario.ts';
import * as scenarioFigures from '../contract/scenario-figures.ts';
import * as whatIf from '../contract/what-if.ts';
import * as zone from '../contract/zone.ts';
import * as zoneMeasure from '../contract/zone-measure.ts';
import { PAGE_POLICY, policyText } from './page-policy.ts';
import { refusals } from './replies.ts';
import type { App } from './services.ts';

/** The jobs of the API, in the order in which a reader meets them. Every route is tagged with one. */
const TAGS = [
  { name: 'places', description: 'Jurisdictions with their towns, parks, years and programmes' },
  { name: 'programmes', description: 'The action programmes: rules, paths, phases and targets by clause' },
  { name: 'parcels', description: 'Parcels of a year, dossiers and search' },
  { name: 'totals', description: 'Land that could be freed, against targets' },
  { name: 'what-ifs', description: 'Thresholds that were tried and kept, beside the rules in force' },
  { name: 'scenarios', description: 'Redevelopment zones kept under names: versions, holds, measures, comparison' },
  { name: 'evaluation', description: 'Methods by which enterprises are scored and classed, what they gave, and why' },
  { name: 'zones', description: 'Zones of redevelopment: what they hold, and boundaries as the ground has them' },
  { name: 'constraints', description: 'Layers that bind planning: control lines, farmland, red lines, planned roads' },
  { name: 'offsets', description: 'The ledger of land that left industry and of what was added in its place' },
  { name: 'exports', description: 'Tables for Excel and other programs' },
  { name: 'imports', description: 'Files in, with every row’s outcome' },
  { name: 'tiles', description: 'Vector tiles and their TileJSON, as GIS programs take them' },
  { name: 'accounts', description: 'Signing in and out, and one’s own account' },
  { name: 'audit', description: 'The record of what was done' },
  { name: 'users', description: 'People who may sign in, what they may do and see' },
  { name: 'service', description: 'The server itself' },
];

// A reply of the contract goes by the name of its schema: written once in the description, referred to elsewhere.
for (const [id, schema] of Object.entries({
  ...api,
  ...programme,
  ...evaluation,
  ...evaluationMethod,
  ...whatIf,
  ...scenario,
  ...scenarioFigures,
  ...offset,
  ...constraint,
  ...boundaryFile,
  ...zone,
  ...proposals,
  ...zoneMeasure,
  ProblemDetails,
}))
  if (schema instanceof z.ZodType && !id.endsWith('Query'))
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });

/** The page of the description puts in one style element, always the same: it is known by its hash. */
const DOCS_POLICY = policyText({
  ...PAGE_POLICY,
  'style-src': ["'self'", "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='"],
});

const Description = z.looseObject({ openapi: z.string() });

/** Describes every route that is registered from now on: OpenAPI 3.1 for programs, a page for people. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '一码管地 API',
        version: '0.1.0',
        summary: 'Industrial land by the parcel, with per-mu indicators.',
        description:
          'Names of figures end in their unit; areas that are added up are whole hundredths of a mu; null is not known, never 0. ' +
          'A refusal is application/problem+json (RFC 9457): its `type` names the kind, its `detail` the place and the cure.',
      },
      servers: [{ url: '/', description: 'The server that gives this description' }],
      tags: TAGS,
    },
    transform: jsonSchemaTransform,
    transformObject: (source) => withWords(withoutUnused(jsonSchemaTransformObject(source))),
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: DOCS_POLICY });
  app.get(
    '/api/openapi.json',
    {
      config: { action: 'anyone' },
      schema: {
        operationId: 'describeApi',
        summary: 'This description, as OpenAPI 3.1',
        tags: ['service'],
        response: { 200: Description, ...refusals() },
      },
    },
    async () => Description.parse(app.swagger()),
  );
}

type Built = ReturnType<typeof jsonSchemaTransformObject>;

/** A reply without words of its own is what the summary of its operation says. */
function withWords(description: Built): Built {
  for (const { get = {}, post = {}, put = {}, delete: gone = {} } of Object.values(
    ('paths' in description && description.paths) || {},
  ))
    for (const { summary, responses } of [get, post, put, gone])
      for (const reply of Object.values<object>(responses ?? {}))
        if ('description' in reply && reply.description === 'Default Response') reply.description = summary ?? '';
  return description;
}

/** Every named schema comes in two forms, as input and as output; those that nothing refers to are left out. */
function withoutUnused(description: Built): Built {
  const schemas: Record<string, object> = ('components' in description && description.components?.schemas) || {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name] ?? {});
    }
  };
  follow(description.paths);
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name];
  return description;
}
