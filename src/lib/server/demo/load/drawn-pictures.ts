import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import type { default as makeSharp } from 'sharp';
import { COVER_SIZES, joinSizes } from '$lib/domain/catalogue/cover-picture';
import type { Reader } from '../../db/client';
import { title } from '../../db/schema/catalogue';
import { titleCover } from '../../db/schema/cataloguing';
import { sitePlan } from '../../db/schema/discovery';
import { statement } from '../../db/statement';
import { placesOf } from '../generate/furniture';
import { demoId } from '../generate/random';
import type { DemoDistrict, DemoSite, DemoTitle } from '../generate/types';
import { insertRows } from './insert-rows';

type Draw = typeof makeSharp;

/** So many of the most borrowed titles have a picture; the others show the cover that every screen draws itself. */
const COVERS = 24;
const PLAN = { width: 1200, height: 800 };
const LINE_LENGTH = 13;
/** Letters of the largest size, and how wide a line of them may be. */
const LARGEST = 42;
const LINE_WIDTH = 520;
const MOST_LINES = 6;

const escaped = (text: string) =>
  text.replaceAll(/[<>&"]/g, (sign) => `&#${String(sign.codePointAt(0) ?? 0)};`);

/** Words in lines of a cover's width. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_LENGTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, MOST_LINES);
}

/** A plain cover that is nobody's: the title on paper of one colour, with a few stripes. */
function coverDrawing({ title: text, author }: DemoTitle, index: number): string {
  const hue = (index * 47) % 360;
  const words = linesOf(text);
  const size = Math.min(LARGEST, Math.floor(LINE_WIDTH / Math.max(...words.map((line) => line.length))));
  const lines = words.map(
    (line, i) =>
      `<text x="40" y="${150 + i * 52}" font-size="${size}" font-weight="700">${escaped(line)}</text>`,
  );
  const stripes = [0, 1, 2].map(
    (i) => `<rect x="0" y="${490 + i * 36}" width="400" height="${18 - i * 5}" fill="hsl(${hue} 55% 75%)"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="600">
    <rect width="400" height="600" fill="hsl(${hue} 45% 28%)"/>${stripes.join('')}
    <g fill="#ffffff" font-family="sans-serif">${lines.join('')}
    <text x="40" y="80" font-size="22">${escaped(author ?? '')}</text></g></svg>`;
}

/** The room from above: its walls, its door, and a box for each stretch of shelf. */
function planDrawing(seed: number, site: DemoSite): string {
  const shelves = placesOf(seed, site).map(({ name, x, y }) => {
    const [left, top] = [(x / 1000) * PLAN.width, (y / 1000) * PLAN.height];
    return `<rect x="${left - 130}" y="${top - 35}" width="260" height="70" rx="8" fill="#ead9b8" stroke="#6b5a36"/>
      <text x="${left}" y="${top + 9}" font-size="26" text-anchor="middle">${escaped(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PLAN.width}" height="${PLAN.height}">
    <rect width="100%" height="100%" fill="#ffffff"/>
    <rect x="30" y="30" width="1140" height="740" fill="#f7f4ec" stroke="#333333" stroke-width="8"/>
    <rect x="540" y="762" width="120" height="16" fill="#ffffff"/>
    <g font-family="sans-serif" fill="#222222">${shelves.join('')}
    <text x="600" y="745" font-size="24" text-anchor="middle">Door</text></g></svg>`;
}

async function coverOf(sharp: Draw, drawing: string): Promise<Uint8Array> {
  const drawn = sharp(Buffer.from(drawing));
  const sized = ({ width, height }: { width: number; height: number }) =>
    drawn.clone().resize(width, height).webp({ quality: 70, effort: 0 }).toBuffer();
  return joinSizes(await sized(COVER_SIZES.small), await sized(COVER_SIZES.large));
}

function mostBorrowed({ titles, loans }: DemoDistrict): DemoTitle[] {
  const counts = new Map<string, number>();
  for (const { titleId } of loans) counts.set(titleId, (counts.get(titleId) ?? 0) + 1);
  const weight = ({ id }: DemoTitle) => counts.get(id) ?? 0;
  const readers = titles.filter(({ generated, materialKind }) => !generated && materialKind === 'library');
  return readers.sort((a, b) => weight(b) - weight(a)).slice(0, COVERS);
}

/** Covers of what is borrowed most, and a plan of each site, drawn here; after the titles and sites they belong to. */
export async function pictureStatements(
  read: Reader,
  { demo, seed, now }: { demo: DemoDistrict; seed: number; now: number },
): Promise<InStatement[]> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  const covers = await Promise.all(
    mostBorrowed(demo).map(async (one, i) => ({
      ...{ id: demoId(seed, `cover/${one.id}`), titleId: one.id, createdAt: now },
      bytes: Buffer.from(await coverOf(sharp, coverDrawing(one, i))),
    })),
  );
  const plans = await Promise.all(
    demo.district.sites.map(async (site) => ({
      ...{ siteId: site.id, imageId: demoId(seed, `plan/${site.code}`), ...PLAN, createdAt: now },
      bytes: await sharp(Buffer.from(planDrawing(seed, site)))
        .webp({ quality: 80, effort: 0 })
        .toBuffer(),
    })),
  );
  return [
    ...insertRows(read, titleCover, covers),
    ...covers.map(({ id, titleId }) =>
      statement(read.update(title).set({ coverId: id }).where(eq(title.id, titleId))),
    ),
    ...insertRows(read, sitePlan, plans),
  ];
}
