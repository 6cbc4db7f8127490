import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { ById, Id } from '$lib/contracts/shared';
import {
  NewSignInProvider,
  SignInProviderChange,
  SignInProviderRemoval,
  type ProviderTrial,
  type SignInButtons,
  type SignInProviders,
} from '$lib/contracts/sign-in-providers';
import type { Reader } from '../db/client';
import { AppError, invalidField, notFound } from '../app-error';
import { useCase } from '../use-case';
import { tryProvider } from './provider-client';
import {
  allProviders,
  changedProviderStatement,
  countMarked,
  newProviderStatement,
  providerById,
  removedProviderStatement,
  type ProviderRow,
} from './provider-queries';
import { redirectAddress } from './redirect-address';

/** Whoever sets up a provider decides who can sign in as anybody: as much as deciding about rights. */
const permission = 'accessLevels.manage';

/** What the audit keeps of a provider; secrets stay out of it. */
const audited = (id: string, { issuer, claim, matchField, enabled }: Omit<ProviderRow, 'id' | 'rev'>) => ({
  subjectType: 'sign-in-provider',
  subjectId: id,
  details: { issuer, claim, matchField, enabled },
});

const withoutSecret = ({ clientSecret: _secret, ...row }: ProviderRow) => row;

/** The providers, without their secrets, and what one has to be told. */
export const listSignInProviders = useCase({
  name: 'list-sign-in-providers',
  permission,
  input: v.object({ origin: v.string() }),
  async run({ database, environment }, { origin }): Promise<SignInProviders> {
    const [rows, marked] = await Promise.all([allProviders(database.read), countMarked(database.read)]);
    return {
      items: rows.map(withoutSecret),
      redirectAddress: redirectAddress(environment, origin),
      marked,
    };
  },
});

/** The buttons of the sign-in page: names, and nothing of how a provider is asked. */
export const listSignInButtons = useCase({
  name: 'list-sign-in-buttons',
  permission: 'anyone',
  input: v.object({}),
  async run({ database, actor }): Promise<SignInButtons> {
    if (actor.kind === 'kiosk') return { items: [] };
    const rows = await allProviders(database.read);
    return { items: rows.filter(({ enabled }) => enabled).map(({ id, name }) => ({ id, name })) };
  },
});

async function assertNameFree(read: Reader, name: string, exceptId?: string) {
  const taken = (await allProviders(read)).some((row) => row.name === name && row.id !== exceptId);
  if (taken) throw invalidField('name', 'taken', name);
}

/** @throws AppError invalid when people who sign in by single sign-on only would be left without a provider. */
async function assertNobodyShutOut(read: Reader, row: ProviderRow, confirmed: boolean) {
  if (!row.enabled || confirmed) return;
  const isLast = !(await allProviders(read)).some(({ id, enabled }) => enabled && id !== row.id);
  const marked = isLast ? await countMarked(read) : 0;
  if (marked > 0) throw invalidField('confirmed', 'single-sign-on-people', String(marked));
}

/** Adds a provider; its button is there once it is switched on. @throws AppError invalid for a taken name */
export const addSignInProvider = useCase({
  name: 'add-sign-in-provider',
  permission,
  input: NewSignInProvider,
  run: (context, wanted): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      await assertNameFree(read, wanted.name);
      const id = uuid();
      return {
        statements: [newProviderStatement(read, { id, ...wanted })],
        audit: audited(id, wanted),
        answer: { id },
      };
    }),
});

/** @throws AppError not-found; conflict when somebody changed it since; invalid for a taken name, or people left out */
export const changeSignInProvider = useCase({
  name: 'change-sign-in-provider',
  permission,
  input: v.object({ id: Id, ...SignInProviderChange.entries }),
  run: (context, { id, rev, confirmed, clientSecret, ...wanted }): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await providerById(read, id);
      if (!row) throw notFound();
      if (row.rev !== rev) throw new AppError('conflict');
      // A kept secret is the old issuer's: nobody sends it to another one.
      if (clientSecret === undefined && wanted.issuer !== row.issuer)
        throw invalidField('clientSecret', 'required');
      await assertNameFree(read, wanted.name, id);
      if (!wanted.enabled) await assertNobodyShutOut(read, row, confirmed);
      const after = { ...row, ...wanted, clientSecret: clientSecret ?? row.clientSecret };
      return {
        guards: [{ table: 'sign_in_provider', id, rev }],
        statements: [changedProviderStatement(read, after)],
        audit: audited(id, after),
        answer: { id },
      };
    }),
});

/** @throws AppError not-found; invalid for people who would be left out */
export const removeSignInProvider = useCase({
  name: 'remove-sign-in-provider',
  permission,
  input: v.object({ id: Id, ...SignInProviderRemoval.entries }),
  run: (context, { id, confirmed }) =>
    context.change(async () => {
      const { read } = context.database;
      const row = await providerById(read, id);
      if (!row) throw notFound();
      await assertNobodyShutOut(read, row, confirmed);
      return {
        statements: [removedProviderStatement(read, id)],
        audit: audited(id, { ...row, enabled: false }),
        answer: undefined,
      };
    }),
});

/** Asks a provider what it says about itself; nobody signs in. @throws AppError not-found */
export const trySignInProvider = useCase({
  name: 'try-sign-in-provider',
  permission,
  input: ById,
  async run({ database, now }, { id }): Promise<ProviderTrial> {
    const row = await providerById(database.read, id);
    if (!row) throw notFound();
    return tryProvider(row, row.claim, now);
  },
});
