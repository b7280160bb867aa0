import { ERROR_CATALOGUE, ERROR_CODES } from '../errors/error-catalogue.ts';

/** The page that lists every error code, as it stands in `docs/errors.md`. */
export function errorCataloguePage(): string {
  const rows = ERROR_CODES.map((code) => {
    const { kind, summary, nextStep } = ERROR_CATALOGUE[code];
    return `| \`${code}\` | ${kind} | ${cell(summary)} | ${cell(nextStep)} |\n`;
  });
  return `# Errors

<!-- Made from packages/domain/src/errors/error-catalogue.ts. To renew it: UPDATE_DOCS=1 pnpm --filter @ao/domain test -->

Every error of \`ao\` has a code. Codes are stable: programs may rely on them. Over HTTP an error is a problem document with the code in
\`code\`; the kind decides the status. On the command line the kind decides the exit code.

| code | kind | what it means | what to do |
|---|---|---|---|
${rows.join('')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
