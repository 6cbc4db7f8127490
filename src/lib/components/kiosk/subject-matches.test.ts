import { describe, expect, it } from 'vitest';
import { subjectDrawings } from './subject-drawings';
import { matchPictures, pictureOf, SUBJECT_NAMES } from './subject-matches';

const count = (subject: string, n = 1) => ({ subject, count: n });

describe('pictures for subjects', () => {
  it('gathers the headings of a catalogue under its pictures, and shows no picture with nothing under it', () => {
    const matches = matchPictures([
      count('Animals', 5),
      count('Horses', 2),
      count('Espacio exterior'),
      count('Law'),
    ]);
    expect(matches.map(({ picture, subjects, count: n }) => [picture, subjects, n])).toEqual([
      ['animals', ['Animals', 'Horses'], 7],
      ['space', ['Espacio exterior'], 1],
    ]);
    expect(
      matchPictures([count('Horses'), count('Sea'), count('Moon')], 2).map((one) => one.picture),
    ).toEqual(['animals', 'space']);
    expect(matchPictures([])).toEqual([]);
  });

  it('goes by whole words', () => {
    expect([pictureOf('Cartography'), pictureOf('Art and artists'), pictureOf('Smart phones')]).toEqual([
      undefined,
      'art',
      undefined,
    ]);
  });

  it('has a name for every drawing', () => {
    expect(Object.keys(SUBJECT_NAMES).sort()).toEqual(Object.keys(subjectDrawings).sort());
  });
});
