import type { Caller } from '../use-case';
import type { Services } from '../services';

/** What the middlewares put on every request. */
export interface ApiEnv {
  /** What the server knows of the connection; absent where there is none, as in tests. */
  Bindings: { clientAddress?: string } | undefined;
  Variables: {
    services: Services;
    caller: Caller;
    requestId: string;
    locale: 'en' | 'es';
    /** Set by use cases that change who is signed in. */
    sessionCookie?: string;
  };
}
