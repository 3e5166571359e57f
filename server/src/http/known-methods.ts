import type { App } from './services.ts';

/** The methods that an address takes, sorted; none: nothing answers there. */
export type MethodsAt = (path: string) => string[];

/** Keeps the addresses of the routes that are registered from now on. */
export function knownMethods(app: App): MethodsAt {
  const methodsByAddress = new Map<string, Set<string>>();
  const patterns = new Map<string, RegExp>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByAddress.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    methodsByAddress.set(url, methods);
    patterns.set(url, patternOf(url));
  });
  return (path) => {
    const asked = path.length > 1 ? path.replace(/\/$/, '') : path;
    const found = [...patterns].filter(([, pattern]) => pattern.test(asked)).map(([url]) => methodsByAddress.get(url));
    return [...new Set(found.flatMap((methods) => [...(methods ?? [])]))].sort();
  };
}

/** `/tiles/:revision/:y.mvt` as a regular expression: a name stands for a part between slashes, a star for the rest. */
function patternOf(url: string): RegExp {
  const text = url
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/:\w+/g, '[^/]+')
    .replaceAll('*', '.*');
  return new RegExp(`^${text}$`);
}
