// Draws the app's icons from static/icon.svg. Run it after changing the drawing: node src/cli/make-icons.mjs
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const root = new URL('../../static/', import.meta.url);
const ground = '#103f32';
const svg = await readFile(new URL('icon.svg', root), 'utf8');
const square = svg.replace(/ rx="\d+"/, '');

/** Platforms cut maskable icons to any shape: the drawing keeps to the inner four fifths. */
async function draw(source, size, share, name) {
  const inner = Math.round(size * share);
  const edge = Math.round((size - inner) / 2);
  const picture = sharp(Buffer.from(source), { density: 72 * Math.ceil(size / 96) * 2 }).resize(inner, inner);
  const padded =
    edge > 0
      ? picture.extend({
          top: edge,
          bottom: size - inner - edge,
          left: edge,
          right: size - inner - edge,
          background: ground,
        })
      : picture;
  await padded
    .png({ compressionLevel: 9, palette: true })
    .toFile(fileURLToPath(new URL(`icons/${name}`, root)));
}

await Promise.all([
  draw(svg, 192, 1, 'icon-192.png'),
  draw(svg, 512, 1, 'icon-512.png'),
  draw(square, 192, 0.86, 'maskable-192.png'),
  draw(square, 512, 0.86, 'maskable-512.png'),
  draw(square, 180, 1, 'apple-touch-icon.png'),
]);
