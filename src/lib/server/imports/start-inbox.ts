import type { Services } from '../services';
import { InboxWatcher } from './watch-inbox';

const LOOK_MS = 30_000;

/**
 * Looks into the watched folders every half minute, one look after the other. Looking, rather than being told by the
 * file system, works on network drives too.
 */
export function startInbox(services: Services): { stop(): Promise<void> } {
  const watcher = new InboxWatcher(services);
  let looking: Promise<void> | undefined;
  const look = () => {
    looking ??= watcher
      .look()
      .catch(() => services.log.error({}, 'the watched folders could not be looked at'))
      .finally(() => (looking = undefined));
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
