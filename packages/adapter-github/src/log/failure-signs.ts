/** Lines that say what was wrong: the assertion, the panic, the compiler's complaint. */
const DETAILS: readonly RegExp[] = [
  /\bAssertionError\b/,
  // vitest and jest
  /^\s*(?:Expected|Received|expected|received)\b.*:/,
  /^\s*expect\(.*\)/,
  // pytest
  /^E\s{2,}\S/,
  // go
  /^\s*--- FAIL:/,
  /_test\.go:\d+:/,
  /^panic: /,
  // cargo
  /panicked at /,
  /^error(?:\[E\d+\])?: (?!could not compile|test failed|process didn't exit)/,
  // tsc, and what prints like it
  /\berror TS\d+:/,
  /:\d+:\d+:? error\b/,
  // eslint
  /^\s+\d+:\d+\s+error\s/,
  // anything else
  /^(?:\w+\.)*\w*(?:Error|Exception)(?:\s\[\w+\])?: \S/,
  /^Traceback \(most recent call last\)/,
  /^fatal: /,
];

/** Lines that name what failed, without the cause. */
const NAMES: readonly RegExp[] = [/^\s*(?:FAIL|FAILED|ERROR)\b/, /^\s*[×✗✖✕●] /, /^\s*not ok \d/, /^\s*test .* \.\.\. FAILED$/];

/** How much a line tells about a failure. */
export function failureSign(text: string): 'detail' | 'name' | null {
  if (DETAILS.some((pattern) => pattern.test(text))) return 'detail';
  return NAMES.some((pattern) => pattern.test(text)) ? 'name' : null;
}
