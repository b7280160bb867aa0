/** An issue as people name it: keys of code hosts begin with the host, which says nothing to whoever uses one only. */
export function issueLabel(issueId: string): string {
  return /^[^/\s]+\/([^/\s]+\/[^/\s#]+#\d+)$/.exec(issueId)?.[1] ?? issueId;
}

/** Whether a person means this issue by a number, a label, the key or the address of its page. */
export function isMeantIssue(issueId: string, text: string): boolean {
  const wanted = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/issues\/(\d+).*$/, '#$1')
    .toLowerCase();
  const known = issueId.toLowerCase();
  if (/^#?\d+$/.test(wanted)) return known.endsWith(`#${wanted.replace('#', '')}`);
  return wanted === known || wanted === issueLabel(known);
}
