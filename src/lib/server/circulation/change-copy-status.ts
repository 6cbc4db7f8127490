import { CopyDeedById, type CopyDeedDone } from '$lib/contracts/copies';
import { useCase } from '../use-case';
import { planDeed } from './copy-deed-maker';

/**
 * Does something to a copy apart from lending it: to repair and back, missing, lost, found, withdrawn, on order. A hold
 * that it was kept for waits again; a copy that is back serves who is next, as if it had been checked in.
 * @throws AppError not-found; not-permitted for a copy of other sites; refused with the reason where it can't be done now
 */
export const changeCopyStatus = useCase({
  name: 'change-copy-status',
  permission: 'circulation.changeCopies',
  input: CopyDeedById,
  run: (context, wish): Promise<CopyDeedDone> => context.change(() => planDeed(context, wish)),
});
