import { describe, expect, it } from 'vitest';
import { PERMISSION_IDS } from '../access/permissions';
import { deleteRefusals } from './delete-refusals';
import { patronActions, type PatronTarget } from './patron-actions';

const all = { permissions: new Set(PERMISSION_IDS), patronId: 'me' };
const person: PatronTarget = { id: 'p1', kind: 'personal', enabled: true };
const usable = (patron: PatronTarget, actor = all) =>
  patronActions(actor, patron)
    .filter((action) => action.refusal === null)
    .map((action) => action.id);
const refusalOf = (id: string, patron: PatronTarget, actor = all) =>
  patronActions(actor, patron).find((action) => action.id === id)?.refusal;

describe('patronActions', () => {
  it('offers everything that fits to somebody who may do everything', () => {
    expect(patronActions(all, person).every((action) => action.refusal === null)).toBe(true);
    expect(usable(person)).not.toContain('enable');
    expect(usable({ ...person, enabled: false })).toContain('enable');
  });

  it('names the permission that is missing', () => {
    const nobody = { permissions: new Set<never>(), patronId: null };
    const actions = patronActions(nobody, person);
    expect(actions.map((action) => action.refusal)).toEqual(
      actions.map((action) => ({ code: 'not-permitted', permission: action.permission })),
    );
  });

  it('never lends to a generic account, but makes search stations from it', () => {
    const generic: PatronTarget = { ...person, kind: 'generic' };
    expect(usable(generic)).toEqual(['edit', 'set-password', 'disable', 'enrol-kiosk', 'delete']);
    expect(refusalOf('check-out', generic)).toEqual({ code: 'generic-patron' });
  });

  it('keeps people from deleting or disabling themselves', () => {
    const me = { ...person, id: 'me' };
    expect(refusalOf('delete', me)).toEqual({ code: 'own-record' });
    expect(refusalOf('disable', me)).toEqual({ code: 'own-record' });
    expect(refusalOf('edit', me)).toBeNull();
  });

  it('gives every shortcut once', () => {
    const shortcuts = patronActions(all, person).flatMap((action) => action.shortcut ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });
});

describe('deleteRefusals', () => {
  const free = {
    openLoans: 0,
    openHolds: 0,
    balance: 0,
    lastAdministrator: false,
    ownRecord: false,
    enrolledKiosks: 0,
    publicSearch: false,
    keptDays: 0,
  };

  it('lets go of somebody with nothing outstanding', () => {
    expect(deleteRefusals(free)).toEqual([]);
  });

  it('gives every reason at once', () => {
    expect(
      deleteRefusals({
        openLoans: 1,
        openHolds: 3,
        balance: 1,
        lastAdministrator: true,
        ownRecord: true,
        enrolledKiosks: 2,
        publicSearch: true,
        keptDays: 12,
      }),
    ).toEqual([
      { code: 'loans-open', actual: 1 },
      { code: 'holds-open', actual: 3 },
      { code: 'money-owed', actual: 1 },
      { code: 'last-administrator' },
      { code: 'own-record' },
      { code: 'kiosks-enrolled', actual: 2 },
      { code: 'public-search' },
      { code: 'leaver-kept', actual: 12 },
    ]);
  });

  it('does not keep a patron’s own money silently', () => {
    expect(deleteRefusals({ ...free, balance: -250 })).toEqual([{ code: 'credit-held', actual: 250 }]);
    // What is on account is theirs, whatever they owe besides.
    expect(deleteRefusals({ ...free, credit: 40, balance: 10 })).toEqual([
      { code: 'money-owed', actual: 10 },
      { code: 'credit-held', actual: 40 },
    ]);
  });
});
