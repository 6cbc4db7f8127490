import { escapeMarkup } from './markup';

/** The page inside an iframe: nothing but the script that every other page uses, and a plain form without it. */
export function widgetPage(page: {
  id: string;
  name: string;
  locale: string;
  scheme: 'auto' | 'light' | 'dark';
  label: string;
  search: string;
}): string {
  const id = escapeMarkup(page.id);
  return `<!doctype html>
<html lang="${escapeMarkup(page.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="${page.scheme === 'auto' ? 'light dark' : page.scheme}">
<title>${escapeMarkup(page.name)}</title>
</head>
<body>
<main>
<script src="/widget.js" data-widget="${id}" data-lang="${escapeMarkup(page.locale)}"></script>
<noscript><form action="/search" target="_top"><label>${escapeMarkup(page.label)} <input type="search" name="q"></label> <button>${escapeMarkup(page.search)}</button></form></noscript>
</main>
</body>
</html>
`;
}

/**
 * What the page inside an iframe may load, and who may frame it: the widget's origins, and the library itself for its
 * preview.
 */
export const widgetPolicy = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${["'self'", ...origins].join(' ')}`,
  ].join('; ');
