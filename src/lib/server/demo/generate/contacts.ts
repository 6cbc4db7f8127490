import { demoId, type Random } from './random';
import type { DemoContact } from './types';

const GIVEN = [
  'Alex',
  'Chris',
  'Fatima',
  'Hiroshi',
  'Irena',
  'Jordan',
  'Lakshmi',
  'Maria',
  'Pat',
  'Robin',
  'Sasha',
  'Tuan',
];

/**
 * One or two people to write to. Addresses end in example.org or, for one in forty, in a domain that can never
 * receive mail; numbers come from the range that Australia keeps for fiction.
 */
export function contactsOf(seed: number, random: Random, key: string, surname: string): DemoContact[] {
  const count = random.weighted([
    [0, 1],
    [1, 5],
    [2, 4],
  ] as const);
  return Array.from({ length: count }, (_, i) => contact(seed, random, `${key}/${i}`, surname, i));
}

function contact(seed: number, random: Random, key: string, surname: string, index: number): DemoContact {
  const given = random.pick(GIVEN);
  const domain = random.chance(0.025) ? 'example.invalid' : 'families.example.org';
  const relations = ['guardian', 'grandparent', 'emergency', 'sibling'] as const;
  return {
    id: demoId(seed, `contact/${key}`),
    relation: random.chance(0.8) ? 'parent' : random.pick(relations),
    name: `${given} ${surname}`,
    email: random.chance(0.9) ? `${given.toLowerCase()}.${key.replace(/\W/g, '')}@${domain}` : null,
    phone: random.chance(0.7) ? `(03) 5550 ${String(random.int(0, 9999)).padStart(4, '0')}` : null,
    receivesNotices: index === 0 && random.chance(0.85),
  };
}
