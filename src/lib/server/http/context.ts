import type { Caller } from '../use-case';
import type { Services } from '../services';

/** What the middlewares put on every request. */
export interface ApiEnv {
  Variables: {
    services: Services;
    caller: Caller;
    requestId: string;
    locale: 'en' | 'es';
    /** Set by use cases that change who is signed in. */
    sessionCookie?: string;
  };
}
