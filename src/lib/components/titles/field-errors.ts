import type { FieldError } from '$lib/client/api';

/** For the error summary: the first problem of each field with the id that the field has on the page. */
export function fieldErrors(
  fields: readonly FieldError[],
  idOf: (path: string) => string,
): { id: string; message: string }[] {
  const first = new Map<string, string>();
  for (const { path, message } of fields) {
    // A part of a list, such as `isbns.1`, is refused in the field of the list.
    const id = idOf(path.split('.')[0] ?? path);
    if (!first.has(id)) first.set(id, message);
  }
  return [...first].map(([id, message]) => ({ id, message }));
}
