/**
 * The origin that a line names: `https://school.example`, with a port where it has one, in lower case and without a
 * slash at its end. Undefined for anything else: a page's address, a pattern, another scheme.
 */
export function readOrigin(line: string): string | undefined {
  const text = line.trim();
  if (!/^https?:\/\/[^/?#@*\s\\]+\/?$/i.test(text)) return undefined;
  try {
    const { origin, hostname } = new URL(text);
    return hostname === '' ? undefined : origin;
  } catch {
    return undefined;
  }
}
