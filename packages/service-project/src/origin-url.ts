/** A remote's URL without the user name, password or token some people keep in it: the URL is stored, shown and sent to clients. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^@/?#]*)@/i, (whole: string, scheme: string) =>
    /^https?:/i.test(scheme) ? scheme : whole,
  );
}
