import { HTTP_ROUTES } from './http-routes.ts';

const PATTERNS = HTTP_ROUTES.map((route) => ({
  method: route.method.toUpperCase(),
  pattern: new RegExp(`^${route.path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

/** The methods some route takes at a path; empty when there is none. */
export function methodsAt(path: string): readonly string[] {
  return PATTERNS.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
