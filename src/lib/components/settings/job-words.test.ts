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
      { label: 'Titles: New', value: '3' },
      { label: 'Titles: Changed', value: '0' },
    ]);
  });

  it('writes every count as a label, whichever job it stands beside others in', () => {
    const keys = ['moved', 'refused', 'skipped', 'disabled', 'sent', 'failed', 'renewed', 'holds', 'resumed'];
    const labels = jobCounts(Object.fromEntries(keys.map((key) => [key, 1]))).map(({ label }) => label);
    expect(labels).toHaveLength(keys.length);
    expect(labels.filter((label) => !/^\p{Lu}/u.test(label))).toEqual([]);
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
