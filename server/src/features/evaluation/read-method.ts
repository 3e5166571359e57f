import { EvaluationMethod, faultsOfParsing } from '../../contract/evaluation-method.ts';
import { Problem } from '../../contract/problem.ts';

/** A method out of a request. Refuses with `method-invalid`, which lists every fault and its place. */
export function readMethod(definition: unknown): EvaluationMethod {
  const parsed = EvaluationMethod.safeParse(definition);
  if (parsed.success) return parsed.data;
  const faults = faultsOfParsing(parsed.error);
  const words = faults.map(({ place, message }) => `${place}: ${message}`).join('; ');
  throw new Problem('method-invalid', words, faults.map(({ place }) => `definition.${place}`).join(', '), faults);
}
