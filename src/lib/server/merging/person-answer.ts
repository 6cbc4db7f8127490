import type { MergePerson } from '$lib/contracts/merges';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import type { Actor } from '../actor';
import type { PatronRecord } from '../patrons/queries';
import { sightOf } from '../patrons/scope-policy';

/** As much of a person as tells two apart; card and birth year only to those who may see them elsewhere. */
export function personAnswer(actor: Actor, row: PatronRecord): MergePerson {
  const sight = sightOf(actor);
  return {
    id: row.id,
    name: nameOrUsername(row),
    username: row.username,
    barcode: sight.barcodes ? row.barcode : null,
    formClass: row.formClass,
    birthYear: sight.private ? row.birthYear : null,
    enabled: row.enabled,
  };
}
