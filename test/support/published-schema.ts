import { createRequire } from 'node:module';
import { z } from 'zod';

/** An OpenAPI description as far as tests read it. */
const Media = z.record(z.string(), z.object({ schema: z.looseObject({}).optional() }));
const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: z.looseObject({}) })).default([]),
  requestBody: z.object({ required: z.boolean(), content: Media }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Media.default({}) })),
});
export const Description = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});
export type Description = z.infer<typeof Description>;
export type Operation = z.infer<typeof Operation>;

type Validate = ((value: unknown) => boolean) & { errors?: unknown };
type Ajv = { addSchema: (schema: object, key: string) => void; compile: (schema: object) => Validate };
type AjvClass = new (options: object) => Ajv;

/** What a value lacks of the schema at `pointer` in a description; null: it fits. Judged by Ajv, which fastify brings. */
export function publishedSchemas(description: Description): (pointer: readonly string[], value: unknown) => unknown {
  const fromFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
  const fromCompiler = createRequire(fromFastify.resolve('@fastify/ajv-compiler'));
  const { Ajv2020 } = fromCompiler('ajv/dist/2020') as { Ajv2020: AjvClass };
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(description, 'api');
  const made = new Map<string, Validate>();
  return (pointer, value) => {
    const path = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = made.get(path) ?? ajv.compile({ $ref: `api#/${path}` });
    made.set(path, validate);
    return validate(value) ? null : validate.errors;
  };
}
