import { subjectOf } from '../data/subjects';
import {
  EQUIPMENT,
  HEROES,
  INVENTED_AUTHORS,
  LOCAL_TREATMENTS,
  PLACES,
  QUALITIES,
  STORY_SUBJECTS,
  SUBJECT_TEXTBOOKS,
  THINGS,
  TOPICS,
  TREATMENTS,
} from '../data/words';
import type { Random } from './random';
import type { DemoLevel, TitleDraft } from './types';

const AGES: Record<DemoLevel, [number, number]> = {
  picture: [3, 7],
  short: [5, 8],
  chapters: [7, 11],
  long: [9, 13],
  'young-adult': [12, 16],
  adult: [14, 18],
  'nonfiction-early': [5, 9],
  'nonfiction-middle': [8, 13],
  'nonfiction-senior': [13, 18],
};

const STORY_LEVELS = [
  ['picture', 3],
  ['short', 2],
  ['chapters', 4],
  ['long', 3],
  ['young-adult', 3],
  ['adult', 1],
] as const;

const FACT_LEVELS = [
  ['nonfiction-early', 2],
  ['nonfiction-middle', 3],
  ['nonfiction-senior', 2],
] as const;

/**
 * School-library titles put together from word lists, by authors whose names say that they are invented. No title is
 * given twice, and none that is already `taken`. The lists hold for well over 10,000.
 */
export function composeTitles(random: Random, count: number, taken: ReadonlySet<string>): TitleDraft[] {
  const used = new Set(taken);
  const drafts: TitleDraft[] = [];
  const classSets = [...textbooks(random), ...equipment(random)];
  for (let attempt = 0; drafts.length < count && attempt < count * 20; attempt += 1) {
    const draft = classSets[attempt] ?? (random.chance(0.55) ? story(random) : work(random));
    if (used.has(draft.title)) continue;
    used.add(draft.title);
    drafts.push(draft);
  }
  return drafts;
}

function base(random: Random, level: DemoLevel, subject: string): Omit<TitleDraft, 'title' | 'callClass'> {
  const [given, surname] = random.pick(INVENTED_AUTHORS);
  return {
    author: `${given} ${surname}`,
    authorHeading: `${surname}, ${given}`,
    year: random.int(1978, 2025),
    language: 'eng',
    form: 'book',
    level,
    ageFrom: AGES[level][0],
    ageTo: AGES[level][1],
    subjects: [subjectOf(subject)],
    series: null,
    volume: null,
    textbook: false,
    generated: true,
  };
}

function story(random: Random): TitleDraft {
  const level = random.weighted(STORY_LEVELS);
  const draft = base(random, level, random.pick(STORY_SUBJECTS));
  const form = random.weighted([
    ['book', 88],
    ['graphic-novel', 6],
    ['audio', 3],
    ['video', 3],
  ] as const);
  const callClass = {
    book: level === 'picture' ? 'E' : 'F',
    'graphic-novel': '741.5',
    audio: 'CD',
    video: 'DVD',
  };
  return { ...draft, form, callClass: callClass[form], ...storyTitle(random) };
}

type StoryTitle = Pick<TitleDraft, 'title' | 'series' | 'volume'>;

function storyTitle(random: Random): StoryTitle {
  const quality = random.pick(QUALITIES);
  const thing = random.pick(THINGS);
  const hero = random.pick(HEROES);
  const place = random.pick(PLACES);
  const alone = { series: null, volume: null };
  const patterns: readonly (readonly [StoryTitle, number])[] = [
    [{ title: `The ${quality} ${thing}`, ...alone }, 5],
    [{ title: `${hero} and the ${quality} ${thing}`, ...alone }, 5],
    [{ title: `The ${thing} at ${place}`, ...alone }, 3],
    [{ title: `The ${thing} of ${place}`, ...alone }, 2],
    [{ title: `${hero}'s ${quality} ${thing}`, ...alone }, 3],
    [seriesTitle(place, thing), 3],
  ];
  return random.weighted(patterns);
}

/** Volume and title follow from the thing, so that no volume of a series is two books. */
function seriesTitle(place: string, thing: string): StoryTitle {
  const index = THINGS.indexOf(thing);
  const quality = QUALITIES[(index * 7 + place.length) % QUALITIES.length];
  const volume = String(index + 1);
  return { title: `${place} ${volume}: The ${quality} ${thing}`, series: `${place} Mysteries`, volume };
}

function work(random: Random): TitleDraft {
  const [topic, callClass, subject] = random.pick(TOPICS);
  const draft = base(random, random.weighted(FACT_LEVELS), subject);
  const pattern = random.chance(0.25) ? random.pick(TREATMENTS) : random.pick(LOCAL_TREATMENTS);
  return {
    ...draft,
    title: pattern.replace('{}', topic).replace('{place}', random.pick(PLACES)),
    callClass: random.chance(0.03) ? `REF ${callClass}` : callClass,
  };
}

function textbooks(random: Random): TitleDraft[] {
  const years = [5, 6, 7, 8, 9, 10, 11, 12];
  return SUBJECT_TEXTBOOKS.flatMap(([course, callClass, subject]) =>
    years.map((year): TitleDraft => ({
      ...base(random, year < 9 ? 'nonfiction-middle' : 'nonfiction-senior', subject),
      title: `Maple Yard ${course}: Year ${year}`,
      callClass,
      series: `Maple Yard ${course}`,
      volume: String(year),
      ageFrom: year + 4,
      ageTo: year + 6,
      textbook: true,
    })),
  );
}

function equipment(random: Random): TitleDraft[] {
  return EQUIPMENT.map((title): TitleDraft => ({
    ...base(random, 'nonfiction-middle', 'sci'),
    title,
    author: null,
    authorHeading: null,
    form: title.endsWith('Kit') || title.endsWith('Box') ? 'kit' : 'equipment',
    callClass: 'EQ',
  }));
}
