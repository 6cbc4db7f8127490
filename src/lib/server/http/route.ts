import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import type * as v from 'valibot';
import { AppError } from '../app-error';
import { authorise, fieldProblems, perform, problemsOf, type UseCase } from '../use-case';
import type { ApiEnv } from './context';

/** The gate of each described operation, for the OpenAPI document and for the test that walks every route. */
export const permissionOf = (useCase: Pick<UseCase<v.GenericSchema, unknown>, 'permission'>) =>
  typeof useCase.permission === 'string' ? useCase.permission : useCase.permission.join(' | ');

interface Described {
  name: string;
  permission: UseCase<v.GenericSchema, unknown>['permission'];
}

/** Opens a route: checks the use case's permission and puts it into the OpenAPI document with the shape of its answer. */
export function describe(useCase: Described, answer?: v.GenericSchema, status: 200 | 201 | 202 | 204 = 200) {
  const described = describeRoute({
    operationId: useCase.name,
    ...({ 'x-permission': permissionOf(useCase) } as object),
    responses: {
      [status]: answer
        ? { description: 'Done', content: { 'application/json': { schema: resolver(answer) } } }
        : { description: 'Done' },
      '4XX': { description: 'Refused: { error: { code, message, fields?, requestId }, refusals? }' },
    },
  });
  // Refuses before the body is read, so that a stranger learns nothing from its shape.
  const gate: MiddlewareHandler<ApiEnv> = async (c, next) => {
    authorise(c.get('caller').actor, useCase.permission);
    await next();
  };
  return Object.assign(gate, described);
}

/**
 * Validates a part of the request by a contract; the answer names fields and codes and never echoes the body.
 * @param asked a use case that tells all that is wrong with this body and the path's parameters, malformed or not
 */
export function input<S extends v.GenericSchema, T extends 'json' | 'query' | 'param' | 'form'>(
  target: T,
  schema: S,
  asked?: UseCase<v.GenericSchema, unknown>,
) {
  return validator(target, schema, async (result, c: HonoContext<ApiEnv>) => {
    if (result.success) return;
    const malformed = fieldProblems(result.error as unknown as v.BaseIssue<unknown>[]);
    const others = asked
      ? await problemsOf(c.get('services'), c.get('caller'), asked, {
          ...(result.data as object),
          ...c.req.param(),
        })
      : [];
    throw new AppError('invalid', { fields: others.length > 0 ? others : malformed });
  });
}

/** Runs a use case for the caller of this request. */
export function run<S extends v.GenericSchema, O>(
  c: HonoContext<ApiEnv>,
  useCase: UseCase<S, O>,
  value: unknown,
): Promise<O> {
  return perform(c.get('services'), c.get('caller'), useCase, value);
}

/**
 * Runs a use case whose input is a secret: nothing of it is kept under an idempotency key, where even a hash of a few
 * digits would give them away. Doing it twice must do no harm.
 */
export function runUnkept<S extends v.GenericSchema, O>(
  c: HonoContext<ApiEnv>,
  useCase: UseCase<S, O>,
  value: unknown,
): Promise<O> {
  return perform(c.get('services'), { ...c.get('caller'), idempotencyKey: undefined }, useCase, value);
}
