import { EvaluationMethod, type MethodFault } from '../../contract/evaluation-method.ts';
import { Problem } from '../../contract/problem.ts';
import { METHOD_FAULTS } from '../../domain/evaluation/method.ts';

/** A method out of a request. Refuses with `method-invalid`, which lists every fault and its place. */
export function readMethod(definition: unknown): EvaluationMethod {
  const parsed = EvaluationMethod.safeParse(definition);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue): MethodFault => ({
      code: faultCode(issue.code === 'custom' ? issue.params?.fault : undefined),
      place: placeOf(issue.path),
      message: issue.message,
    }),
  );
  const words = faults.map(({ place, message }) => `${place}: ${message}`).join('; ');
  throw new Problem('method-invalid', words, faults.map(({ place }) => `definition.${place}`).join(', '), faults);
}

const faultCode = (name: unknown): MethodFault['code'] => METHOD_FAULTS.find((code) => code === name) ?? 'shape';

/** ['items', 2, 'weight'] as items[2].weight. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, part) => {
    if (typeof part === 'number') return `${place}[${part}]`;
    return place === '' ? String(part) : `${place}.${String(part)}`;
  }, '');
