import { noJsonParseOfForeignData } from './no-json-parse-of-foreign-data.ts';
import { createRuleTester } from './rule-tester.ts';

createRuleTester().run('no-json-parse-of-foreign-data', noJsonParseOfForeignData, {
  valid: [
    'schema.parse(JSON.parse(text));',
    'const result = schema.safeParse(JSON.parse(text));',
    'const data: unknown = JSON.parse(text);',
    'use(JSON.parse(text) as unknown);',
    'const read = (text: string): unknown => JSON.parse(text);',
    'function read(text: string): unknown { try { return JSON.parse(text); } catch { return undefined; } }',
    'other.parse(text);',
  ],
  invalid: [
    { code: 'const data = JSON.parse(text);', errors: 1 },
    { code: 'const data = JSON.parse(text) as Session;', errors: 1 },
    { code: 'const data: Session = JSON.parse(text);', errors: 1 },
    { code: 'function read(text: string): Session { return JSON.parse(text); }', errors: 1 },
    { code: 'JSON.parse(JSON.parse(text) as unknown as string);', errors: 1 },
    { code: 'use(JSON.parse(text));', errors: 1 },
  ],
});
