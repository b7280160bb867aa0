/** What is wrong with the address of a webhook; null when nothing is. */
export function webhookAddressProblem(text: string, options: { readonly allowHttp: boolean }): string | null {
  if (!URL.canParse(text)) return 'is not an address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not a web address';
  if (url.username !== '' || url.password !== '') return 'has a name or password in it; they would not be sent';
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !options.allowHttp) return 'is not encrypted: use https, or set allowHttp';
  return null;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
