import { addDays } from '$lib/domain/shared/local-date';
import { demoId } from './random';
import type { DemoBlock, DemoNote, DemoPatron } from './types';
import type { World } from './world';

const NOTES: readonly (readonly [text: string, alert: boolean])[] = [
  ['Likes to be told when a new dragon book comes in.', false],
  ['Reads large print; ask before lending small type.', true],
  ['Collects holds for a sister in Year 2.', false],
  ['Card was replaced; the old one is void.', true],
  ['Helps in the library on Thursdays.', false],
  ['Has a parcel of books waiting behind the desk.', true],
  ['Prefers audiobooks.', false],
  ['Family asked for letters on paper.', false],
];

const BLOCKS = [
  'Speak to the librarian before borrowing',
  'Agreement for devices not signed yet',
  'Class set to be counted first',
];

/** Notes on one pupil in twenty-four. */
export function buildNotes(world: World): DemoNote[] {
  return pupils(world, 24).map((patron, i) => {
    const [text, alert] = NOTES[i % NOTES.length] ?? ['', false];
    return { ...remark(world, patron, `note/${i}`), text, alert };
  });
}

/** Blocks by hand on one pupil in eighty; every third has no end, the last one ended last week. */
export function buildBlocks(world: World): DemoBlock[] {
  const blocked = pupils(world, 80);
  return blocked.map((patron, i) => {
    const last = i === blocked.length - 1;
    const until = i % 3 === 0 ? null : addDays(world.today, last ? -7 : 4 + i * 3);
    return { ...remark(world, patron, `block/${i}`), reason: BLOCKS[i % BLOCKS.length] ?? '', until };
  });
}

function pupils(world: World, oneIn: number): DemoPatron[] {
  const all = world.readers.filter(({ student, signIn }) => student && !signIn);
  return world.random.shuffle(all).slice(0, Math.max(1, Math.round(all.length / oneIn)));
}

function remark(
  world: World,
  patron: DemoPatron,
  key: string,
): Pick<DemoNote, 'id' | 'patronId' | 'by' | 'at'> {
  const days = world.daysAt(patron.homeSiteId);
  const on = days.onOrBefore(addDays(world.today, -world.random.int(8, 60)));
  return {
    id: demoId(world.seed, key),
    patronId: patron.id,
    by: world.random.pick(world.desk),
    at: days.momentOf(on, world.random),
  };
}
