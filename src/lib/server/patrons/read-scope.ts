import type { Actor } from '../actor';
import type { Reader } from '../db/client';
import { partsOf } from './queries';
import { assertInScope } from './scope-policy';

/** Lets only those go on who work with this patron's sites. @throws AppError not-found for anybody else. */
export async function assertPatronInScope(read: Reader, actor: Actor, patronId: string) {
  assertInScope(actor, (await partsOf(read, patronId)).siteIds);
}
