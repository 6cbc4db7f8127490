import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectivePermissions, KIOSK_CEILING, type AccessContext } from './effective';
import { CONDITION_CODES, type ConditionCode } from './permission-shape';
import { PERMISSION_IDS, permissionOf } from './permissions';

const context = (over: Partial<AccessContext> = {}): AccessContext => ({
  account: 'personal',
  enabled: true,
  kiosk: false,
  conditions: new Set(CONDITION_CODES),
  ...over,
});
const reasons = (grants: string[], over: Partial<AccessContext> = {}) =>
  effectivePermissions([grants], context(over)).denied;

const grantsArb = fc.array(fc.subarray([...PERMISSION_IDS]), { maxLength: 3 });
const contextArb = fc.record({
  account: fc.constantFrom('personal' as const, 'generic' as const),
  enabled: fc.boolean(),
  kiosk: fc.boolean(),
  conditions: fc.subarray([...CONDITION_CODES]).map((codes) => new Set<ConditionCode>(codes)),
});

describe('effectivePermissions', () => {
  it('gives nothing for no grants', () => {
    const effective = effectivePermissions([], context());
    expect([...effective.allowed]).toEqual([]);
    expect(effective.denied).toEqual([]);
  });

  it('names all missing dependencies of a grant', () => {
    expect(reasons(['self.commentRecommendations'])).toEqual([
      {
        permission: 'self.commentRecommendations',
        reason: {
          code: 'missing-dependency',
          needs: { mode: 'allOf', permissions: ['self.viewStatus', 'self.recommend'] },
        },
      },
    ]);
  });

  it('takes away what stood on something taken away', () => {
    const denied = reasons(['self.recommend', 'self.recommendUnapproved']).map((entry) => entry.permission);
    expect(denied.sort()).toEqual(['self.recommend', 'self.recommendUnapproved']);
  });

  it('is content with one of several alternatives, also from another level', () => {
    const effective = effectivePermissions([['self.createLists'], ['lists.accessMedia']], context());
    expect(effective.allowed.has('self.createLists')).toBe(true);
    expect(reasons(['self.createLists'])[0]?.reason).toMatchObject({ needs: { mode: 'anyOf' } });
  });

  it.each([
    ['self.editClasses', 'currently-teaching'],
    ['self.createLogin', 'patrons-may-create-logins'],
    ['self.createHelpTicket', 'service-teams-configured'],
  ] as const)('holds %s back without %s', (permission, condition) => {
    const conditions = new Set(CONDITION_CODES.filter((code) => code !== condition));
    expect(reasons([permission, 'self.viewStatus'], { conditions })).toEqual([
      { permission, reason: { code: 'condition-unmet', needs: { conditions: [condition] } } },
    ]);
  });

  it('keeps saving lists without a mail server and closes only the mail part', () => {
    const grants = [['self.emailLists', 'lists.accessLibrary']];
    const effective = effectivePermissions(grants, context({ conditions: new Set() }));
    expect(effective.allowed.has('self.emailLists')).toBe(true);
    expect(effective.limited).toEqual([
      { of: 'self.emailLists', part: 'email-list', condition: 'smtp-configured' },
    ]);
    expect(effectivePermissions(grants, context()).limited).toEqual([]);
  });

  it.each([
    ['disabled', { enabled: false }],
    ['kiosk-ceiling', { kiosk: true }],
    ['generic-account', { account: 'generic' }],
  ] as const)('refuses a desk right as %s', (code, over) => {
    expect(reasons(['circulation.checkOut'], over)).toEqual([
      { permission: 'circulation.checkOut', reason: { code, needs: null } },
    ]);
  });

  it('lets a generic account search, unless it is switched off', () => {
    expect(reasons(['catalogue.search'], { account: 'generic', kiosk: true })).toEqual([]);
    expect(reasons(['catalogue.search'], { account: 'generic', enabled: false })).toHaveLength(1);
  });

  it('ignores stored ids that the catalogue does not know', () => {
    const effective = effectivePermissions([['patrons.teleport', 'catalogue.search']], context());
    expect([...effective.allowed]).toEqual(['catalogue.search']);
    expect(effective.denied).toEqual([]);
  });

  it('splits every grant into allowed or denied, never both', () => {
    fc.assert(
      fc.property(grantsArb, contextArb, (grants, ctx) => {
        const { allowed, denied } = effectivePermissions(grants, ctx);
        const named = [...allowed, ...denied.map((entry) => entry.permission)].sort();
        expect(named).toEqual([...new Set(grants.flat())].sort());
      }),
    );
  });

  it('always leaves a set whose dependencies and conditions are met', () => {
    fc.assert(
      fc.property(grantsArb, contextArb, (grants, ctx) => {
        const { allowed } = effectivePermissions(grants, ctx);
        for (const id of allowed) {
          const { dependencies, conditions } = permissionOf(id);
          expect(dependencies.allOf.every((need) => allowed.has(need))).toBe(true);
          expect(!dependencies.anyOf.length || dependencies.anyOf.some((need) => allowed.has(need))).toBe(
            true,
          );
          expect(conditions.every((code) => ctx.conditions.has(code))).toBe(true);
        }
      }),
    );
  });

  it('never loses a right by being granted more', () => {
    fc.assert(
      fc.property(grantsArb, grantsArb, contextArb, (grants, more, ctx) => {
        const before = effectivePermissions(grants, ctx).allowed;
        const after = effectivePermissions([...grants, ...more], ctx).allowed;
        expect([...before].every((id) => after.has(id))).toBe(true);
      }),
    );
  });

  it('never lifts a search station above its ceiling', () => {
    fc.assert(
      fc.property(grantsArb, contextArb, (grants, ctx) => {
        const { allowed } = effectivePermissions(grants, { ...ctx, kiosk: true });
        expect([...allowed].every((id) => KIOSK_CEILING.has(id))).toBe(true);
      }),
    );
  });
});
