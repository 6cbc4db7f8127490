const ICON = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DATA = /const iconData = (\{.*\});/;

const OUTLINE =
  'xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" ' +
  'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';

/**
 * @typedef {{ size: number, node: readonly (readonly [tag: string, attributes: Record<string, string>])[] }} IconData
 *
 * @param {string} source of a Lucide icon's component
 * @returns {string | undefined} the same drawing as a component without parts; undefined for one of another kind
 */
export function plainIcon(source) {
  const found = DATA.exec(source)?.[1];
  /** @type {IconData | undefined} */
  const data = found && JSON.parse(found);
  if (data?.size !== 24) return undefined;
  const lines = data.node.map(([tag, attributes]) => {
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
    return `<${tag}${written.join('')} />`;
  });
  return (
    `<script>let { class: look } = $props();</script>\n` +
    `<svg ${OUTLINE} class={look} aria-hidden="true" focusable="false">${lines.join('')}</svg>\n`
  );
}

/**
 * Lucide builds each icon line by line from data, on the server and once more where a page comes to life: on a phone the
 * longest part of it. Ours are only ever drawn by `Icon.svelte`, with a class and nothing else.
 * @returns {import('vite').Plugin}
 */
export const plainIcons = () => ({
  name: 'plain-icons',
  enforce: 'pre',
  transform: {
    filter: { id: ICON },
    handler: (source) => plainIcon(source),
  },
});
