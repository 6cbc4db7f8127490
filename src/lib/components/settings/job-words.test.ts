import { describe, expect, it } from 'vitest';
import { JOB_KINDS } from '$lib/server/jobs/kinds';
import { jobCounts, jobName } from './job-words';

describe('jobCounts', () => {
  it('names counts, and counts within counts', () => {
    const summary = {
      dryRun: false,
      records: 1200,
      titles: { created: 3, updated: 0 },
      sampleRows: [{ line: 1 }],
    };
    expect(jobCounts(summary)).toEqual([
      { label: 'Records', value: '1,200' },
      { label: 'Titles, new', value: '3' },
      { label: 'Titles, changed', value: '0' },
    ]);
  });

  it('has nothing to say about nothing', () => {
    expect(jobCounts(null)).toEqual([]);
    expect(jobCounts({})).toEqual([]);
  });
});

describe('jobName', () => {
  it.each(Object.keys(JOB_KINDS))('has words for %s', (kind) => {
    expect(jobName(kind)).not.toBe(kind);
  });
});
