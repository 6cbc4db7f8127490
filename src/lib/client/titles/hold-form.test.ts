import { describe, expect, it } from 'vitest';
import { HoldForm } from './hold-form.svelte';

const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const refusal = {
  code: 'too-many-holds',
  severity: 'refuse',
  message: 'Too many.',
  overridableBy: 'x',
} as const;

describe('a hold that staff place', () => {
  it('keeps the reasons of a refusal, and goes on in spite of them with one', async () => {
    const sent: unknown[] = [];
    const answers = [
      answer(409, { error: { code: 'refused', message: 'Not possible.' }, refusals: [refusal] }),
      answer(201, { id: 'h', position: 2 }),
    ];
    const form = new HoldForm(
      () => 'title',
      () => 'offline',
      async (_, options) => {
        sent.push(JSON.parse(String(options?.body)));
        return answers.shift()!;
      },
    );
    form.begin('north');
    form.fields.patronId = 'ada';
    form.fields.neededFrom = '2026-03-20';
    expect(await form.place()).toBeUndefined();
    expect([form.open, form.refusals.map(({ code }) => code)]).toEqual([true, ['too-many-holds']]);
    form.overrideReason = ' Project ';
    expect((await form.place(form.refusals))?.id).toBe('h');
    expect(form.open).toBe(false);
    const wish = { patronId: 'ada', titleId: 'title', pickupSiteId: 'north', neededFrom: '2026-03-20' };
    expect(sent).toEqual([wish, { ...wish, overrides: [{ code: 'too-many-holds', reason: 'Project' }] }]);
  });
});
