import * as v from 'valibot';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import type { Actor } from './actor';
import { AppError, type FieldProblem } from './app-error';
import { createChange, type ChangePlan } from './change';
import type { Services } from './services';

/** Who may run a use case: one permission, any of several, everybody, or any person who is signed in. */
export type Gate = PermissionId | readonly [PermissionId, ...PermissionId[]] | 'anyone' | 'signed-in';

/** One request by one actor. */
export interface Caller {
  actor: Actor;
  requestId: string;
  /** The device's or client's key under which a repeated request gets its first answer again. */
  idempotencyKey?: string | undefined;
  /** When a replayed command happened, ms; absent for what happens now. */
  occurredAt?: number | undefined;
  locale?: string | undefined;
}

export interface Context extends Services {
  actor: Actor;
  requestId: string;
  locale: string;
  /** Instant of this request (or of the replayed command), ms. */
  now: number;
  /** Commits one state change with its audit and idempotency rows, and answers what the plan answers. */
  change<O>(plan: () => Promise<ChangePlan<O>>): Promise<O>;
  /**
   * The same for what many desks do at once: committed together with the changes of others that wait. `plan` reads
   * through the context that it is given, which sees what the changes before it wrote.
   */
  join<O>(plan: (inside: Context) => Promise<ChangePlan<O>>): Promise<O>;
}

export interface UseCase<S extends v.GenericSchema, O> {
  /** Verb and noun, e.g. `check-out`; also the OpenAPI operation and the audit's word. */
  name: string;
  permission: Gate;
  input: S;
  /**
   * Whether `run` finds everything else that is wrong before it writes, so that it can be asked for that too when a value is
   * malformed: then all is told in one round.
   */
  tellsAll?: true;
  run(context: Context, input: v.InferOutput<S>): Promise<O>;
}

/** Declares a use case. Its permission is part of the declaration and is checked before anything else. */
export const useCase = <S extends v.GenericSchema, O>(definition: UseCase<S, O>): UseCase<S, O> => definition;

/** @throws AppError not-signed-in (401) or not-permitted (403, with the permission named). */
export function authorise(actor: Actor, gate: Gate) {
  if (gate === 'anyone' || actor.kind === 'system') return;
  if (gate === 'signed-in') {
    if (actor.kind === 'patron') return;
    throw new AppError(actor.kind === 'nobody' ? 'not-signed-in' : 'not-permitted');
  }
  const wanted = typeof gate === 'string' ? [gate] : gate;
  if (wanted.some((permission) => actor.permissions.has(permission))) return;
  if (actor.kind === 'nobody') throw new AppError('not-signed-in');
  throw new AppError('not-permitted', { permission: wanted[0] });
}

const issuePath = (issue: v.BaseIssue<unknown>) => v.getDotPath(issue) ?? '';

/** Field problems of a failed validation. Codes are valibot's issue types or our own `code:` messages; values never leave. */
export const fieldProblems = (issues: readonly v.BaseIssue<unknown>[]) =>
  issues.map((issue) => ({
    path: issuePath(issue),
    code: issue.message.startsWith('code:')
      ? issue.message.slice(5)
      : issue.received === 'undefined'
        ? 'required'
        : issue.type.replaceAll('_', '-'),
  }));

/** A context whose changes are recorded as these. */
export function changing(
  asked: Omit<Context, 'change' | 'join'>,
  { change, join }: ReturnType<typeof createChange>,
): Context {
  const context: Context = {
    ...asked,
    change,
    join: (plan) => join((read) => plan({ ...context, database: { ...asked.database, read } })),
  };
  return context;
}

/** Ends a run that was only to say what is wrong. */
class NothingWrong extends Error {}

/**
 * What is wrong with a request besides its malformed values, as far as these are of the right kind. Nothing is written:
 * the change is planned, and left.
 */
async function alsoWrong<S extends v.GenericSchema, O>(
  asked: Omit<Context, 'change' | 'join'>,
  wanted: UseCase<S, O>,
  parsed: v.SafeParseResult<S>,
): Promise<readonly FieldProblem[]> {
  if (!wanted.tellsAll || !parsed.typed) return [];
  const planned = async (plan: () => Promise<unknown>): Promise<never> => {
    await plan();
    throw new NothingWrong();
  };
  const dry: Context = { ...asked, change: planned, join: (plan) => planned(() => plan(dry)) };
  try {
    await wanted.run(dry, parsed.output);
    return [];
  } catch (error) {
    if (error instanceof NothingWrong) return [];
    if (error instanceof AppError) return error.details.fields ?? [];
    throw error;
  }
}

const askedFor = (services: Services, caller: Caller) => ({
  ...services,
  actor: caller.actor,
  requestId: caller.requestId,
  locale: caller.locale ?? 'en',
  now: caller.occurredAt ?? services.clock.now(),
});

/**
 * Every problem of a request whose values are malformed, and nothing is written; of one field only the first is told.
 * @throws AppError not-signed-in, not-permitted
 */
export async function problemsOf<S extends v.GenericSchema, O>(
  services: Services,
  caller: Caller,
  wanted: UseCase<S, O>,
  input: unknown,
): Promise<FieldProblem[]> {
  authorise(caller.actor, wanted.permission);
  const parsed = v.safeParse(wanted.input, input);
  if (parsed.success) return [];
  const malformed = fieldProblems(parsed.issues);
  const others = await alsoWrong(askedFor(services, caller), wanted, parsed);
  return [...malformed, ...others.filter(({ path }) => !malformed.some((one) => one.path === path))];
}

/** Authorises, validates and runs one use case. */
export async function perform<S extends v.GenericSchema, O>(
  services: Services,
  caller: Caller,
  wanted: UseCase<S, O>,
  input: unknown,
): Promise<O> {
  authorise(caller.actor, wanted.permission);
  const parsed = v.safeParse(wanted.input, input);
  if (!parsed.success) throw new AppError('invalid', { fields: fieldProblems(parsed.issues) });
  const asked = askedFor(services, caller);
  const changes = createChange(services, caller, wanted.name, parsed.output);
  return wanted.run(changing(asked, changes), parsed.output);
}
