import { m } from '$lib/paraglide/messages.js';

interface Operation {
  operationId?: string;
  'x-permission'?: string;
  parameters?: { name?: string; in?: string; required?: boolean }[];
  requestBody?: {
    content?: Record<string, { schema?: { properties?: Record<string, unknown>; required?: string[] } }>;
  };
}

export interface ApiDocument {
  info: { title: string; version: string };
  paths?: Record<string, object | undefined>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function fieldsOf(operation: Operation): string[] {
  const parameters = (operation.parameters ?? []).map(
    (one) => `${one.in ?? ''}: ${one.name ?? ''}${one.required ? '*' : ''}`,
  );
  const bodies = Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema);
  const fields = bodies.flatMap((schema) =>
    Object.keys(schema?.properties ?? {}).map(
      (name) => `${name}${schema?.required?.includes(name) ? '*' : ''}`,
    ),
  );
  return [...parameters, ...fields];
}

function row(path: string, method: string, operation: Operation): string {
  const cells = [
    `<code>${method.toUpperCase()} /api${escaped(path)}</code>`,
    escaped(operation.operationId ?? ''),
    escaped(operation['x-permission'] ?? ''),
    escaped(fieldsOf(operation).join(', ')),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** The API as a page to read, made from the OpenAPI document; no scripts and nothing from elsewhere. */
export function apiPage(document: ApiDocument, locale: 'en' | 'es'): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.filter((method) => item && method in item).map((method) =>
      row(path, method, (item as Record<string, Operation>)[method] ?? {}),
    ),
  );
  const heads = [m.errors_api_call, m.errors_api_operation, m.errors_api_permission, m.errors_api_fields];
  const title = escaped(m.errors_api_title({ version: document.info.version }, { locale }));
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:#16201b;background:#f1f3ee}table{border-collapse:collapse}th,td{text-align:start;vertical-align:top;padding:.35rem 1rem .35rem 0;border-bottom:1px solid #d2d8ce}code{white-space:nowrap}.wrap{overflow-x:auto}</style></head>
<body><main><h1>${title}</h1><p><a href="/api/openapi.json">openapi.json</a></p><div class="wrap" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${heads
    .map((head) => `<th scope="col">${escaped(head({}, { locale }))}</th>`)
    .join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></main></body></html>`;
}
