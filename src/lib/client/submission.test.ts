import { describe, expect, it } from 'vitest';
import { m } from '$lib/paraglide/messages.js';
import { ApiError, Unreachable } from './api';
import { Submission } from './submission.svelte';

const refusal = new ApiError(422, 'invalid', 'Some of it.', [
  { path: 'site.openDays.0', code: 'max-value', message: 'Too large.' },
  { path: 'name', code: 'required', message: 'Fill this in.' },
]);
const form = () => new Submission(() => 'No network.');
const rejecting = (error: unknown) => () => Promise.reject(error);

describe('Submission', () => {
  it('puts each problem beside its field, and forgets it with the next try', async () => {
    const submission = form();
    expect(await submission.send(rejecting(refusal))).toBeUndefined();
    expect(submission.error('name')).toBe('Fill this in.');
    expect(submission.error('site.openDays')).toBe('Too large.');
    expect(submission.error('nam')).toBeUndefined();
    expect(submission.failure).toBe('');
    expect(await submission.send(async () => 'ok')).toBe('ok');
    expect(submission.fields).toEqual([]);
  });

  it('sums up one line a field, which says the field’s name and leads to it', async () => {
    const submission = form();
    const problems = [
      ...refusal.fields,
      { path: 'site.openDays.1', code: 'max-value', message: 'Far too large.' },
      { path: 'unheardOf', code: 'other', message: 'Not so.' },
    ];
    await submission.send(rejecting(new ApiError(422, 'invalid', '', problems)));
    const names: Record<string, string> = { 'site.openDays': 'Open days', name: 'Name' };
    expect(
      submission.summary(
        (path) => `f-${path}`,
        (path) => names[path],
      ),
    ).toEqual([
      { id: 'f-site.openDays', message: 'Open days: Too large.' },
      { id: 'f-name', message: 'Name: Fill this in.' },
      { id: 'f-unheardOf', message: 'Not so.' },
    ]);
  });

  it('says what belongs to no field, or to one that the form does not show', async () => {
    const submission = form();
    submission.error('name');
    await submission.send(rejecting(refusal));
    expect(submission.failure).toBe('Too large.');
    submission.error('site');
    expect(submission.failure).toBe('');
    await submission.send(rejecting(new ApiError(409, 'conflict', 'Reload it.')));
    expect(submission.failure).toBe('Reload it.');
    await submission.send(rejecting(new Unreachable()));
    expect(submission.failure).toBe('No network.');
  });

  it.each(['not-signed-in', 'session-expired'])(
    'says that what was entered stays when the session is over: %s',
    async (code) => {
      const submission = form();
      await submission.send(rejecting(new ApiError(401, code, 'Please sign in first.')));
      expect(submission.failure).toBe(m.errors_session_over());
    },
  );

  it('says why the library refused, and puts a refused sum beside its field', async () => {
    const submission = form();
    const reason = (code: string, message: string, severity = 'refuse') =>
      ({ code, message, severity }) as never;
    const refusing = (...refusals: never[]) =>
      submission.send(rejecting(new ApiError(409, 'refused', 'The reasons are listed.', [], refusals)));
    await refusing(reason('fine-settled', 'It is settled.'), reason('copy-found', 'A note.', 'note'));
    expect(submission.failure).toBe('It is settled.');
    await refusing(reason('fine-amount-too-high', 'At most 5.'));
    expect([submission.failure, submission.error('amount')]).toEqual(['At most 5.', 'At most 5.']);
    expect(submission.failure).toBe('');
  });

  it('forgets what was wrong with a row that is taken out, and moves up what is wrong with the rows behind it', async () => {
    const submission = form();
    const at = (...paths: string[]) => paths.map((path) => ({ path, code: 'required', message: path }));
    await submission.send(
      rejecting(
        new ApiError(
          422,
          'invalid',
          '',
          at('contacts.0.name', 'contacts.1.name', 'contacts.2.email', 'name'),
        ),
      ),
    );
    submission.removeRow('contacts', 1);
    expect(submission.fields.map(({ path }) => path)).toEqual([
      'contacts.0.name',
      'contacts.1.email',
      'name',
    ]);
    submission.removeRow('contacts', 0);
    expect(submission.fields.map(({ path }) => path)).toEqual(['contacts.0.email', 'name']);
  });

  it('sends once while it is on its way', async () => {
    const submission = form();
    let sent = 0;
    const slow = () => new Promise<string>((done) => setTimeout(() => done(`answer ${++sent}`), 5));
    const [first, second] = await Promise.all([submission.send(slow), submission.send(slow)]);
    expect([first, second, sent]).toEqual(['answer 1', undefined, 1]);
  });

  it('keeps its key only while no answer came', async () => {
    const submission = form();
    const keys: string[] = [];
    const keep = (outcome?: unknown) => async (headers: { 'Idempotency-Key': string }) => {
      keys.push(headers['Idempotency-Key']);
      if (outcome) throw outcome;
    };
    await submission.send(keep(new Unreachable()));
    await submission.send(keep(refusal));
    await submission.send(keep());
    await submission.send(keep());
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
  });

  it('lets a fault of the program surface, and can be used again', async () => {
    const submission = form();
    await expect(submission.send(rejecting(new TypeError('bug')))).rejects.toThrow(TypeError);
    expect(submission.busy).toBe(false);
  });
});
