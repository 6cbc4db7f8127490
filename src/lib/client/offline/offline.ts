import { OfflineDatabase } from './db';
import { wipeSnapshot } from './snapshot';

let opened: OfflineDatabase | undefined;

/** The device's store; one connection a page. To be asked for in a browser only. */
export function offlineDatabase(): OfflineDatabase {
  opened ??= new OfflineDatabase();
  return opened;
}

/** At sign-out everything about people goes from the device; what still waits to be sent stays. */
export async function forgetPeople(db: OfflineDatabase = offlineDatabase()): Promise<void> {
  await wipeSnapshot(db);
  await db.mine.clear();
}
