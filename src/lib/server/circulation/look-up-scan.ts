import { Scan, type Scanned } from '$lib/contracts/circulation';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { may, type Actor } from '../actor';
import { COPY_READERS, readCopy } from '../catalogue/read-copy';
import { CARD_READERS, readCard } from '../patrons/read-card';
import { useCase } from '../use-case';

const mayAny = (actor: Actor, wanted: readonly PermissionId[]) => wanted.some((one) => may(actor, one));

function kindOf(patron: Scanned['patron'], copy: Scanned['copy']): Scanned['kind'] {
  if (patron) return copy ? 'both' : 'patron';
  return copy ? 'copy' : 'nothing';
}

/**
 * What a scanned or typed text is: somebody's card, a copy, both or nothing. Each half is looked for only where the
 * actor may read it, so that whoever only takes copies back learns nothing of cards.
 */
export const lookUpScan = useCase({
  name: 'look-up-scan',
  permission: [...COPY_READERS, ...CARD_READERS],
  input: Scan,
  async run(context, { text }): Promise<Scanned> {
    const [patron = null, copy = null] = await Promise.all([
      mayAny(context.actor, CARD_READERS) ? readCard(context, text) : undefined,
      mayAny(context.actor, COPY_READERS) ? readCopy(context, text) : undefined,
    ]);
    return { kind: kindOf(patron, copy), patron, copy };
  },
});
