const isScript = (link: string) => link.includes('rel="modulepreload"');
const addressIn = (link: string) => /<([^>]*)>/.exec(link)?.[1] ?? '';

/** How SvelteKit brings a page to life: the router and the app, in a script of the page. */
const START = /Promise\.all\(\[\s*import\("[^"]+"\),\s*import\("[^"]+"\)\s*\]\)/;

/** A page that nobody looks at is never drawn: it comes to life after so long all the same. */
const MOST_WAIT_MS = 3_000;
/** Asking for all at once would be a task during which the page answers no touch. */
const AT_ONCE = 8;

/** A script that waits until the browser has drawn the page, asks for the files and goes on with `start`. */
const onceDrawn = (files: readonly string[], start: string) => `new Promise((drawn) => {
	requestAnimationFrame(() => setTimeout(drawn));
	setTimeout(drawn, ${MOST_WAIT_MS});
}).then(async () => {
	const files = ${JSON.stringify(files)};
	while (files.length > 0) {
		for (const href of files.splice(0, ${AT_ONCE}))
			document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', fetchPriority: 'low', href }));
		await new Promise((next) => setTimeout(next));
	}
	return ${start};
})`;

/**
 * What draws a page is asked for first, what brings it to life when it has been drawn: on a small device forty files that
 * arrive meanwhile take a third of the drawing's time. The scripts leave the `Link` header for the page's own script, or for
 * the end of the page where that is not as SvelteKit writes it.
 * @param headers of the page; its `link` keeps what is no script
 * @returns the page's HTML
 */
export function scriptsLast(html: string, headers: Headers): string {
  const links = headers.get('link')?.split(', ') ?? [];
  const scripts = links.filter(isScript).map(addressIn);
  const others = links.filter((link) => !isScript(link));
  if (others.length > 0) headers.set('link', others.join(', '));
  else headers.delete('link');
  if (START.test(html)) return html.replace(START, (start) => onceDrawn(scripts, start));
  const late = scripts.map((href) => `<link rel="modulepreload" fetchpriority="low" href="${href}" />`);
  return html.replace('</body>', () => `${late.join('')}</body>`);
}
