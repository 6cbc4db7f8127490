import { ById } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { copiesOfTitle, titleById } from '../catalogue/queries';
import { scopeOf, seenCopy } from '../catalogue/scope-policy';
import { useCase } from '../use-case';

/** A code that a telephone reads at arm's length holds about this much. */
const MOST_LETTERS = 160;

type Bits = { pixs: readonly number[]; pixx: number; pixy: number };
const QUIET = 4;

async function drawQr(text: string): Promise<string> {
  const { default: bwipjs } = await import('bwip-js/node');
  const options = { bcid: 'qrcode', text, eclevel: 'M' };
  const [raw] = bwipjs.raw(options) as unknown as Bits[];
  const { pixs, pixx, pixy } = raw ?? { pixs: [], pixx: 0, pixy: 0 };
  const boxes = pixs.flatMap((dark, at) =>
    dark ? [`M${QUIET + (at % pixx)} ${QUIET + Math.floor(at / pixx)}h1v1h-1z`] : [],
  );
  const [width, height] = [pixx + 2 * QUIET, pixy + 2 * QUIET];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" shape-rendering="crispEdges">`;
  return `${svg}<path fill="#fff" d="M0 0h${width}v${height}H0z"/><path d="${boxes.join('')}"/></svg>`;
}

/**
 * Where a title stands, as a QR code in SVG to take away on a telephone: call number, shelf and title as plain text,
 * no address and nothing of a visitor. @throws AppError not-found for a title that the actor can't see.
 */
export const drawShelfMark = useCase({
  name: 'draw-shelf-mark',
  permission: 'catalogue.search',
  input: ById,
  async run(context, { id }): Promise<string> {
    const { read } = context.database;
    const scope = scopeOf(context.actor);
    const row = await titleById(read, id);
    const copies = row && (!row.suppressed || scope.staff) ? await copiesOfTitle(read, id) : [];
    const seen = copies.map(({ copy }) => copy).filter((copy) => seenCopy(copy, scope));
    const best = seen.find((copy) => copy.status === 'available') ?? seen[0];
    if (!row || (!best && scope.siteIds !== null)) throw notFound();
    const lines = [best?.callNumber ?? row.callNumber, best?.shelf, row.title, row.author];
    const text = lines.filter(Boolean).join('\n');
    return drawQr(Array.from(text).slice(0, MOST_LETTERS).join(''));
  },
});
