import { describe, expect, it } from 'vitest';
import { batchProblems } from './batch-problems';

const at = (path: string) => ({ path, code: 'required', message: 'Fill this in.' });

describe('what is wrong with a batch of copies', () => {
  it.each([
    ['target.barcodes', 'batch-barcodes', 'Barcodes, one a line: Fill this in.'],
    ['target.since', 'batch-since', 'Since: Fill this in.'],
    ['target.search', 'batch-source', 'Which copies: Fill this in.'],
    ['edit.minimumAge', 'batch-minimumAge', 'Minimum age: Fill this in.'],
    ['edit', 'batch-what', 'What changes: tick at least one field.'],
  ])('%s leads to its field and names it', (path, id, message) => {
    expect(batchProblems([at(path)])).toEqual([{ id, message }]);
  });

  it('asks for the start of a stretch alone, since its end may be left out', () => {
    const problems = batchProblems([at('target.callNumberFrom'), at('target.callNumberTo')]);
    expect(problems.map(({ id }) => id)).toEqual(['batch-from']);
  });
});
