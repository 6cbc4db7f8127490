import type { FieldError } from '$lib/client/api';
import { m } from '$lib/paraglide/messages.js';
import { EDIT_FIELD_WORDS } from './edit-field-words';

type Place = { id: string; name: () => string };

/** Where the form of a batch asks for which copies. */
const PLACES: Readonly<Record<string, Place>> = {
  'target.barcodes': { id: 'batch-barcodes', name: m.labels_barcodes },
  'target.callNumberFrom': { id: 'batch-from', name: m.labels_shelf_from },
  'target.callNumberTo': { id: 'batch-to', name: m.labels_shelf_to },
  'target.since': { id: 'batch-since', name: m.labels_since },
};

function problemAt({ path, message }: FieldError): { id: string; message: string } {
  if (path === 'edit') return { id: 'batch-what', message: m.labels_batch_nothing_ticked() };
  const [, edited] = /^edit\.(\w+)$/.exec(path) ?? [];
  const place = Object.hasOwn(PLACES, path) ? PLACES[path] : undefined;
  const name = place?.name ?? Object.entries(EDIT_FIELD_WORDS).find(([key]) => key === edited)?.[1];
  const id = place?.id ?? (edited ? `batch-${edited}` : 'batch-source');
  return { id, message: `${(name ?? m.labels_batch_which)()}: ${message}` };
}

/** What is wrong with a batch of copies, each with the name and the id of its field; a stretch without its start is told once. */
export function batchProblems(fields: readonly FieldError[]): { id: string; message: string }[] {
  const noStart = fields.some(({ path }) => path === 'target.callNumberFrom');
  return fields.filter(({ path }) => !(noStart && path === 'target.callNumberTo')).map(problemAt);
}
