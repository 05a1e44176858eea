/** Where we are: the parts behind #/, decoded. What stands there never reaches a server. */
export function route(): string[] {
  return location.hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((it) => decodeURIComponent(it));
}

export function path(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function go(...parts: string[]) {
  location.hash = path(...parts);
}
